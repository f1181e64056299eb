"""What the deployment's settings mean for the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from events.context import now
from marketplace.deployment import settings_of
from marketplace.outcomes.periods import Calendar


def calendar(session: Session) -> Calendar:
    """How the deployment's years run."""
    return Calendar(int(settings_of(session).fiscal_year_month))


def full_time(session: Session) -> Decimal:
    """Hours a week of the local full time."""
    return Decimal(settings_of(session).full_time_hours)


def currency(session: Session) -> str:
    """The currency that money is counted in."""
    return settings_of(session).currency


def unit_of(session: Session, unit: str) -> str:
    """The unit of an indicator's values; the catalogue's "money" is the deployment's currency."""
    return currency(session) if unit == "money" else unit


def today(session: Session) -> date:
    """The day in the deployment's zone."""
    return now(session).astimezone(ZoneInfo(settings_of(session).zone)).date()
