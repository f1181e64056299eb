"""The ledger's years as steps: targets, supports, reports, decisions, periods that close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from events.context import now
from marketplace.demo.histories import History
from marketplace.demo.plan import OrganizationPlan
from marketplace.demo.report_steps import Officer, SetBaseline, Support, job_steps, revenue_steps
from marketplace.demo.results import TASKS, ResultsPlan
from marketplace.demo.steps import Cast, Step
from marketplace.organizations.delegations import grant_delegation
from marketplace.outcomes import closing, sheets
from marketplace.outcomes.periods import Calendar

By = Mapping[int, OrganizationPlan]
PROGRAMME, BSO = 400, 200
TARGETS = (450, 1_300, 1_600, 2_400)
TOTAL = 5_750
"""Jobs that the years aim at; domain.md, section 9."""


def result_steps(plan: ResultsPlan, by: By, cast: Cast, today: date) -> Iterator[Step]:
    """Everything that is reported up to today."""
    officer = Officer(by[PROGRAMME], cast)
    begin = min((one.since for one in plan.histories), default=today) - timedelta(days=30)
    yield Step(_at(begin), _Aim(plan.first_year, officer))
    for one in plan.histories:
        yield from _history(one, by, cast)
    for help_ in plan.supports:
        kind, objective = help_.kind, help_.objective
        bso, firm = by[help_.bso], by[help_.firm]
        yield Step(_at(help_.day, 12), Support(firm, bso, help_.day, kind, objective, officer))
    for claim in plan.jobs:
        yield from job_steps(claim, by[claim.firm], officer)
    for report in plan.revenue:
        yield from revenue_steps(report, by[report.firm], officer)
    for place, number in enumerate(plan.advised):
        yield Step(_at(today - timedelta(days=60 - place)), _Advise(by[number], by[BSO], cast))
    yield from _closing(plan, officer)


def _history(one: History, by: By, cast: Cast) -> Iterator[Step]:
    if one.baseline:
        day = one.since - timedelta(days=1)
        yield Step(_at(one.since, 10), SetBaseline(by[one.firm], day, one.staff, cast))


def _closing(plan: ResultsPlan, officer: Officer) -> Iterator[Step]:
    """Quarters are locked two months after their end, years in the summer after theirs."""
    for code in plan.quarters:
        ends = Calendar().span(code).ends
        for days, move in ((47, "submit"), (54, "approve"), (60, "lock")):
            yield Step(_at(ends + timedelta(days=days), 15), _Move(code, move, officer))
    for year in plan.closed:
        yield Step(_at(date(year + 1, 7, 20)), _Move(f"FY{year}", "lock", officer))


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


@dataclass(frozen=True, slots=True)
class _Aim:
    first: int
    officer: Officer

    def __call__(self, session: Session) -> None:
        targets = [
            {"period": f"FY{self.first + place}", "value": str(value)}
            for place, value in enumerate(TARGETS)
        ]
        content = {"targets": [*targets, {"period": "all", "value": str(TOTAL)}]}
        actor = self.officer.actor(session)
        reason = "The years of the programme."
        sheets.update_indicator(session, actor, "BEP-02", content | {"reason": reason}, None)


@dataclass(frozen=True, slots=True)
class _Move:
    code: str
    move: str
    officer: Officer

    def __call__(self, session: Session) -> None:
        actor = self.officer.actor(session)
        closing.move_period(session, actor, self.code, self.move, None, None)


@dataclass(frozen=True, slots=True)
class _Advise:
    firm: OrganizationPlan
    bso: OrganizationPlan
    cast: Cast

    def __call__(self, session: Session) -> None:
        actor, adviser = self.cast.actor(session, self.firm), self.cast.id_of(session, self.bso)
        until = now(session).date() + timedelta(days=300)
        grant_delegation(session, actor, adviser, TASKS, until)
