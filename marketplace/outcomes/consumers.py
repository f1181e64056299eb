"""Where the ledger listens: to deals and their payments, to what firms report, to the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.outcomes import asks, deciding, payments, setting, verification
from marketplace.outcomes.models import Claim
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {
    asks.CONFIRM: asks.ask_to_confirm,
    asks.EXPIRE: verification.expire,
}

PAID: Mapping[str, Callable[..., None]] = {
    "payment.recorded": payments.payment_recorded,
    "payment.confirmed": payments.payment_confirmed,
    "payment.withdrawn": payments.payment_withdrawn,
}
HEARD: Mapping[str, Callable[[Session, Event], None]] = {
    "deal.opened": payments.deal_opened,
    "deal.completed": payments.deal_completed,
}
CLAIMED = ("jobs.claimed", "revenue.reported", "baseline.reported")


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""

    def rates(session: Session, events: Sequence[Event]) -> dict[str, payments.Rate]:
        """By event the rate of its payment's day, for those in other currencies."""
        home = setting.currency(session)
        paid = [one for one in events if one.type in PAID and one.data["currency"] != home]
        return {one.id: _rate(ports, one) for one in paid}

    types = frozenset((*PAID, *HEARD, *CLAIMED))
    yield Consumer("outcomes-ledger", types, apply, rates)


def _rate(ports: Ports, event: Event) -> payments.Rate:
    day = date.fromisoformat(event.data["paid_on"])
    found = ports.rates.rate(event.data["currency"], day)
    return {"rate": str(found.value), "on": found.day} if found else None


def apply(session: Session, event: Event, prepared: Mapping[str, payments.Rate] | None) -> None:
    """Enter what the event says, once, however often it is delivered."""
    if event.type in PAID:
        PAID[event.type](session, event, (prepared or {}).get(event.id))
    elif event.type in HEARD:
        HEARD[event.type](session, event)
    else:
        claim = session.get(Claim, event.data["id"])
        if claim is not None and claim.content.get("sent", 1) == event.revision:
            deciding.enter_claim(session, claim)
