"""Growth of revenue: the matched, verified cohort, pooled; and who is left out, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.outcomes import identity, rules, setting
from marketplace.outcomes.models import Assistance, Baseline, FirmFigure
from marketplace.outcomes.periods import ALL as WHOLE

REVENUE = "BEP-05"
LEFT_OUT = ("short", "no_baseline", "one_year", "none")
"""Why a firm is left out: supported for less than six months, without a baseline, with only one
of the two years verified, with neither."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Growth of a year; `pairs` are (before, after) of the firms counted, `left_out` lists the
    other supported firms by reason."""

    year: str
    growth: rules.Growth
    pairs: dict[str, tuple[Decimal, Decimal]]
    left_out: dict[str, list[str]]


def growth(session: Session, period: str, dimension: str = "", bucket: str = "") -> Cohort:
    """The cohort of a year in a cut; of the last year with verified revenue for the whole."""
    year = last_year(session) if period == WHOLE else period.partition("-")[0]
    number = setting.calendar(session).number(year)
    before = _revenue(session, setting.calendar(session).year(number - 1))
    after = _revenue(session, year)
    known = supported(session)
    if dimension:
        known = _within(session, known, year, dimension, bucket)
    return _cohort(session, year, number, known, before, after)


def last_year(session: Session) -> str:
    """The last year with a verified revenue, else the one before this."""
    found = session.scalar(
        select(func.max(FirmFigure.period)).where(
            FirmFigure.indicator == REVENUE, FirmFigure.period != WHOLE, FirmFigure.entries > 0
        )
    )
    calendar = setting.calendar(session)
    return found or calendar.year(calendar.year_of(setting.today(session)) - 1)


def _cohort(
    session: Session,
    year: str,
    number: int,
    known: dict[str, date],
    before: dict[str, Decimal],
    after: dict[str, Decimal],
) -> Cohort:
    ends = date(number, 12, 31)
    known = {firm: since for firm, since in known.items() if since <= ends}
    with_baseline = {
        identity.canonical(session, one)
        for one in session.scalars(select(Baseline.organization_id).distinct())
    }
    left_out: dict[str, list[str]] = defaultdict(list)
    pairs = {}
    for firm, since in sorted(known.items()):
        why = None
        if rules.months_between(since, ends) < rules.LEAST_MONTHS:
            why = "short"
        elif firm not in with_baseline:
            why = "no_baseline"
        elif firm in before and firm in after:
            pairs[firm] = (before[firm], after[firm])
        else:
            why = "one_year" if firm in before or firm in after else "none"
        if why:
            left_out[why].append(firm)
    counted = rules.growth(pairs.values(), len(known) - len(left_out["short"]))
    return Cohort(year, counted, pairs, dict(left_out))


def _revenue(session: Session, year: str) -> dict[str, Decimal]:
    rows = session.execute(
        select(FirmFigure.organization_id, FirmFigure.value).where(
            FirmFigure.indicator == REVENUE,
            FirmFigure.period == year,
            FirmFigure.dimension == "",
            FirmFigure.entries > 0,
        )
    )
    return {firm: value for firm, value in rows}  # noqa: C416  (typed rows)


def supported(session: Session) -> dict[str, date]:
    """Every supported firm with the day of its first support, merges followed."""
    rows = session.execute(
        select(Assistance.organization_id, func.min(Assistance.since)).group_by(
            Assistance.organization_id
        )
    )
    found: dict[str, date] = {}
    for organization_id, since in rows:
        firm = identity.canonical(session, organization_id)
        found[firm] = min(since, found.get(firm, since))
    return found


def _within(
    session: Session, known: dict[str, date], year: str, dimension: str, bucket: str
) -> dict[str, date]:
    """The firms of a bucket: by their reported year, else by what is known of them now."""
    rows = session.execute(
        select(FirmFigure.organization_id, FirmFigure.bucket).where(
            FirmFigure.indicator == REVENUE,
            FirmFigure.period == year,
            FirmFigure.dimension == dimension,
        )
    )
    said: dict[str, set[str]] = defaultdict(set)
    for firm, one in rows:
        said[firm].add(one)
    known_now = identity.traits_of(session, [firm for firm in known if firm not in said])
    for firm, traits in known_now.items():
        said[firm].add(str(traits.get(dimension) or "unknown"))
    return {firm: since for firm, since in known.items() if bucket in said[firm]}
