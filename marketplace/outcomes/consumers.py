"""Where the ledger listens: to deals and their payments, to what firms report, to the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.outcomes import asks, deciding, payments, verification
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
    types = frozenset((*PAID, *HEARD, *CLAIMED))
    yield Consumer("outcomes-ledger", types, apply)


def apply(session: Session, event: Event, prepared: Mapping[str, Any] | None) -> None:
    """Enter what the event says, once, however often it is delivered."""
    if event.type in PAID:
        PAID[event.type](session, event, (prepared or {}).get(event.id))
    elif event.type in HEARD:
        HEARD[event.type](session, event)
    else:
        claim = session.get(Claim, event.data["id"])
        if claim is not None and claim.content.get("sent", 1) == event.revision:
            deciding.enter_claim(session, claim)


def rates(session: Session, events: Sequence[Event]) -> dict[str, Any]:
    """Rates of payments in other currencies, by event: none while no source of rates is known."""
    return {}
