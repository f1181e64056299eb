"""What payments on deals come to: firms that supply lead firms, and their new sales."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.i18n import N_
from marketplace.organizations.models import Organization
from marketplace.outcomes import asks, claims, ledger, setting, support
from marketplace.outcomes.amounts import exact
from marketplace.outcomes.ledger import Value
from marketplace.outcomes.models import Entry, Standing
from marketplace.outcomes.projection import project

SUPPLIES, SALES = "O3-04", "O3-05"
BY_BUYER = N_("The buyer recorded the payment.")
BY_BOTH = N_("Both parties of the deal say that it was paid.")
DENIED = N_("The payment was denied or undone.")
NO_RATE = N_("No exchange rate was known; staff correct the value.")

Rate = Mapping[str, Any] | None
"""What a payment in another currency is converted by: rate and its day."""


def deal_opened(session: Session, event: Event) -> None:
    """A deal through the platform supports its supplier from that day on."""
    data = event.data
    if not _is_msme(session, data["supplier"]):
        return
    day = date.fromisoformat(data["opened_at"][:10]) if "opened_at" in data else None
    _assist(session, data["supplier"], data["buyer"], data["id"], day or setting.today(session))


def _assist(session: Session, supplier: str, buyer: str, deal: str, since: date) -> None:
    new = support.assist(
        session,
        supplier,
        f"deal/{deal}",
        since,
        kind="deal",
        role="buyer",
        provider_id=buyer,
        objective="3",
    )
    if new:
        project(session, supplier)


def payment_recorded(session: Session, event: Event, rate: Rate = None) -> None:
    """Enter the payment, net of VAT, once; one that the buyer recorded counts at once."""
    data = event.data
    if not _is_msme(session, data["supplier"]):
        return
    day = date.fromisoformat(data["paid_on"])
    _assist(session, data["supplier"], data["buyer"], data["deal"], day)
    by_buyer = data.get("by") in (None, data["buyer"])
    amount, reason = _converted(session, data, rate)
    status = "verified" if by_buyer and reason is None else "evidenced"
    for indicator, value in ((SUPPLIES, Decimal(1)), (SALES, amount)):
        ledger.enter(
            session, _value(data, indicator, value, day, rate, reason), status, why=BY_BUYER
        )
    project(session, data["supplier"], (SUPPLIES, SALES))


def _converted(session: Session, data: Mapping[str, Any], rate: Rate) -> tuple[Decimal, str | None]:
    net = exact(data["net"])
    if data["currency"] == setting.currency(session):
        return net, None
    if rate is None:
        return exact(0), NO_RATE
    return (net * Decimal(rate["rate"])).quantize(Decimal("0.01")), None


def _value(
    data: Mapping[str, Any],
    indicator: str,
    value: Decimal,
    day: date,
    rate: Rate,
    reason: str | None,
) -> Value:
    return Value(
        indicator,
        data["supplier"],
        day,
        value,
        f"payment/{data['id']}",
        cut={"lead_firm": [data["buyer"]]},
        deal=data["deal"],
        reason=reason if indicator == SALES else None,
        original=exact(data["net"]) if indicator == SALES else None,
        currency=data["currency"] if indicator == SALES else None,
        rate=rate["rate"] if rate and indicator == SALES else None,
        rate_on=rate["on"] if rate and indicator == SALES else None,
    )


def payment_confirmed(session: Session, event: Event, rate: Rate = None) -> None:
    """Both parties say so: the payment counts, whoever of them recorded it."""
    payment_recorded(session, event, rate)
    _move(session, event, "verified", BY_BOTH)


def payment_withdrawn(session: Session, event: Event, rate: Rate = None) -> None:
    """A payment that was denied or undone counts no more, even if its recording comes later."""
    payment_recorded(session, event, rate)
    _move(session, event, "rejected", DENIED)


def _move(session: Session, event: Event, status: str, why: str) -> None:
    found = session.execute(
        select(Entry, Standing)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(Entry.source == f"payment/{event.data['id']}", Standing.revised_by.is_(None))
    )
    for entry, standing in list(found):
        if standing.status != "rejected" and not (entry.reason and status == "verified"):
            ledger.move(session, entry, status, why=why)
    project(session, event.data["supplier"], (SUPPLIES, SALES))


def deal_completed(session: Session, event: Event) -> None:
    """A deal that is done makes no money entry: its supplier is asked for the jobs it made."""
    data = event.data
    if _is_msme(session, data["supplier"]):
        due_on = claims.due_in(session, asks.DAYS)
        asks.ask(session, "jobs", data["id"], data["supplier"], due_on)


def _is_msme(session: Session, organization_id: str) -> bool:
    organization = session.get(Organization, organization_id)
    return organization is not None and "msme" in organization.kinds
