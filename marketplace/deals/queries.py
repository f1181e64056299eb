"""Reads on deals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from marketplace.deals import ending, rules
from marketplace.deals.models import (
    Deal,
    DealEntry,
    Delivery,
    Dispute,
    Invoice,
    Payment,
    Proposal,
    Rating,
)
from marketplace.errors import NotFound
from marketplace.policy import Actor, may, require

MISSING = "There is no such deal."
SORTS = {
    "opened": Deal.opened_at,
    "value": Deal.value,
    "title": Deal.title,
    "state": Deal.state,
}


@dataclass(frozen=True, slots=True)
class Whole:
    """A deal with all that hangs on it, each in the order in which it came."""

    deal: Deal
    entries: Sequence[DealEntry]
    deliveries: Sequence[Delivery]
    invoices: Sequence[Invoice]
    payments: Sequence[Payment]
    proposals: Sequence[Proposal]
    disputes: Sequence[Dispute]
    ratings: Sequence[Rating]


def visible_deal(session: Session, actor: Actor, deal_id: str) -> Deal:
    """A deal of the organisation acted for, or any for the programme; raises NotFound."""
    deal = session.get(Deal, deal_id)
    if deal is None or not sees(actor, deal):
        require(actor, "deal.read")
        raise NotFound(MISSING)
    return deal


def own_deal(session: Session, actor: Actor, deal_id: str) -> Deal:
    """A deal to which the organisation acted for is a party; raises NotFound for any other."""
    deal = session.get(Deal, deal_id)
    if deal is None or not may(actor, "deal.read", {deal.buyer_id, deal.supplier_id}):
        require(actor, "deal.read")
        raise NotFound(MISSING)
    return deal


def sees(actor: Actor, deal: Deal) -> bool:
    """Whether the actor may read the deal."""
    parties = {deal.buyer_id, deal.supplier_id}
    return may(actor, "deal.read", parties) or may(actor, "deal.oversee")


def whole(session: Session, actor: Actor, deal: Deal) -> Whole:
    """The deal with everything; of ratings, those that the actor may read."""
    return Whole(
        deal,
        _of(session, DealEntry, deal.id, DealEntry.number),
        _of(session, Delivery, deal.id, Delivery.recorded_at, Delivery.id),
        _of(session, Invoice, deal.id, Invoice.recorded_at, Invoice.id),
        _of(session, Payment, deal.id, Payment.recorded_at, Payment.id),
        _of(session, Proposal, deal.id, Proposal.proposed_at, Proposal.id),
        _of(session, Dispute, deal.id, Dispute.opened_at, Dispute.id),
        [
            one
            for one in ending.ratings(session, deal.id)
            if one.open_at is not None or one.by_id == actor.organization
        ],
    )


def _of(session: Session, model: Any, deal_id: str, *order: Any) -> list[Any]:
    return list(session.scalars(select(model).where(model.deal_id == deal_id).order_by(*order)))


def own_deals(
    session: Session,
    actor: Actor,
    *,
    states: Sequence[str] = (),
    role: str = "",
    need: str = "",
    q: str = "",
    sort: str = "-opened",
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[Deal], int]:
    """Deals of the organisation acted for (all of them for the programme), newest first, and how
    many. `role`: buyer or supplier; `q` in title or reference."""
    found = _mine(actor, role)
    if states:
        found &= Deal.state.in_(states)
    if need:
        found &= Deal.need_id == need
    if q:
        found &= Deal.title.icontains(q, autoescape=True) | Deal.ref.icontains(q, autoescape=True)
    total = session.scalar(select(func.count()).select_from(Deal).where(found)) or 0
    column = SORTS.get(sort.lstrip("-"), Deal.opened_at)
    order = column.desc() if sort.startswith("-") else column.asc()
    page = select(Deal).where(found).order_by(order, Deal.id.desc()).limit(limit).offset(offset)
    return list(session.scalars(page)), total


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """How many of these deals are in each state."""
    counted = select(Deal.state, func.count()).where(_mine(actor, "")).group_by(Deal.state)
    return dict(session.execute(counted).all())


def _mine(actor: Actor, role: str) -> ColumnElement[bool]:
    if may(actor, "deal.oversee"):
        return Deal.id.is_not(None)
    require(actor, "deal.read")
    us = actor.organization
    sides = {"buyer": Deal.buyer_id == us, "supplier": Deal.supplier_id == us}
    return sides.get(role, or_(*sides.values()))


def promised(
    session: Session,
    organization: str,
    *,
    unit: str | None = None,
    cpv: str | None = None,
) -> dict[str, Decimal]:
    """What the organisation's open deals still have it deliver, by unit: contracted quantities
    less those accepted. `cpv`: only lots under the code's first digits (without its zeros)."""
    left: dict[str, Decimal] = {}
    open_deals = select(Deal).where(Deal.supplier_id == organization, Deal.state.in_(rules.ACTIVE))
    for deal in session.scalars(open_deals):
        accepted = _accepted(session, deal)
        for lot in deal.lots:
            if (unit and lot.get("unit") != unit) or not _under(lot.get("cpv"), cpv):
                continue
            rest = rules.exact(lot["quantity"]) - accepted.get(lot["lot"], rules.ZERO)
            name = lot.get("unit") or ""
            left[name] = left.get(name, rules.ZERO) + max(rest, rules.ZERO)
    return {name: amount for name, amount in left.items() if amount}


def _accepted(session: Session, deal: Deal) -> dict[int, Decimal]:
    rows = session.scalars(select(Delivery.accepted).where(Delivery.deal_id == deal.id))
    return rules.quantities(row for accepted in rows for row in accepted)


def _under(code: str | None, cpv: str | None) -> bool:
    return not cpv or (code or "").startswith(cpv.partition("-")[0].rstrip("0"))
