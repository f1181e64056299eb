"""Pages of one application: the form, what was sent, confirming and taking back."""

from __future__ import annotations

from flask import redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.applications import filling, queries, services, views, web_lists
from marketplace.applications.blueprint import pages
from marketplace.applications.models import Application
from marketplace.applications.schemas import ApplicationContent
from marketplace.edge import actor, rule, session
from marketplace.errors import NotFound, Stale
from marketplace.files.receiving import receives_files
from marketplace.forms import Form
from marketplace.needs.models import Need
from marketplace.needs.queries import visible_need
from marketplace.pages import done, refused

__all__ = ["pages", "web_lists"]


@pages.get("/needs/<need_id>/apply")
@rule("application.write")
def apply(need_id: str) -> Response:
    """The form; whoever has begun goes on there."""
    need = visible_need(session(), actor(), need_id)
    begun = queries.live(session(), need.id, actor().organization)
    if begun is not None:
        return redirect(f"/applications/{begun.id}/edit", 303)
    return _form(Form(), need)


@pages.post("/needs/<need_id>/apply")
@receives_files
@rule("application.write")
def create(need_id: str) -> Response:
    need, form = visible_need(session(), actor(), need_id), filling.received_form()
    if filling.only_shown(form):
        return _form(form, need)
    with form.catching():
        content = form.load(ApplicationContent())
        made = services.create_application(session(), actor(), need_id, content)
        return done(f"/applications/{made.id}", _("Saved as a draft. Nobody else sees it."))
    return _form(form, need)


@pages.get("/applications/<application_id>")
@rule("application.list")
def show(application_id: str) -> str:
    """Where it stands, the next step, what is offered, and what was sent when."""
    found = queries.visible_application(session(), actor(), application_id)
    return render_template("applications/show.html", **views.page(session(), actor(), found))


@pages.get("/applications/<application_id>/edit")
@rule("application.write")
def edit(application_id: str) -> Response:
    found = _own(application_id, "application.write")
    return _edit(Form.filled(found.content, found.revision), found)


@pages.post("/applications/<application_id>/edit")
@receives_files
@rule("application.write")
def update(application_id: str) -> Response | tuple[str, int]:
    found, form = _own(application_id, "application.write"), filling.received_form()
    if filling.only_shown(form):
        return _edit(form, found)
    try:
        with form.catching():
            content = form.load(ApplicationContent())
            services.update_application(session(), actor(), application_id, content, form.revision)
            return done(f"/applications/{application_id}", _saved(found))
    except Stale:
        return render_template("applications/conflict.html", **views.conflict(found, form)), 412
    return _edit(form, found)


def _saved(application: Application) -> str:
    if application.state == "draft":
        return _("Saved as a draft. Nobody else sees it.")
    return _("Sent again. The new receipt is %(number)s.", number=application.receipt)


@pages.post("/applications/<application_id>/submit")
@rule("application.submit")
def submit(application_id: str) -> Response:
    found = _own(application_id, "application.submit")
    form = Form.filled(found.content, found.revision)
    with form.catching():
        revision = Form.received().revision
        services.submit_application(session(), actor(), application_id, revision)
        text = _("Sent. Your receipt is %(number)s.", number=found.receipt)
        return done(f"/applications/{application_id}", text)
    return _edit(form, found)


@pages.post("/applications/<application_id>/confirm")
@rule("application.submit")
def confirm(application_id: str) -> Response:
    found = _own(application_id, "application.submit")
    form = Form.filled(found.content, found.revision)
    with form.catching():
        revision = Form.received().revision
        services.confirm_application(session(), actor(), application_id, revision)
        text = _("Confirmed. Your new receipt is %(number)s.", number=found.receipt)
        return done(f"/applications/{application_id}", text)
    return _edit(form, found)


@pages.get("/applications/<application_id>/withdraw")
@rule("application.write")
def ask_withdraw(application_id: str) -> str:
    found = _own(application_id, "application.write")
    need = session().get_one(Need, found.need_id)
    return render_template("applications/withdraw.html", application=found, need=need)


@pages.post("/applications/<application_id>/withdraw")
@rule("application.write")
def withdraw(application_id: str) -> Response:
    found = _own(application_id, "application.write")
    was_sent = found.state == "submitted"
    services.withdraw_application(session(), actor(), application_id, Form.received().revision)
    text = _("Withdrawn. The buyer never learns of it.") if was_sent else _("Thrown away.")
    return done(f"/needs/{found.need_id}", text)


@pages.get("/applications/<application_id>/versions/<int:number>")
@rule("application.read_own")
def version(application_id: str, number: int) -> str:
    """One version as it was sent."""
    found = _own(application_id, "application.read_own")
    sent = [one for one in queries.versions(session(), found) if one.number == number]
    if not sent:
        raise NotFound("There is no such version.")
    facts = views.version_page(session(), found, sent[0])
    return render_template("applications/version.html", **facts)


def _own(application_id: str, action: str) -> Application:
    return queries.own_application(session(), actor(), application_id, action)


def _form(form: Form, need: Need, found: Application | None = None) -> Response:
    facts = views.form_page(session(), actor(), need, form, found)
    return refused("applications/form.html", form, **facts)


def _edit(form: Form, found: Application) -> Response:
    return _form(form, session().get_one(Need, found.need_id), found)
