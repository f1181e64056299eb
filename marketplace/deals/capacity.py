"""What open deals tell of their parties: capacity that is promised, and how buyers deal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deals import fair, rules
from marketplace.deals.journal import accepted_of, today
from marketplace.deals.models import Deal
from marketplace.profiles.hooks import answers_panels, answers_promised

MONTH = 30.4375
"""Mean days of a month, as matching counts capacity over a delivery window."""


@answers_promised
def promised_monthly(session: Session, organization: str) -> Mapping[str, float]:
    """Units a month that the firm's open deals still take, by unit: of each lot what is not
    accepted yet, spread over the time until it is to be delivered, a month at the least."""
    found: dict[str, float] = {}
    now = today(session)
    deals = select(Deal).where(Deal.supplier_id == organization, Deal.state.in_(rules.ACTIVE))
    for deal in session.scalars(deals):
        left = rules.still_open(deal.lots, accepted_of(session, deal.id))
        for lot in deal.lots:
            if lot.get("unit") and left[lot["lot"]] > 0:
                months = months_until(lot.get("deliver_by"), now)
                unit = lot["unit"]
                found[unit] = found.get(unit, 0) + float(left[lot["lot"]]) / months
    return found


def months_until(day: str | None, now: date) -> float:
    """Months from now to the day, at least 1."""
    return max((date.fromisoformat(day) - now).days / MONTH, 1.0) if day else 1.0


@answers_panels
def how_it_deals(session: Session, organization: str) -> tuple[str, dict[str, Any]] | None:
    """The public figures of an organisation as a buyer, once there are any."""
    found = fair.figures(session, organization)
    return ("deals/_panel.html", {"fair": found}) if found.known else None
