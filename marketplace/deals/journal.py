"""What every act on a deal does: permission, order, the entry, the figures, the events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from events.outbox import record
from marketplace import audit
from marketplace.deals import rules, snapshots
from marketplace.deals.models import Deal, DealEntry, Delivery, Dispute, Invoice, Payment
from marketplace.deployment import settings_of
from marketplace.errors import Conflict, NotFound
from marketplace.policy import Actor, may, require
from marketplace.revisions import check_revision

UNDO = timedelta(hours=24)
"""How long the last thing done can be undone by whoever did it."""
MISSING = "There is no such deal."
OVER = ("completed", "terminated")


@dataclass(frozen=True, slots=True)
class Act:
    """What is done: its kind, to what, the facts that the time line shows, and whether it can be
    undone."""

    kind: str
    subject: str | None = None
    data: Mapping[str, Any] | None = None
    undoable: bool = False


def begin(
    session: Session,
    actor: Actor,
    deal_id: str,
    action: str,
    expected: int | None = None,
    *,
    over: tuple[str, ...] = (),
) -> Deal:
    """The deal, locked, on which the actor takes an action of its side.

    NotFound for whoever is no party, Forbidden for the other side, Conflict once the deal is over
    unless it is in one of the states `over`.
    """
    deal = session.get(Deal, deal_id, with_for_update=True, populate_existing=True)
    if deal is None or not may(actor, "deal.read", {deal.buyer_id, deal.supplier_id}):
        require(actor, action)
        raise NotFound(MISSING)
    require(actor, action, owners_of(deal, action))
    check_revision(deal.revision, expected)
    if deal.state not in rules.ACTIVE and deal.state not in over:
        raise Conflict("This deal is over; it takes no more entries.", code="deal-over")
    return deal


def owners_of(deal: Deal, action: str) -> set[str]:
    """The organisations that may take the action on this deal."""
    sides = {"deal.supply": {deal.supplier_id}, "deal.accept": {deal.buyer_id}}
    return sides.get(action, {deal.buyer_id, deal.supplier_id})


def enter(session: Session, actor: Actor | None, deal: Deal, act: Act) -> DealEntry:
    """Enter an act of a party (of the clock without one), and bring the deal's figures up."""
    moment = now(session)
    entry = DealEntry(
        deal_id=deal.id,
        number=_last_number(session, deal) + 1,
        kind=act.kind,
        at=moment,
        organization_id=actor.organization if actor else None,
        user_id=actor.user if actor else None,
        subject=act.subject,
        data=dict(act.data or {}),
        undo_until=moment + UNDO if act.undoable else None,
    )
    session.add(entry)
    deal.revision += 1
    refresh(session, deal)
    if actor is not None:
        details = {"subject": act.subject} if act.subject else {}
        audit.note(session, actor, f"deal.{act.kind}", f"deal/{deal.id}", details)
    return entry


def _last_number(session: Session, deal: Deal) -> int:
    found = select(func.max(DealEntry.number)).where(DealEntry.deal_id == deal.id)
    return session.scalar(found) or 0


def refresh(session: Session, deal: Deal) -> None:
    """Make the deal's figures and state again from its deliveries, invoices, payments, disputes."""
    session.flush()
    accepted = accepted_of(session, deal.id)
    deal.value = rules.value_of(deal.lots)
    deal.accepted = rules.value_of(deal.lots, accepted)
    deal.invoiced, deal.invoiced_net = _sums(session, Invoice, deal.id, Invoice.gross, Invoice.net)
    deal.paid, deal.paid_net = _sums(session, Payment, deal.id, Payment.amount, Payment.net)
    disputed = session.scalar(
        select(func.count()).where(Dispute.deal_id == deal.id, Dispute.state == "open")
    )
    whole = rules.is_whole(deal.lots, accepted)
    deal.delivered_at = (deal.delivered_at or now(session)) if whole else None
    started = deal.started_at is not None or _delivered(session, deal.id)
    ended = deal.state if deal.state in OVER else None
    deal.state = rules.state_of(ended, bool(disputed), started, whole)


def _sums(session: Session, model: Any, deal_id: str, *columns: Any) -> tuple[Decimal, ...]:
    living = {Invoice: ("open", "paid"), Payment: ("recorded", "confirmed")}[model]
    found = session.execute(
        select(*columns).where(model.deal_id == deal_id, model.state.in_(living))
    ).all()
    return tuple(
        sum((row[place] for row in found), Decimal("0.00")) for place in range(len(columns))
    )


def _delivered(session: Session, deal_id: str) -> bool:
    counted = select(func.count()).where(
        Delivery.deal_id == deal_id, Delivery.state.not_in(("withdrawn",))
    )
    return bool(session.scalar(counted))


def accepted_of(session: Session, deal_id: str) -> dict[int, Decimal]:
    """Quantities accepted so far, by lot."""
    rows = session.scalars(select(Delivery.accepted).where(Delivery.deal_id == deal_id))
    return rules.quantities(row for accepted in rows for row in accepted)


def waiting_of(session: Session, deal_id: str) -> dict[int, Decimal]:
    """Quantities delivered and not decided on, by lot."""
    rows = session.scalars(
        select(Delivery.lots).where(Delivery.deal_id == deal_id, Delivery.state == "recorded")
    )
    return rules.quantities(row for lots in rows for row in lots)


def tell(session: Session, deal: Deal, type_: str, data: Mapping[str, Any]) -> None:
    """Record an event of the deal."""
    record(session, type_, key=f"deal/{deal.id}", revision=deal.revision, data=data)


def tell_deal(
    session: Session, deal: Deal, type_: str = "deal.changed", changed: list[str] | None = None
) -> None:
    """Record what the deal is now."""
    data = snapshots.deal_data(deal, accepted_of(session, deal.id), changed)
    tell(session, deal, type_, data)


def zone_of(session: Session) -> ZoneInfo:
    """The deployment's zone."""
    return ZoneInfo(settings_of(session).zone)


def today(session: Session) -> date:
    """The day that it is in the deployment's zone."""
    return now(session).astimezone(zone_of(session)).date()


def morning(session: Session, day: date) -> datetime:
    """Eight o'clock of the day in the deployment's zone: when reminders leave."""
    return datetime(day.year, day.month, day.day, 8, tzinfo=zone_of(session))
