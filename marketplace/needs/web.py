"""Pages of needs: one's own list, the form, the need itself, its history and its end."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.errors import Stale
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.needs import dialogue, queries, rules, services, views, web_review
from marketplace.needs.blueprint import pages
from marketplace.needs.models import Need
from marketplace.needs.schemas import InvitationBody, NeedContent, QuestionBody, ReasonBody
from marketplace.organizations.queries import get as get_organization
from marketplace.pages import done, refused

__all__ = ["pages", "web_review"]


@pages.get("/my-needs")
@rule("need.read_own")
def own() -> str:
    """The firm's needs by state, each with its next date."""
    return render_template("needs/own.html", **views.own(session(), actor(), request.args))


@pages.get("/needs/new")
@rule("need.create")
def new() -> Response:
    kind = "workforce" if request.args.get("kind") == "workforce" else "supplier"
    return _form(Form.filled(views.blank(kind)))


@pages.post("/needs/new")
@rule("need.create")
def create() -> Response:
    form = Form.received()
    if form.rearranged():
        return _form(form)
    with form.catching():
        content = form.load(NeedContent())
        need = services.create_need(session(), actor(), content)
        session().flush()
        return done(url_for("needs.show", need_id=need.id), _("Saved as a draft."))
    return _form(form)


@pages.get("/needs/<need_id>/edit")
@rule("need.update")
def edit(need_id: str) -> Response:
    need = queries.own_need_to_read(session(), actor(), need_id, "need.update")
    return _form(Form.filled(rules.complete(need.content), need.revision), need)


@pages.post("/needs/<need_id>/edit")
@rule("need.update")
def update(need_id: str) -> Response | tuple[str, int]:
    need = queries.own_need(session(), actor(), need_id, "need.update")
    form = Form.received()
    if form.rearranged():
        return _form(form, need)
    try:
        with form.catching():
            content = form.load(NeedContent())
            services.update_need(session(), actor(), need_id, content, form.revision)
            return done(url_for("needs.show", need_id=need_id), _("Saved."))
    except Stale:
        return render_template("needs/conflict.html", **views.conflict(need, form)), 412
    return _form(form, need)


@pages.get("/needs/<need_id>")
@rule("public.read")
def show(need_id: str) -> str:
    """What is asked for, for all; the buyer sees the next step too, a firm how it fits."""
    need = queries.visible_need(session(), actor(), need_id)
    return render_template("needs/show.html", **views.page(session(), actor(), need, "show"))


@pages.post("/needs/<need_id>/publish")
@rule("need.publish")
def publish(need_id: str) -> Response:
    need = queries.own_need(session(), actor(), need_id, "need.publish")
    form = Form.filled(rules.complete(need.content), need.revision)
    with form.catching():
        services.publish_need(session(), actor(), need_id, Form.received().revision)
        return done(f"/needs/{need_id}/shortlist", _("Published. Firms are being ranked."))
    return _form(form, need)


@pages.get("/needs/<need_id>/history")
@rule("need.read_own")
def history(need_id: str) -> str:
    """What the need said before, and what was done with it when."""
    need = queries.own_need_to_read(session(), actor(), need_id, "need.read_own")
    facts = views.page(session(), actor(), need, "history")
    return render_template("needs/history.html", **facts, **views.history(session(), need))


@pages.get("/needs/<need_id>/<any(close, cancel):how>")
@rule("need.close")
def ask_end(need_id: str, how: str) -> Response:
    need = queries.own_need_to_read(session(), actor(), need_id, "need.close")
    return _end(need, how, Form.filled({}, need.revision))


@pages.post("/needs/<need_id>/<any(close, cancel):how>")
@rule("need.close")
def end(need_id: str, how: str) -> Response:
    need = queries.own_need(session(), actor(), need_id, "need.close")
    form = Form.received()
    with form.catching():
        reason = form.load(ReasonBody())["reason"]
        act = services.close_need if how == "close" else services.cancel_need
        act(session(), actor(), need_id, reason, form.revision)
        text = _("Closed; no more applications.") if how == "close" else _("Called off.")
        return done(url_for("needs.show", need_id=need_id), text)
    return _end(need, how, form)


@pages.get("/needs/<need_id>/questions")
@rule("public.read")
def show_questions(need_id: str) -> str:
    return render_template("needs/questions.html", form=Form(), **_questions(need_id))


@pages.post("/needs/<need_id>/questions")
@limited("question")
@rule("question.ask")
def ask(need_id: str) -> Response:
    form = Form.received()
    with form.catching():
        text = form.load(QuestionBody())["text"]
        dialogue.ask_question(session(), actor(), need_id, text)
        return done(
            f"/needs/{need_id}/questions", _("Asked. All who look at the need can read it.")
        )
    return refused("needs/questions.html", form, **_questions(need_id))


@pages.post("/questions/<question_id>/answer")
@rule("need.answer")
def answer(question_id: str) -> Response:
    form = Form.received()
    question = queries.question(session(), question_id)
    with form.catching():
        text = form.load(QuestionBody())["text"]
        dialogue.answer_question(session(), actor(), question_id, text)
        return done(f"/needs/{question.need_id}/questions", _("Answered, for all to read."))
    facts = _questions(question.need_id)
    return refused("needs/questions.html", form, answering=question_id, **facts)


@pages.get("/needs/<need_id>/invite/<organization_id>")
@rule("need.invite")
def ask_invite(need_id: str, organization_id: str) -> str:
    return render_template("needs/invite.html", form=Form(), **_invited(need_id, organization_id))


@pages.post("/needs/<need_id>/invite/<organization_id>")
@limited("invitation")
@rule("need.invite")
def invite(need_id: str, organization_id: str) -> Response:
    form = Form.received()
    with form.catching():
        body = form.load(InvitationBody(exclude=["organization"]))
        dialogue.invite(session(), actor(), need_id, organization_id, **body)
        return done(f"/needs/{need_id}/shortlist", _("Invited. The firm is told at once."))
    return refused("needs/invite.html", form, **_invited(need_id, organization_id))


def _form(form: Form, need: Need | None = None) -> Response:
    return refused("needs/form.html", form, need=need, **views.choices())


def _end(need: Need, how: str, form: Form) -> Response:
    return refused("needs/end.html", form, need=need, how=how)


def _questions(need_id: str) -> dict[str, Any]:
    need = queries.visible_need(session(), actor(), need_id)
    facts = views.page(session(), actor(), need, "questions")
    return facts | views.questions(session(), actor(), need)


def _invited(need_id: str, organization_id: str) -> dict[str, Any]:
    need = queries.own_need_to_read(session(), actor(), need_id, "need.invite")
    return {"need": need, "firm": get_organization(session(), organization_id)}
