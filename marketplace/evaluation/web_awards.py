"""Pages of awards: the decision, one award, and how it ends."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.evaluation import award_views, deciding, ending, queries, sheet, views, words
from marketplace.evaluation.blueprint import pages
from marketplace.evaluation.models import Award
from marketplace.evaluation.results import results
from marketplace.evaluation.schemas import EndBody
from marketplace.forms import Form
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need, own_need_to_read
from marketplace.pages import done, refused


@pages.app_context_processor
def given() -> dict[str, Any]:
    """What pages of earlier slices show of awards."""
    return {"award_of": lambda application: queries.award_of(session(), actor(), application)}


@pages.get("/needs/<need_id>/award")
@rule("award.decide")
def ask_award(need_id: str) -> Response:
    """Outcomes and the reasons that firms read, drafted from the scores."""
    return _decide(own_need_to_read(session(), actor(), need_id, "award.decide"), None)


@pages.post("/needs/<need_id>/award")
@rule("award.decide")
def award(need_id: str) -> Response:
    need = own_need(session(), actor(), need_id, "award.decide")
    deciding.require_decidable(session(), need)
    form = Form.received()
    with form.catching():
        found = results(session(), need)
        wanted = sheet.wanted(form, found, words.drafts(found))
        deciding.create_award(session(), actor(), need_id, wanted, form.revision)
        return done(f"/needs/{need_id}/evaluation", _("Decided. Every firm is told."))
    return _decide(need, form)


def _decide(need: Need, form: Form | None) -> Response:
    deciding.require_decidable(session(), need)
    facts = views.frame(session(), actor(), need)
    facts |= award_views.decide_page(session(), need, form)
    shown_form = facts.pop("form")
    shown_form.revision = need.revision
    return refused("evaluation/award.html", shown_form, **facts)


@pages.post("/decisions/<decision_id>/undo")
@rule("award.decide")
def undo(decision_id: str) -> Response:
    found = ending.undo_decision(session(), actor(), decision_id, Form.received().revision)
    text = _("Undone, as if it had not been decided. Every firm is told so.")
    return done(f"/needs/{found.need_id}/evaluation", text)


@pages.get("/awards/<award_id>")
@rule("award.read")
def show_award(award_id: str) -> str:
    """What a firm was given, until when it can be declined, and what follows."""
    found = queries.visible_award(session(), actor(), award_id)
    return render_template(
        "evaluation/one.html", **award_views.award_page(session(), actor(), found)
    )


@pages.get("/awards/<award_id>/decline")
@rule("award.decline")
def ask_decline(award_id: str) -> Response:
    return _end(_changing(award_id, "award.decline"), "decline", Form())


@pages.post("/awards/<award_id>/decline")
@rule("award.decline")
def decline(award_id: str) -> Response:
    return _ended(award_id, "decline")


@pages.get("/awards/<award_id>/cancel")
@rule("award.decide")
def ask_cancel(award_id: str) -> Response:
    return _end(_changing(award_id, "award.decide"), "cancel", Form())


@pages.post("/awards/<award_id>/cancel")
@rule("award.decide")
def cancel(award_id: str) -> Response:
    return _ended(award_id, "cancel")


def _changing(award_id: str, action: str) -> Award:
    return queries.award_to_change(session(), actor(), award_id, action, lock=False)


def _ended(award_id: str, how: str) -> Response:
    action, end = {
        "decline": ("award.decline", ending.decline_offer),
        "cancel": ("award.decide", ending.cancel_award),
    }[how]
    found, form = _changing(award_id, action), Form.received()
    with form.catching():
        reason = form.load(EndBody())["reason"]
        end(session(), actor(), award_id, reason, form.revision)
        text = _("Declined. The buyer reads why.") if how == "decline" else _("Taken back.")
        return done(f"/awards/{award_id}", text)
    return _end(found, how, form)


def _end(found: Award, how: str, form: Form) -> Response:
    form.revision = found.revision
    facts = award_views.award_page(session(), actor(), found)
    need = session().get_one(Need, found.need_id)
    return refused("evaluation/end.html", form, how=how, **(facts | {"need": need}))
