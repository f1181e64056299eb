"""What is told about deals, and to which side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.deals.models import Deal, DealEntry, Delivery, Payment, Proposal
from marketplace.deployment import settings_of
from marketplace.notifications.needs import tell_members
from marketplace.organizations import queries as organizations
from marketplace.presenters.dates import ends

PARTS = {
    "delivery": "deliveries",
    "invoice": "invoices",
    "payment": "payments",
    "change": "changes",
    "dispute": "disputes",
}
REMINDERS = {
    "acceptance": ("deal.acceptance_late", "deliveries"),
    "payment_due": ("deal.payment_due", "invoices"),
    "payment_late": ("deal.payment_late", "invoices"),
}


def opened(session: Session, event: Event) -> None:
    """Both hear that the deal is open, or over."""
    deal = session.get_one(Deal, event.data["id"])
    reason = {"reason": deal.reason} if event.type == "deal.terminated" else {}
    for firm in (deal.buyer_id, deal.supplier_id):
        _tell(session, event, deal, firm, event.type, reason)


def delivered(session: Session, event: Event) -> None:
    """The buyer hears of a delivery."""
    until = _last_day(session, event.data["accept_by"])
    _tell_side(session, event, "buyer", event.type, {"until": until})


def decided(session: Session, event: Event) -> None:
    """The supplier hears what was accepted; both, where the contract did it."""
    reason = session.get_one(Delivery, event.data["id"]).reason
    if event.data.get("by_contract"):
        for side in ("buyer", "supplier"):
            _tell_side(session, event, side, "delivery.by_contract")
        return
    kind = "delivery.part" if event.data["state"] == "part" else event.type
    _tell_side(session, event, "supplier", kind, {"reason": reason} if reason else {})


def invoiced(session: Session, event: Event) -> None:
    """The buyer hears of an invoice."""
    _tell_side(session, event, "buyer", event.type, {"until": event.data["due_on"]})


def paid(session: Session, event: Event) -> None:
    """Who did not enter the payment hears of it; who did, what the other says."""
    state = event.data["state"]
    if state == "withdrawn":
        return
    by = event.data["by"]
    if state == "recorded":
        _tell_other(session, event, by, "payment.recorded", by)
        return
    other = _other(event, by)
    reason = session.get_one(Payment, event.data["id"]).reason if state == "denied" else None
    facts = {"reason": reason} if reason else {}
    _tell(session, event, _deal(session, event), by, f"payment.{state}", facts, who=other)


def proposed(session: Session, event: Event) -> None:
    """The other side hears of a change of the contract."""
    one = session.get_one(Proposal, event.data["id"])
    facts = {"message": one.message} if one.message else {}
    _tell_other(session, event, event.data["by"], event.type, event.data["by"], facts)


def answered(session: Session, event: Event) -> None:
    """Who proposed a change hears the answer."""
    by, state = event.data["by"], event.data["state"]
    if state in ("accepted", "refused"):
        reason = session.get_one(Proposal, event.data["id"]).reason
        facts = {"reason": reason} if reason else {}
        who = _other(event, by)
        _tell(session, event, _deal(session, event), by, f"change.{state}", facts, who=who)


def acted(session: Session, event: Event) -> None:
    """The other side hears what one side did."""
    by = event.data["by"]
    facts = {"until": event.data["until"]} if "until" in event.data else {}
    if event.type == "deal.delayed":
        facts |= _reason_of_delay(session, event)
    _tell_other(session, event, by, event.type, by, facts)


def rated(session: Session, event: Event) -> None:
    """The other side hears that it was rated, or both that ratings can be read."""
    if event.data["open"]:
        for side in ("buyer", "supplier"):
            _tell_side(session, event, side, "deal.ratings_open")
        return
    _tell_other(session, event, event.data["by"], event.type, event.data["by"])


def reminded(session: Session, event: Event) -> None:
    """The buyer hears what is due or late; the supplier too, of a payment that is late."""
    kind, part = REMINDERS[event.data["about"]]
    facts = {"until": event.data["due"], "part": part, "subject": event.data["subject"]}
    sides = ("buyer", "supplier") if event.data["about"] == "payment_late" else ("buyer",)
    for side in sides:
        _tell_side(session, event, side, kind, facts)


def _reason_of_delay(session: Session, event: Event) -> dict[str, Any]:
    delays = select(DealEntry.data).where(
        DealEntry.deal_id == event.data["deal"], DealEntry.kind == "delay"
    )
    last = session.scalar(delays.order_by(DealEntry.number.desc()).limit(1))
    return {"reason": last["reason"]} if last else {}


def _tell_side(
    session: Session, event: Event, side: str, kind: str, facts: Mapping[str, Any] | None = None
) -> None:
    _tell(session, event, _deal(session, event), event.data[side], kind, facts or {})


def _tell_other(
    session: Session,
    event: Event,
    by: str,
    kind: str,
    who: str,
    facts: Mapping[str, Any] | None = None,
) -> None:
    _tell(session, event, _deal(session, event), _other(event, by), kind, facts or {}, who=who)


def _other(event: Event, by: str) -> str:
    buyer: str = event.data["buyer"]
    supplier: str = event.data["supplier"]
    return supplier if by == buyer else buyer


def _deal(session: Session, event: Event) -> Deal:
    return session.get_one(Deal, event.data["deal"])


def _tell(
    session: Session,
    event: Event,
    deal: Deal,
    firm: str,
    kind: str,
    facts: Mapping[str, Any],
    *,
    who: str | None = None,
) -> None:
    told = _facts(session, event, deal) | dict(facts)
    if who:
        told["who"] = organizations.get(session, who).name
    tell_members(session, firm, kind, f"{event.type}/{event.id}", told)


def _facts(session: Session, event: Event, deal: Deal) -> dict[str, Any]:
    data = event.data
    amount = f"{data['amount']} {deal.currency}" if "amount" in data else None
    return {
        "deal": deal.id,
        "ref": deal.ref,
        "title": deal.title,
        "buyer": organizations.get(session, deal.buyer_id).name,
        "supplier": organizations.get(session, deal.supplier_id).name,
        "part": PARTS.get(event.type.partition(".")[0], ""),
        "subject": data.get("id"),
        "number": data.get("number"),
        "amount": amount,
    }


def _last_day(session: Session, moment: str) -> str:
    zone = ZoneInfo(settings_of(session).zone)
    return ends(datetime.fromisoformat(moment), zone)[0].isoformat()


TELL: Mapping[str, Callable[[Session, Event], None]] = {
    "deal.opened": opened,
    "deal.completed": opened,
    "deal.terminated": opened,
    "delivery.recorded": delivered,
    "delivery.accepted": decided,
    "delivery.rejected": decided,
    "invoice.recorded": invoiced,
    "payment.recorded": paid,
    "payment.confirmed": paid,
    "payment.withdrawn": paid,
    "change.proposed": proposed,
    "change.decided": answered,
    "deal.delayed": acted,
    "dispute.opened": acted,
    "dispute.answered": acted,
    "dispute.closed": acted,
    "deal.undone": acted,
    "deal.rated": rated,
    "deal.reminder": reminded,
}
