"""What firms report of their histories, and when: baselines, jobs with their payroll, revenue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from marketplace.demo.histories import History
from marketplace.demo.names import latin
from marketplace.demo.plan import data
from marketplace.outcomes.asks import MONTHS, months_after
from marketplace.outcomes.periods import Calendar

LATE, UNKNOWN, HALF = 0.08, 0.12, 0.25
"""Shares: of claims that come late; of claims whose list lacks the sex of every second person; of
claims with people in half time."""
FULL_TIME = 40


@dataclass(frozen=True, slots=True)
class Worker:
    """A row of a payroll list."""

    name: str
    start: date
    hours: int
    sex: str
    age: int


@dataclass(frozen=True, slots=True)
class JobsPlan:
    """A claim of jobs: its list, everybody employed then (None without a baseline), people lost.

    `headcount` marks a claim that counts people in half time as whole ones; `again` repeats what
    was claimed before, as if sums were what is new. `decided` is None where it still waits.
    """

    firm: int
    quarter: str
    at: datetime
    people: Sequence[Worker] = ()
    staff: tuple[int, Decimal] | None = None
    lost: int = 0
    headcount: bool = False
    again: int = 0
    decided: datetime | None = None
    confirmed: Sequence[datetime] = ()

    @property
    def fte(self) -> Decimal:
        """What its list comes to."""
        return sum((Decimal(one.hours) / FULL_TIME for one in self.people), Decimal()) - self.lost


@dataclass(frozen=True, slots=True)
class RevenuePlan:
    """A report of an accounting year's revenue."""

    firm: int
    year: int
    amount: int
    at: datetime
    decided: datetime


class Registry:
    """Invented people, no name twice with one day of start."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[tuple[str, date]] = set()
        self._names = data("people")

    def worker(self, first: date, last: date, hours: int, sex: str | None = None) -> Worker:
        """Somebody who began between the two days."""
        said = sex if sex is not None else self._random.choice("fm")
        while True:
            start = first + timedelta(days=self._random.randint(0, (last - first).days))
            name = self._name(said or "m")
            if (name, start) not in self._taken:
                self._taken.add((name, start))
                return Worker(name, start, hours, said, AGES[said or "m"])

    def _name(self, sex: str) -> str:
        given = "women" if sex == "f" else "men"
        last = self._random.choice(self._names["last_mk"])
        last = last.removesuffix("ски") + "ска" if sex == "f" else last
        return latin(f"{self._random.choice(self._names[f'first_{given}_mk'])} {last}")


AGES = {"f": 27, "m": 38}


def moment(random: Random, day: date) -> datetime:
    """Some moment of the day's working hours."""
    return datetime.combine(day, time(7), UTC) + timedelta(minutes=random.randint(0, 480))


def jobs(random: Random, known: History, people: Registry, today: date) -> Iterator[JobsPlan]:
    """The firm's claims, in order."""
    heads, fte = known.staff, Decimal(known.staff)
    for gain in known.gains:
        span = Calendar().span(gain.quarter)
        at, decided = _moments(random, span.ends, today)
        claim = JobsPlan(known.firm, gain.quarter, at, lost=max(-gain.jobs, 0), decided=decided)
        if gain.jobs > 0:
            first = max(span.starts, known.since + timedelta(days=1))
            claim = replace(claim, people=_people(random, gain.jobs, people, first, span.ends))
        heads, fte = heads + len(claim.people) - claim.lost, fte + claim.fte
        yield replace(
            claim,
            staff=(heads, fte) if known.baseline and not claim.lost else None,
            confirmed=_confirmed(random, span.ends, today) if known.baseline else (),
        )


def _moments(random: Random, ends: date, today: date) -> tuple[datetime, datetime]:
    """When a claim is sent and decided on; some come late, one by a quarter."""
    days = random.randint(8, 30)
    if random.random() < LATE and ends + timedelta(days=110) < today:
        days = random.randint(50, 92)
    at = moment(random, ends + timedelta(days=days))
    return at, at + timedelta(days=random.randint(4, 18))


def _people(random: Random, jobs: int, people: Registry, first: date, last: date) -> list[Worker]:
    halves = 2 if jobs > 3 and random.random() < HALF else 0
    unknown = random.random() < UNKNOWN
    found = []
    for place in range(jobs - halves // 2 + halves):
        hours = FULL_TIME // 2 if place < halves else FULL_TIME
        sex = "" if unknown and place % 2 else "f" if random.random() < 0.44 else "m"
        found.append(people.worker(first, last, hours, sex))
    return found


def _confirmed(random: Random, ends: date, today: date) -> list[datetime]:
    """When the firm says again that the jobs are there, as far as it was asked by now."""
    days = [months_after(ends, one) + timedelta(days=random.randint(6, 24)) for one in MONTHS]
    return [moment(random, day) for day in days if day < today]


def revenue(random: Random, known: History) -> Iterator[RevenuePlan]:
    """The firm's reports of revenue: each spring, and at its first support the year before."""
    for year, amount in sorted(known.revenue.items()):
        day = date(year + 1, 2, 20) + timedelta(days=random.randint(0, 80))
        at = moment(random, max(day, known.since + timedelta(days=random.randint(3, 20))))
        yield RevenuePlan(known.firm, year, amount, at, at + timedelta(days=random.randint(3, 16)))
