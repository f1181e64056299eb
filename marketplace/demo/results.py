"""What the programme's ledger is to hold: supports, reports with their mistakes, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from marketplace.demo.histories import History, years
from marketplace.demo.plan import OrganizationPlan
from marketplace.demo.reports import JobsPlan, Registry, RevenuePlan, jobs, moment, revenue
from marketplace.outcomes.periods import Calendar

SEVERAL = 0.18
"""Share of firms that a second BSO supports too."""
KINDS = (("service", "1"), ("training", "1"), ("finance", "2"), ("partnership", "3"))
WAITING = 9
"""Claims that wait for a decision today."""
ADVISED = 14
"""Firms that let the demonstration's BSO act for them."""
TASKS = ("apply", "claim", "deal", "profile")
HEADCOUNTS, AGAIN = 2, 2
"""Firms that count people for equivalents; claims that repeat what was claimed before."""


@dataclass(frozen=True, slots=True)
class SupportPlan:
    """A BSO's support of a firm, which staff enter."""

    firm: int
    bso: int
    day: date
    kind: str
    objective: str


@dataclass(frozen=True, slots=True)
class ResultsPlan:
    """Everything that is reported, and what staff do beside deciding. `quarters` are those that
    are locked, `closed` the years."""

    histories: Sequence[History]
    supports: Sequence[SupportPlan]
    jobs: Sequence[JobsPlan]
    revenue: Sequence[RevenuePlan]
    advised: Sequence[int]
    quarters: Sequence[str]
    closed: Sequence[int]
    first_year: int


def results(
    random: Random,
    found: Sequence[History],
    bsos: Sequence[OrganizationPlan],
    own: int,
    today: date,
) -> ResultsPlan:
    """The plan; `own` is the firm of the demonstration's account."""
    people, known = Registry(random), years(today)
    claims = [claim for one in found for claim in jobs(random, one, people, today)]
    claims = _mistaken(random, claims)
    claims += _waiting(random, found, people, own, today)
    last = Calendar().span(f"FY{known.jobs[-1]}-Q3")
    return ResultsPlan(
        histories=found,
        supports=[one for firm in found for one in _supports(random, firm, bsos, own)],
        jobs=claims,
        revenue=[report for one in found for report in revenue(random, one)],
        advised=_advised(random, found, own),
        quarters=[
            code
            for year in known.jobs
            for code in Calendar().quarters(f"FY{year}")
            if Calendar().span(code).ends <= last.ends
        ],
        closed=list(known.jobs[:-1]),
        first_year=known.jobs[0],
    )


def _supports(
    random: Random, firm: History, bsos: Sequence[OrganizationPlan], own: int
) -> list[SupportPlan]:
    count = 3 if firm.firm == own else 2 if random.random() < SEVERAL else 1
    chosen = random.sample(list(bsos), min(count, len(bsos)))
    found = []
    for place, bso in enumerate(chosen):
        day = firm.since + timedelta(days=place * random.randint(40, 160))
        kind, objective = random.choice(KINDS)
        found.append(SupportPlan(firm.firm, bso.number, day, kind, objective))
    return found


def _mistaken(random: Random, claims: list[JobsPlan]) -> list[JobsPlan]:
    """The claims, some of them with the mistakes that people make."""
    later = {one.firm for one in claims if one.lost}
    halves = [
        place
        for place, one in enumerate(claims)
        if one.fte != len(one.people) and not one.lost and one.firm not in later
    ]
    for place in halves[:HEADCOUNTS]:
        claims[place] = replace(claims[place], headcount=True)
    before = None
    left = AGAIN
    for place, one in enumerate(claims):
        same = before is not None and before.firm == one.firm and one.staff and not one.lost
        if same and left and before is not None and before.people and not before.headcount:
            claims[place] = replace(one, again=len(before.people))
            left -= 1
        before = claims[place]
    return claims


def _waiting(
    random: Random, found: Sequence[History], people: Registry, own: int, today: date
) -> list[JobsPlan]:
    """Claims of the running quarter: one says more than its list has."""
    quarter = Calendar().span(Calendar().quarter(today))
    begun = max(quarter.starts, today - timedelta(days=40))
    able = [one for one in found if one.baseline and one.firm != own]
    waiting = []
    for place, one in enumerate(random.sample(able, min(WAITING, len(able)))):
        at = moment(random, max(today - timedelta(days=2 + place), quarter.starts))
        last = max(begun, at.date() - timedelta(days=1))
        list_ = [people.worker(begun, last, 40) for _ in range(random.randint(1, 4))]
        again = 2 if place == 0 else 0
        waiting.append(JobsPlan(one.firm, quarter.code, at, list_, again=again))
    return waiting


def _advised(random: Random, found: Sequence[History], own: int) -> list[int]:
    others = [one.firm for one in found if one.firm != own]
    return [own, *random.sample(others, min(ADVISED, len(others)))]
