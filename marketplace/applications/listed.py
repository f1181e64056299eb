"""Lists of applications: pages of rows, and the same as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications import hooks, offers, queries, rules, words
from marketplace.applications.models import Application
from marketplace.applications.shown import readable_content
from marketplace.deployment import settings_of
from marketplace.exports import MOST, Column
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.needs.queries import own_needs
from marketplace.organizations.models import Organization
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, may, require
from marketplace.presenters.states import state as state_words

PAGE = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list's page shows, and how its file is made."""

    name: str
    facts: Mapping[str, Any]
    everything: Callable[[], Sequence[Any]]
    columns: Callable[[], list[Column]]


@dataclass(frozen=True, slots=True)
class Row:
    """An application with what a list says of it; `total` is none while prices are sealed."""

    application: Application
    need: Need
    firm: Organization
    buyer: Organization
    standing: str
    offered: int
    asked: int
    partial: bool
    total: Decimal | None
    currency: str
    adviser: str | None


def as_buyer(actor: Actor, args: Mapping[str, str]) -> bool:
    """Whether the list is that of a buyer's needs: a lead firm's, unless it asks for its own."""
    return "lead_firm" in actor.kinds and args.get("own") != "1"


def own(session: Session, actor: Actor, args: Mapping[str, str]) -> Listed:
    """The firm's applications, a page of them, by state and words."""
    state = args.get("state", "")
    states = (state,) if state in rules.STATES else ()
    place = max(int(args["page"]) if args.get("page", "").isdigit() else 1, 1)
    words_ = args.get("q", "").strip()[:200]

    def read(limit: int, offset: int) -> tuple[list[Row], int]:
        found, total = queries.own_applications(
            session, actor, states=states, q=words_, limit=limit, offset=offset
        )
        return rows(session, actor, [application for application, _need in found]), total

    found, total = read(PAGE, (place - 1) * PAGE)
    facts = {
        "rows": found,
        "total": total,
        "place": place,
        "pages": -(-total // PAGE),
        "state": states[0] if states else "",
        "q": words_,
        "counts": queries.states(session, actor),
    }
    return Listed("applications", facts, lambda: read(MOST, 0)[0], _own_columns)


def needs(session: Session, actor: Actor, args: Mapping[str, str]) -> Listed:
    """The buyer's needs that were published, with how many applications each has."""
    place = max(int(args["page"]) if args.get("page", "").isdigit() else 1, 1)
    states = ("published", "closed", "awarded", "completed")

    def read(limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
        found, total = own_needs(session, actor, states=states, limit=limit, offset=offset)
        return [_counted(session, need) for need in found], total

    found, total = read(PAGE, (place - 1) * PAGE)
    facts = {
        "rows": found,
        "total": total,
        "place": place,
        "pages": -(-total // PAGE),
        "applies": may(actor, "application.write", actor.organization),
    }
    return Listed("applications", facts, lambda: read(MOST, 0)[0], _need_columns)


def of_need(session: Session, actor: Actor, need: Need) -> Listed:
    """For the buyer: the number, and from the opening of the seal the applications."""
    require(actor, "application.read", need.organization_id, hidden=True)
    sealed = queries.sealed(need, now(session))
    found = [] if sealed else rows(session, actor, queries.of_need(session, need.id))
    facts = _counted(session, need) | {
        "rows": found,
        "prices_hidden": hooks.prices_sealed(session, need),
    }
    return Listed("applications", facts, lambda: found, _received_columns)


def _counted(session: Session, need: Need) -> dict[str, Any]:
    sealed = queries.sealed(need, now(session))
    return {"need": need, "count": queries.count_of(session, need), "sealed": sealed}


def rows(session: Session, actor: Actor, applications: Sequence[Application]) -> list[Row]:
    """What lists say of these, in their order."""
    waiting = queries.unconfirmed(session, applications)
    return [_row(session, actor, one, one.id in waiting) for one in applications]


def _row(session: Session, actor: Actor, one: Application, waits: bool) -> Row:
    need = session.get_one(Need, one.need_id)
    content, asked = readable_content(session, actor, one, need), offers.lots_of(need.content)
    offered = [row for row in content["lots"] if rules.is_offered(row)]
    pairs = [(row, asked[row["lot"]]) for row in offered if row["lot"] < len(asked)]
    return Row(
        application=one,
        need=need,
        firm=get_organization(session, one.organization_id),
        buyer=get_organization(session, need.organization_id),
        standing=words.standing(one, need, waits, now(session)),
        offered=len(offered),
        asked=len(asked),
        partial=len(offered) < len(asked) or any(offers.is_partial(*pair) for pair in pairs),
        total=offers.total(content),
        currency=offers.currency_of(need.content, settings_of(session).currency),
        adviser=get_organization(session, one.adviser_id).name if one.adviser_id else None,
    )


def _own_columns() -> list[Column]:
    return [
        (_("Need"), lambda one: one.need.title),
        (_("Number"), lambda one: one.need.ref),
        (_("Buyer"), lambda one: one.buyer.name),
        (_("State"), lambda one: _(state_words(one.standing)[0])),
        (_("Apply by"), lambda one: one.need.apply_by),
        (_("Sent"), lambda one: one.application.submitted_at),
        (_("Receipt"), lambda one: one.application.receipt),
        *_sums(),
    ]


def _received_columns() -> list[Column]:
    return [
        (_("Firm"), lambda one: one.firm.name),
        (_("Sent"), lambda one: one.application.submitted_at),
        (_("Sent by adviser"), lambda one: one.adviser),
        (_("State"), lambda one: _(state_words(one.standing)[0])),
        *_sums(),
    ]


def _sums() -> list[Column]:
    return [
        (_("Lots offered"), lambda one: one.offered),
        (_("Lots asked"), lambda one: one.asked),
        (_("In part"), lambda one: _("yes") if one.partial else _("no")),
        (_("Total without VAT"), lambda one: one.total),
        (_("Currency"), lambda one: one.currency),
    ]


def _need_columns() -> list[Column]:
    return [
        (_("Need"), lambda one: one["need"].title),
        (_("Number"), lambda one: one["need"].ref),
        (_("State"), lambda one: _(state_words(f"need.{one['need'].state}")[0])),
        (_("Apply by"), lambda one: one["need"].apply_by),
        (_("Applications"), lambda one: one["count"]),
        (_("Sealed"), lambda one: _("yes") if one["sealed"] else _("no")),
    ]


def own_of(session: Session, actor: Actor, need: Need) -> dict[str, Any] | None:
    """What the firm that reads a need can do there, or has done; None for whom it is not."""
    if need.organization_id == actor.organization or need.state == "draft":
        return None
    open_ = need_rules.is_open(need.state, need.apply_by, now(session))
    if actor.user is None:
        return {"row": None, "may": False, "sign_in": open_} if open_ else None
    latest = queries.latest(session, actor, need.id)
    may_apply = open_ and may(actor, "application.write", actor.organization)
    if latest is None and not may_apply:
        return None
    found = rows(session, actor, [latest])[0] if latest else None
    return {"row": found, "may": may_apply, "sign_in": False}


def count_of(session: Session, actor: Actor, need: Need) -> dict[str, Any] | None:
    """For the buyer: how many, and whether they are sealed; None for everybody else."""
    if need.state == "draft" or not may(actor, "application.read", need.organization_id):
        return None
    return _counted(session, need)
