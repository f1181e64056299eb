"""Pages of an evaluation: people, conflicts of interest, one's own sheet, what was agreed."""

from __future__ import annotations

from typing import Any

from flask import Response as Download
from flask import jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.evaluation import (
    agreeing,
    award_views,
    export,
    people,
    queries,
    scoring,
    sheet,
    shown,
    views,
    web_awards,
)
from marketplace.evaluation.blueprint import pages
from marketplace.evaluation.people import Declared
from marketplace.evaluation.schemas import EvaluatorsBody
from marketplace.forms import Form
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need, own_need_to_read
from marketplace.pages import done, refused

__all__ = ["pages", "web_awards"]


def _need(need_id: str, action: str = "evaluation.read") -> Need:
    return own_need_to_read(session(), actor(), need_id, action)


def _path(need_id: str) -> str:
    return f"/needs/{need_id}/evaluation"


@pages.get("/needs/<need_id>/evaluation")
@rule("evaluation.read")
def show(need_id: str) -> str | Download:
    """How far it is: one's own sheet, then, once all have sent, the whole arithmetic."""
    need = _need(need_id)
    if request.args.get("format") == "json":
        return jsonify(shown.evaluation(session(), actor(), need))
    if request.args.get("format"):
        return export.table(session(), need, request.args["format"])
    return render_template("evaluation/show.html", **_facts(need))


def _facts(need: Need, form: Form | None = None) -> dict[str, Any]:
    facts = views.frame(session(), actor(), need)
    facts["decided"] = award_views.decided(session(), need)
    if facts["opened"]:
        return facts | views.results_page(session(), need, facts["currency"])
    person = facts["mine_seat"]
    if person is not None and person.declared_at and person.sent_at is None:
        return facts | views.sheet_page(session(), need, person, form)
    return facts


@pages.post("/needs/<need_id>/evaluation")
@rule("evaluation.score")
def score(need_id: str) -> Response:
    """Save the sheet as a draft, or send it for good."""
    need = own_need(session(), actor(), need_id, "evaluation.score")
    form = Form.received()
    last = "send" in request.form
    with form.catching():
        person = people.seat_of(session(), actor(), need)
        entries = sheet.entries(form, views.own_keys(session(), need, person))
        scoring.save_scores(session(), actor(), need_id, entries, last=last)
        text = _("Sent; your scores are locked.") if last else _("Saved as a draft.")
        return done(_path(need_id), text)
    return refused("evaluation/show.html", form, **_without_form(_facts(need, form)))


def _without_form(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != "form"}


@pages.get("/needs/<need_id>/evaluation/people")
@rule("evaluation.manage")
def ask_people(need_id: str) -> Response:
    need = _need(need_id, "evaluation.manage")
    seats = queries.evaluators(session(), need.id)
    chair = next((one.user_id for one in seats if one.chair), "")
    held = {"people": [one.user_id for one in seats], "chair": chair}
    evaluation = queries.seen_evaluation(session(), need.id)
    return _people(need, Form.filled(held, evaluation.revision))


@pages.post("/needs/<need_id>/evaluation/people")
@rule("evaluation.manage")
def name_people(need_id: str) -> Response:
    need = own_need(session(), actor(), need_id, "evaluation.manage")
    form = Form.received()
    with form.catching():
        body = form.load(EvaluatorsBody())
        people.name_evaluators(
            session(), actor(), need_id, body["people"], body["chair"], form.revision
        )
        return done(_path(need_id), _("Saved. Those who are new are told."))
    return _people(need, form)


def _people(need: Need, form: Form) -> Response:
    facts = views.frame(session(), actor(), need)
    able = views.candidates(session(), need)
    return refused("evaluation/people.html", form, able=able, **facts)


@pages.get("/needs/<need_id>/evaluation/declare")
@rule("evaluation.score")
def ask_declare(need_id: str) -> Response:
    return _declare(_need(need_id, "evaluation.score"), Form())


@pages.post("/needs/<need_id>/evaluation/declare")
@rule("evaluation.score")
def declare(need_id: str) -> Response:
    need = own_need(session(), actor(), need_id, "evaluation.score")
    form = Form.received()
    with form.catching():
        firms = [one.organization_id for one, _name in views.applicants(session(), need)]
        said = {firm: form.value(f"firm.{firm}").strip() for firm in firms}
        declared = [Declared(firm, text[:500]) for firm, text in said.items() if text]
        if whole := form.value("need").strip():
            declared.append(Declared(None, whole[:500]))
        people.declare(session(), actor(), need_id, declared)
        return done(_path(need_id), _("Recorded."))
    return _declare(need, form)


def _declare(need: Need, form: Form) -> Response:
    queries.require_unsealed(session(), need)
    facts = views.frame(session(), actor(), need)
    firms = views.applicants(session(), need)
    return refused("evaluation/declare.html", form, firms=firms, **facts)


@pages.get("/needs/<need_id>/evaluation/agree")
@rule("evaluation.score")
def ask_agree(need_id: str) -> Response:
    return _agree(_need(need_id, "evaluation.score"), None)


@pages.post("/needs/<need_id>/evaluation/agree")
@rule("evaluation.score")
def agree(need_id: str) -> Response:
    need = own_need(session(), actor(), need_id, "evaluation.score")
    form = Form.received()
    with form.catching():
        keys = scoring.keys(need, [one for one, _name in views.applicants(session(), need)])
        entries = sheet.entries(form, keys, "why")
        agreeing.agree_scores(session(), actor(), need_id, entries, form.revision)
        return done(_path(need_id), _("Agreed. The award can be decided now."))
    return _agree(need, form)


def _agree(need: Need, form: Form | None) -> Response:
    queries.require_opened(session(), need)
    facts = views.frame(session(), actor(), need) | views.agree_page(session(), need, form)
    shown_form = facts.pop("form")
    shown_form.revision = facts["evaluation"].revision
    return refused("evaluation/agree.html", shown_form, **facts)
