"""What the pages of needs show, from what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.audit import AuditEntry
from marketplace.forms import Form, language
from marketplace.i18n import N_
from marketplace.needs import queries, rules, tables
from marketplace.needs.models import Need, Question
from marketplace.needs.schemas import NeedContent
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, may
from marketplace.presenters.dates import ends
from marketplace.templating import zone
from marketplace.vocabularies.certificates import SCHEMES
from marketplace.vocabularies.places import region_name

PAGE = 20
STATES = ("draft", "published", "closed", "cancelled", "suspended")
FIELDS = {
    "title": N_("Title"),
    "description": N_("Description"),
    "cpv": N_("Category (CPV)"),
    "nace": N_("Industry (NACE)"),
    "lots": N_("Lots"),
    "place": N_("Place of delivery"),
    "budget": N_("Budget"),
    "apply_by": N_("Apply by"),
    "questions_by": N_("Questions until"),
    "deliver_from": N_("First delivery"),
    "deliver_by": N_("Last delivery"),
    "required_certificates": N_("Certificates"),
    "criteria": N_("How applications are judged"),
    "price_formula": N_("How a price is scored"),
    "envelopes": N_("When prices are opened"),
    "standstill_days": N_("Standstill"),
    "business_case": N_("Business case"),
    "size_classes": N_("Size classes"),
    "ownership": N_("Reserved for"),
    "occupation": N_("Occupation"),
    "skills": N_("Skills"),
    "posts": N_("Posts"),
    "start": N_("Start of work"),
    "wage": N_("Wage"),
    "training": N_("Training"),
    "hiring_commitment": N_("Hiring commitment"),
    "kind": N_("Kind"),
    "disclose": N_("Disclosure"),
}
"""Names of a need's fields, as its pages call them."""


CRITERIA = {
    "quality": N_("Quality"),
    "delivery": N_("Delivery"),
    "price": N_("Price"),
    "local": N_("Local or social value"),
}
FORMULAS = {
    "lowest-over-price": N_("100 × lowest valid price / price"),
    "linear-to-double": N_("100 at the lowest valid price, evenly down to 0 at twice that price"),
}
"""How a price is scored, in words."""


