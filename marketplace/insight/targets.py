"""Jobs and growth against their targets, by year and in total."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.insight import rules
from marketplace.insight.cohorts import cohort
from marketplace.outcomes import closing, setting, sheets, totals
from marketplace.outcomes.models import Figure
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.outcomes.totals import Total

JOBS, GROWTH = "BEP-02", "BEP-01"


@dataclass(frozen=True, slots=True)
class Year:
    """A year: jobs verified and waiting in it, both cumulative sums and targets, its growth.

    `target` is the cumulative one of jobs where the sheet says so; `growth_target` in per cent.
    """

    code: str
    jobs: Decimal
    cumulative: Decimal
    target: Decimal | None
    growth: Total
    growth_target: Decimal | None
    state: str


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs target in total: `ends` is its last day; `ahead` complete quarters are still to
    come, the running one among them; `recent` is the mean of the last four complete ones."""

    total: Total
    target: Decimal | None
    ends: date
    ahead: int
    pace: float | None
    recent: float | None
    forecast: rules.Forecast | None
    quarters: int
    standing: str


def years(session: Session) -> list[Year]:
    """Every year of the programme, from the first with a target or a figure to the last."""
    calendar = setting.calendar(session)
    jobs, rates = sheets.get(session, JOBS), sheets.get(session, GROWTH)
    values = dict(_figures(session))
    found, cumulative, aimed = [], Decimal(), Decimal()
    known = False
    for code in _years(session, jobs, values):
        cumulative += values.get(code, Decimal())
        wanted = sheets.target(jobs, code)
        known, aimed = known or wanted is not None, aimed + (wanted or 0)
        begun = calendar.span(code).starts <= setting.today(session)
        grown = growth(session, code) if begun else Total(GROWTH, code)
        found.append(
            Year(
                code,
                values.get(code, Decimal()),
                cumulative,
                aimed if known else None,
                grown,
                sheets.target(rates, code),
                closing.get(session, code).state,
            )
        )
    return found


def growth(session: Session, year: str) -> Total:
    """The growth indicator of a year, as the ledger's total of it."""
    found = cohort(session, year).growth
    return Total(
        GROWTH,
        year,
        value=found.pooled,
        mean=found.mean,
        firms=found.counted,
        of=found.firms,
        numerator=found.after - found.before,
        denominator=found.before,
    )


def _figures(session: Session) -> list[tuple[str, Decimal]]:
    rows = session.execute(
        select(Figure.period, Figure.value).where(
            Figure.indicator == JOBS, Figure.dimension == "", Figure.period != WHOLE
        )
    )
    return [(period, value) for period, value in rows]


def _years(session: Session, sheet: sheets.Sheet_, values: dict[str, Decimal]) -> list[str]:
    calendar = setting.calendar(session)
    running = calendar.year_of(setting.today(session))
    said = [one["period"] for one in sheet.content["targets"] if not one.get("dimension")]
    named = {one for one in (*values, *said) if one not in (WHOLE, sheets.EVERY_YEAR)}
    numbers = {calendar.number(one) for one in named if "-" not in one} | {running}
    return [calendar.year(one) for one in range(min(numbers), max(numbers) + 1)]


def jobs(session: Session) -> Jobs:
    """The total against its target, with the pace that it takes and what is to be expected.

    The target's last day is the end of the last year that the sheet names, of the running year
    where it names none.
    """
    calendar, today = setting.calendar(session), setting.today(session)
    sheet = sheets.get(session, JOBS)
    values = dict(_figures(session))
    ends = calendar.span(_years(session, sheet, values)[-1]).ends
    total = totals.total(session, JOBS)
    wanted = sheets.target(sheet)
    series = _complete(session, values)
    running = float(values.get(calendar.quarter(today), 0))
    known = float(total.value or 0)
    ahead = _quarters_left(session, ends)
    expected = rules.forecast(known - running, series, ahead)
    recent = sum(series[-4:]) / 4 if len(series) >= 4 else None
    return Jobs(
        total,
        wanted,
        ends,
        ahead,
        rules.pace(float(wanted), known, ahead) if wanted else None,
        recent,
        expected,
        len(series),
        rules.standing(
            known, float(wanted) if wanted else None, expected.value if expected else None
        ),
    )


def _complete(session: Session, values: dict[str, Decimal]) -> list[float]:
    """Sums of the last complete quarters, oldest first, from the first with a figure on."""
    calendar, today = setting.calendar(session), setting.today(session)
    spans = calendar.recent(today, rules.MOST + 1)[1:]
    series = [float(values.get(one.code, 0)) for one in reversed(spans)]
    first = next((place for place, one in enumerate(series) if one), len(series))
    return series[first:]


def _quarters_left(session: Session, ends: date) -> int:
    """Quarters until the day, the running one among them."""
    calendar, count = setting.calendar(session), 0
    span = calendar.span(calendar.quarter(setting.today(session)))
    while span.ends <= ends:
        count += 1
        span = calendar.span(calendar.quarter(span.ends + timedelta(days=1)))
    return count
