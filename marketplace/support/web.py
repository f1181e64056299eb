"""Pages of support: a BSO's own services, the form, a service as all see it."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.errors import Stale
from marketplace.forms import Form
from marketplace.pages import done, refused
from marketplace.support import queries, rules, services, views
from marketplace.support.models import Service
from marketplace.support.schemas import ServiceContent

pages = Blueprint("support", __name__)


@pages.get("/my-services")
@rule("service.read_own")
def own() -> str:
    """What the BSO offers, drafts and what was withdrawn included."""
    wanted = request.args.get("page", "")
    return render_template("support/own.html", **views.own(session(), actor(), wanted))


@pages.get("/my-services/new")
@rule("service.update")
def new() -> Response:
    kind = request.args.get("kind")
    return _form(Form.filled({"kind": kind if kind in rules.KINDS else "service"}))


@pages.post("/my-services/new")
@rule("service.update")
def create() -> Response:
    form = Form.received()
    if form.rearranged():
        return _form(form)
    with form.catching():
        service = services.create_service(session(), actor(), form.load(ServiceContent()))
        session().flush()
        return done(f"/services/{service.id}", _("Saved as a draft."))
    return _form(form)


@pages.get("/my-services/<service_id>")
@rule("service.update")
def edit(service_id: str) -> Response:
    service = queries.own_service_to_read(session(), actor(), service_id, "service.update")
    return _form(Form.filled(service.content, service.revision), service)


@pages.post("/my-services/<service_id>")
@rule("service.update")
def update(service_id: str) -> Response | tuple[str, int]:
    service = queries.own_service(session(), actor(), service_id, "service.update")
    form = Form.received()
    if form.rearranged():
        return _form(form, service)
    try:
        with form.catching():
            content = form.load(ServiceContent())
            services.update_service(session(), actor(), service_id, content, form.revision)
            return done(f"/services/{service_id}", _("Saved."))
    except Stale:
        return render_template("support/conflict.html", **views.conflict(service, form)), 412
    return _form(form, service)


@pages.post("/my-services/<service_id>/publish")
@rule("service.publish")
def publish(service_id: str) -> Response:
    service = queries.own_service(session(), actor(), service_id, "service.publish")
    form = Form.filled(service.content, service.revision)
    with form.catching():
        services.publish_service(session(), actor(), service_id, Form.received().revision)
        return done(f"/services/{service_id}", _("Offered to all from now on."))
    return _form(form, service)


@pages.get("/my-services/<service_id>/withdraw")
@rule("service.update")
def ask_withdraw(service_id: str) -> str:
    service = queries.own_service_to_read(session(), actor(), service_id, "service.update")
    return render_template("support/withdraw.html", service=service)


@pages.post("/my-services/<service_id>/withdraw")
@rule("service.update")
def withdraw(service_id: str) -> Response:
    services.withdraw_service(session(), actor(), service_id, Form.received().revision)
    return done(f"/services/{service_id}", _("No longer offered. You can offer it again."))


@pages.get("/services/<service_id>")
@rule("public.read")
def show(service_id: str) -> str:
    """A service as all see it; its provider sees the next step too."""
    offered = queries.visible_service(session(), actor(), service_id)
    return render_template("support/show.html", **views.page(session(), actor(), offered))


def _form(form: Form, service: Service | None = None) -> Response:
    return refused("support/form.html", form, service=service, **views.choices(form))