def own(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """The list of one's own needs, by page and state."""
    state = args.get("state", "")
    place = max(int(args["page"]) if args.get("page", "").isdigit() else 1, 1)
    states = (state,) if state in STATES else ()
    needs, total = queries.own_needs(
        session, actor, states=states, limit=PAGE, offset=(place - 1) * PAGE
    )
    return {
        "needs": needs,
        "total": total,
        "place": place,
        "pages": -(-total // PAGE),
        "state": state,
        "counts": queries.states(session, actor),
        "verified": actor.verified,
        "region": lambda name: region_name(name, language()),
    }


def blank(kind: str) -> dict[str, Any]:
    """What a new form holds."""
    criteria = [
        {"name": _("Quality"), "weight": 40, "kind": "quality"},
        {"name": _("Price"), "weight": 60, "kind": "price"},
    ]
    return {"kind": kind, "criteria": criteria if kind == "supplier" else [], "lots": [{}]}


def choices() -> dict[str, Any]:
    """What the form offers to choose from."""
    return {
        "schemes": [(name, name) for name in SCHEMES],
        "sizes": [
            ("micro", _("Micro")),
            ("small", _("Small")),
            ("medium", _("Medium")),
        ],
        "kinds": [(name, _(CRITERIA[name])) for name in rules.CRITERION_KINDS],
        "formulas": [(name, _(FORMULAS[name])) for name in rules.PRICE_FORMULAS],
        "envelopes": [
            ("1", _("With the applications")),
            ("2", _("Only when all evaluators have sent their scores (two envelopes)")),
        ],
        "owners": [("women", _("Women-owned firms")), ("youth", _("Youth-owned firms"))],
    }


def page(session: Session, actor: Actor, need: Need, part: str) -> dict[str, Any]:
    """The frame of a need's pages: who reads, what can be done next, the tabs."""
    mine = may(actor, "need.read_own", need.organization_id)
    moment = now(session)
    asked = queries.questions(session, need)
    return {
        "need": need,
        "content": need.content,
        "part": part,
        "mine": mine,
        "last_day": ends(need.apply_by, zone())[0] if need.apply_by else None,
        "buyer": get_organization(session, need.organization_id),
        "is_open": rules.is_open(need.state, need.apply_by, moment),
        "may_edit": mine and may(actor, "need.update", need.organization_id),
        "may_publish": may(actor, "need.publish", need.organization_id),
        "lacks": _lacks(need, moment) if mine and need.state == "draft" else [],
        "questions": asked,
        "unanswered": [one for one in asked if one.answer is None],
        "reviews": need.state != "draft" and may(actor, "need.review"),
        "names": FIELDS,
        "formulas": FORMULAS,
        "tables": tables,
    }


def frame_of(session: Session, actor: Actor, need_id: str, part: str) -> dict[str, Any]:
    """The same for pages of later slices, which bring the work of one tab."""
    return page(session, actor, queries.visible_need(session, actor, need_id), part)


def _lacks(need: Need, moment: datetime) -> list[str]:
    faults = rules.faults_of_publishing(need.kind, need.content, need.apply_by, moment)
    return [FIELDS[pointer.strip("/")] for pointer, _detail in faults]


def questions(session: Session, actor: Actor, need: Need) -> dict[str, Any]:
    """Who may ask and answer here."""
    until = need.content.get("questions_by")
    ends = datetime.fromisoformat(until) if until else None
    open_ = rules.may_ask(need.state, ends, need.apply_by, now(session))
    own_need = actor.organization == need.organization_id
    return {
        "questions_end": ends or need.apply_by,
        "may_ask": open_ and not own_need and may(actor, "question.ask"),
        "asking_open": open_,
        "may_answer": may(actor, "need.answer", need.organization_id)
        and need.state in ("published", "closed"),
    }


def history(session: Session, need: Need) -> dict[str, Any]:
    """Revisions, and what was done when; persons are not named."""
    entries = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject == f"need/{need.id}")
        .order_by(AuditEntry.id.desc())
        .limit(200)
    ).all()
    return {
        "entries": [
            {"when": one.at, "title": _(ACTIONS.get(one.action, one.action)), "state": "done"}
            for one in entries
        ],
        "revisions": queries.revisions(session, need),
    }


ACTIONS = {
    "need.create": N_("Entered as a draft"),
    "need.update": N_("Changed"),
    "need.publish": N_("Published"),
    "need.close": N_("Closed"),
    "need.cancel": N_("Called off"),
    "need.suspend": N_("Suspended"),
    "need.reinstate": N_("Reinstated"),
    "need.invite": N_("A firm was invited"),
    "question.ask": N_("A question was asked"),
    "question.answer": N_("A question was answered"),
    "evaluation.name": N_("Evaluators were named"),
    "evaluation.declare": N_("An evaluator declared on conflicts of interest"),
    "evaluation.send": N_("An evaluator sent scores"),
    "evaluation.agree": N_("The agreed scores were entered"),
    "award.decide": N_("The award was decided"),
    "award.undo": N_("A decision was undone"),
    "match.useful": N_("A match was rated useful"),
    "match.not_useful": N_("A match was rated not useful"),
}


def conflict(need: Need, form: Form) -> dict[str, Any]:
    """Both versions of a need that somebody saved meanwhile."""
    mine = form.load(NeedContent())
    theirs = need.content
    changed = rules.changed_fields(theirs, mine)
    return {
        "need": need,
        "fields": [(name, _(FIELDS[name]), mine.get(name), theirs.get(name)) for name in changed],
        "mine": form.pairs(),
        "theirs": Form.filled(theirs).pairs(),
    }


def unanswered(session: Session, organization_id: str) -> list[tuple[Need, Question]]:
    """Questions that wait for the organisation's answer, oldest first."""
    found = (
        select(Need, Question)
        .join(Question, Question.need_id == Need.id)
        .where(
            Need.organization_id == organization_id,
            Need.state.in_(("published", "closed")),
            Question.answer.is_(None),
        )
        .order_by(Question.asked_at)
    )
    return list(session.execute(found))
