"""Writes on a deal's deliveries: start, deliver, accept whole or in part, reject, delay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from marketplace.deals import rules, snapshots
from marketplace.deals.journal import (
    Act,
    accepted_of,
    begin,
    enter,
    tell,
    tell_deal,
    today,
    waiting_of,
    zone_of,
)
from marketplace.deals.models import Deal, Delivery
from marketplace.deals.papers import attach
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.fields import end_of_day
from marketplace.i18n import N_
from marketplace.policy import Actor
from marketplace.workdays import add_working_days, holidays_of

ACCEPTANCE = "deal.acceptance"
FUTURE = N_("This day has not come yet.")


def start(session: Session, actor: Actor, deal_id: str, expected: int | None = None) -> Deal:
    """The supplier begins; a first delivery begins a deal as well."""
    deal = begin(session, actor, deal_id, "deal.supply", expected)
    if deal.state != "open":
        raise Conflict("Work on this deal has begun already.")
    deal.started_at = now(session)
    enter(session, actor, deal, Act("start", undoable=True))
    tell_deal(session, deal)
    return deal


def record_delivery(
    session: Session,
    actor: Actor,
    deal_id: str,
    body: Mapping[str, Any],
    expected: int | None = None,
) -> Delivery:
    """The supplier delivered `lots` [{lot, quantity}]; the buyer's term to accept begins.

    Raises Invalid for more than is contracted and not delivered yet: change the contract first.
    """
    deal = begin(session, actor, deal_id, "deal.supply", expected)
    on = day_of(body.get("delivered_on"), today(session), "delivered_on")
    delivered = rules.quantities(body["lots"])
    _check(
        deal, body["lots"], rules.total(accepted_of(session, deal.id), waiting_of(session, deal.id))
    )
    one = Delivery(
        id=new_id(session),
        deal_id=deal.id,
        number=body.get("number") or _next(session, deal),
        lots=rules.rows_of(delivered),
        accepted=[],
        delivered_on=on,
        accept_by=accept_by(session, deal, today(session)),
        note=body.get("note"),
        state="recorded",
        recorded_at=now(session),
    )
    session.add(one)
    session.flush()
    attach(session, actor, f"delivery/{one.id}", body.get("documents") or ())
    due.schedule(session, ACCEPTANCE, one.id, one.accept_by)
    enter(session, actor, deal, Act("deliver", one.id, {"lots": one.lots}, undoable=True))
    tell(session, deal, "delivery.recorded", snapshots.delivery_data(deal, one))
    tell_deal(session, deal)
    return one


def accept_delivery(
    session: Session,
    actor: Actor,
    deal_id: str,
    delivery_id: str,
    body: Mapping[str, Any],
    expected: int | None = None,
) -> Delivery:
    """The buyer accepts a delivery whole, or of each lot the quantity in `lots`, with a reason for
    the rest, which the supplier may deliver again."""
    deal, one = _decided(session, actor, deal_id, delivery_id, expected)
    whole = rules.quantities(one.lots)
    taken = rules.quantities(body["lots"]) if body.get("lots") else whole
    _check_taken(body.get("lots") or (), whole, taken, body.get("reason"))
    settle(session, actor, deal, one, taken, body.get("reason"))
    return one


def reject_delivery(
    session: Session,
    actor: Actor,
    deal_id: str,
    delivery_id: str,
    reason: str,
    expected: int | None = None,
) -> Delivery:
    """The buyer takes nothing of a delivery, and says why."""
    deal, one = _decided(session, actor, deal_id, delivery_id, expected)
    settle(session, actor, deal, one, {}, reason)
    return one


def settle(
    session: Session,
    actor: Actor | None,
    deal: Deal,
    one: Delivery,
    taken: rules.Quantities,
    reason: str | None,
) -> None:
    """Enter what was accepted of a delivery: by the buyer, or without an actor by contract."""
    one.accepted = rules.rows_of(taken)
    whole = rules.quantities(one.lots) == rules.quantities(one.accepted)
    one.state = "accepted" if whole else "part" if one.accepted else "rejected"
    one.reason, one.decided_at = reason, now(session)
    due.cancel(session, ACCEPTANCE, one.id)
    kind = "reject" if one.state == "rejected" else "accept"
    facts = {"lots": one.accepted, "state": one.state}
    enter(session, actor, deal, Act(kind, one.id, facts, undoable=actor is not None))
    data = snapshots.delivery_data(deal, one) | {"by_contract": actor is None}
    tell(session, deal, f"delivery.{kind}ed", data)
    tell_deal(session, deal)


def report_delay(
    session: Session, actor: Actor, deal_id: str, until: str, reason: str, expected: int | None
) -> Deal:
    """A party expects a later day and says why; terms stay as they are until both change them."""
    deal = begin(session, actor, deal_id, "deal.act", expected)
    day = date.fromisoformat(until)
    if day <= today(session):
        raise Invalid([Fault("/until", N_("Choose a day that lies ahead."))])
    enter(
        session, actor, deal, Act("delay", None, {"until": until, "reason": reason}, undoable=True)
    )
    by = {"by": actor.organization, "until": until}
    tell(session, deal, "deal.delayed", snapshots.parties(deal) | by)
    return deal


def delivery_of(session: Session, deal: Deal, delivery_id: str) -> Delivery:
    """A delivery of the deal; raises NotFound."""
    one = session.get(Delivery, delivery_id)
    if one is None or one.deal_id != deal.id:
        raise NotFound("There is no such delivery.")
    return one


def accept_by(session: Session, deal: Deal, day: date) -> datetime:
    """The end of the acceptance term that begins with this day: working days of the country."""
    last = add_working_days(day, deal.terms["acceptance_days"], holidays_of(session))
    return end_of_day(last, zone_of(session))


def day_of(given: str | None, today: date, name: str) -> date:
    """The day that was given, today without one; Invalid for one that has not come."""
    day = date.fromisoformat(given) if given else today
    if day > today:
        raise Invalid([Fault(f"/{name}", FUTURE)])
    return day


def _decided(
    session: Session, actor: Actor, deal_id: str, delivery_id: str, expected: int | None
) -> tuple[Deal, Delivery]:
    deal = begin(session, actor, deal_id, "deal.accept", expected)
    one = delivery_of(session, deal, delivery_id)
    if one.state != "recorded":
        raise Conflict("This delivery has been decided on already.", code="delivery-decided")
    return deal, one


def _check(deal: Deal, rows: Sequence[Mapping[str, Any]], taken: rules.Quantities) -> None:
    left = rules.still_open(deal.lots, taken)
    faults = [
        Fault(f"/lots/{place}/lot", N_("There is no such lot in this deal."))
        for place, row in enumerate(rows)
        if row["lot"] not in left
    ]
    if faults:
        raise Invalid(faults)
    wanted = rules.quantities(rows)
    over = [
        Fault(
            f"/lots/{place}/quantity",
            N_("This is more than is left to deliver; change the contract first."),
        )
        for place, row in enumerate(rows)
        if wanted[row["lot"]] > left[row["lot"]]
    ]
    if over:
        raise Invalid(over)


def _check_taken(
    rows: Sequence[Mapping[str, Any]],
    whole: rules.Quantities,
    taken: rules.Quantities,
    reason: str | None,
) -> None:
    faults = [
        Fault(f"/lots/{place}/quantity", N_("This is more than was delivered."))
        for place, row in enumerate(rows)
        if taken[row["lot"]] > whole.get(row["lot"], Decimal())
    ]
    if not any(taken.values()):
        faults.append(Fault("/lots", N_("To accept nothing, reject the delivery with a reason.")))
    if any(taken.get(lot, Decimal()) < amount for lot, amount in whole.items()) and not reason:
        faults.append(Fault("/reason", N_("Say why you do not accept the rest.")))
    if faults:
        raise Invalid(faults)


def _next(session: Session, deal: Deal) -> str:
    from sqlalchemy import func, select

    counted = select(func.count()).where(Delivery.deal_id == deal.id)
    return f"{deal.ref}-{(session.scalar(counted) or 0) + 1}"
