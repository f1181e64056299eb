"""What open deals tell of their parties: capacity that is promised, and how buyers deal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.deals import fair, rules
from marketplace.deals.journal import accepted_of
from marketplace.deals.models import Deal
from marketplace.profiles.hooks import answers_panels, answers_promised
from marketplace.profiles.services import promise

MONTH = 30.4375
"""Mean days of a month, as matching counts capacity over a delivery window."""


@answers_promised
def promised_monthly(session: Session, organization: str) -> Mapping[str, float]:
    """Units a month that the firm's open deals take, by unit: of each lot what is not accepted
    yet, spread over the time from the deal's opening to the lot's day, a month at the least."""
    found: dict[str, float] = {}
    deals = select(Deal).where(Deal.supplier_id == organization, Deal.state.in_(rules.ACTIVE))
    for deal in session.scalars(deals):
        left = rules.still_open(deal.lots, accepted_of(session, deal.id))
        for lot in deal.lots:
            if lot.get("unit") and left[lot["lot"]] > 0:
                months = months_until(lot.get("deliver_by"), deal.opened_at.date())
                unit = lot["unit"]
                found[unit] = found.get(unit, 0) + float(left[lot["lot"]]) / months
    return {unit: round(amount, 4) for unit, amount in sorted(found.items())}


def months_until(day: str | None, since: date) -> float:
    """Months from one day to the other, at least 1."""
    return max((date.fromisoformat(day) - since).days / MONTH, 1.0) if day else 1.0


def follow(session: Session, event: Event) -> None:
    """The consumer's part: a deal changed, so its supplier's profile tells what is free now."""
    firm = event.data["supplier"]
    promise(session, firm, promised_monthly(session, firm))


@answers_panels
def how_it_deals(session: Session, organization: str) -> tuple[str, dict[str, Any]] | None:
    """The public figures of an organisation as a buyer, once there are any."""
    found = fair.figures(session, organization)
    return ("deals/_panel.html", {"fair": found}) if found.known else None
