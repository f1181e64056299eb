"""Undoing the last thing done on a deal: a compensating act, not an eraser.

Only the last entry that holds can be undone, by the party that made it, until its stated time:
whatever the other did since stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import now
from marketplace.deals import billing, snapshots
from marketplace.deals.deliveries import ACCEPTANCE
from marketplace.deals.journal import Act, begin, enter, tell, tell_deal
from marketplace.deals.models import Deal, DealEntry, Delivery, Dispute, Invoice, Payment, Proposal
from marketplace.errors import Conflict
from marketplace.policy import Actor


def undo_last(session: Session, actor: Actor, deal_id: str, expected: int | None = None) -> Deal:
    """Undo what the actor's organisation did last; raises Conflict where nothing can be undone."""
    deal = begin(session, actor, deal_id, "deal.act", expected)
    entry = undoable(session, actor, deal)
    if entry is None:
        raise Conflict(
            "There is nothing of yours to undo: its time is past, or something followed it.",
            code="nothing-to-undo",
        )
    entry.undone_at = now(session)
    UNDOES[entry.kind](session, deal, entry)
    facts = {"act": entry.kind, "number": entry.number}
    enter(session, actor, deal, Act("undo", entry.subject, facts))
    said = {"by": actor.organization, "act": entry.kind, "subject": entry.subject}
    tell(session, deal, "deal.undone", snapshots.parties(deal) | said)
    _tell_subject(session, deal, entry)
    tell_deal(session, deal)
    return deal


def undoable(session: Session, actor: Actor, deal: Deal) -> DealEntry | None:
    """The entry that the actor can undo now, if there is one."""
    last = session.scalar(
        select(DealEntry)
        .where(
            DealEntry.deal_id == deal.id, DealEntry.undone_at.is_(None), DealEntry.kind != "undo"
        )
        .order_by(DealEntry.number.desc())
        .limit(1)
    )
    if last is None or last.undo_until is None or last.undo_until < now(session):
        return None
    return last if last.organization_id == actor.organization else None


def _start(session: Session, deal: Deal, entry: DealEntry) -> None:
    deal.started_at = None


def _deliver(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Delivery, entry.subject)
    one.state, one.decided_at = "withdrawn", now(session)
    due.cancel(session, ACCEPTANCE, one.id)


def _decide(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Delivery, entry.subject)
    one.state, one.accepted, one.reason, one.decided_at = "recorded", [], None, None
    due.schedule(session, ACCEPTANCE, one.id, max(one.accept_by, now(session)))


def _invoice(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Invoice, entry.subject)
    one.state, one.live = "withdrawn", one.id
    due.cancel(session, billing.PAYMENT, one.id)


def _pay(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Payment, entry.subject)
    one.state, one.decided_at = "withdrawn", now(session)
    billing.settle(session, session.get_one(Invoice, one.invoice_id))


def _confirm(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Payment, entry.subject)
    one.state, one.decided_at = "recorded", None


def _propose(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Proposal, entry.subject)
    one.state, one.decided_at = "withdrawn", now(session)


def _dispute(session: Session, deal: Deal, entry: DealEntry) -> None:
    one = session.get_one(Dispute, entry.subject)
    one.state, one.outcome, one.closed_at = "closed", "withdrawn", now(session)


def _nothing(session: Session, deal: Deal, entry: DealEntry) -> None:
    """A notice changes nothing but the time line."""


UNDOES: Mapping[str, Callable[[Session, Deal, DealEntry], None]] = {
    "start": _start,
    "deliver": _deliver,
    "accept": _decide,
    "reject": _decide,
    "invoice": _invoice,
    "pay": _pay,
    "confirm": _confirm,
    "propose": _propose,
    "dispute": _dispute,
    "delay": _nothing,
}
"""What undoing an act does, by its kind."""


def _tell_subject(session: Session, deal: Deal, entry: DealEntry) -> None:
    """Consumers of the thing itself hear that it no longer holds."""
    told: Mapping[str, tuple[Any, str, Any]] = {
        "deliver": (Delivery, "delivery.withdrawn", snapshots.delivery_data),
        "accept": (Delivery, "delivery.withdrawn", snapshots.delivery_data),
        "reject": (Delivery, "delivery.withdrawn", snapshots.delivery_data),
        "invoice": (Invoice, "invoice.withdrawn", snapshots.invoice_data),
        "pay": (Payment, "payment.withdrawn", snapshots.payment_data),
        "dispute": (Dispute, "dispute.closed", snapshots.dispute_data),
        "propose": (Proposal, "change.decided", snapshots.proposal_data),
    }
    if entry.kind in told:
        model, type_, data = told[entry.kind]
        tell(session, deal, type_, data(deal, session.get_one(model, entry.subject)))
