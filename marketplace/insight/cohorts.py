"""Growth of a year, computed once for all that a page asks of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from marketplace.outcomes import growing
from marketplace.outcomes.growing import Cohort
from marketplace.outcomes.periods import ALL as WHOLE

HELD = "insight_cohorts"
"""Where a reading session keeps the cohorts that it computed."""


def cohort(session: Session, period: str) -> Cohort:
    """The cohort of a year, of the last one with verified revenue for the whole."""
    year = growing.last_year(session) if period == WHOLE else period.partition("-")[0]
    held: dict[str, Cohort] = session.info.setdefault(HELD, {})
    if year not in held:
        held[year] = growing.growth(session, year)
    return held[year]
