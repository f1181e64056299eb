"""The firms' true histories: since when they are supported, jobs and revenue year by year.

The ledger never sees them, only what firms claim of them. Figures are those of domain.md, section
9: what each year adds to the jobs, growth of the matched firms, and how many of how many report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from marketplace.demo.firms import STAFF, TURNOVER
from marketplace.demo.plan import OrganizationPlan
from marketplace.outcomes.periods import Calendar

JOBS = (212, 1_284 - 212, 2_190 - 1_284, 4_105 - 2_190)
"""Net FTE that each year adds."""
LOST = 14
"""FTE that one firm loses in the third year."""
GROWTH = (0.098, 0.136, -0.041, 0.172)
FIRMS, MATCHED = (58, 176, 287, 342), (41, 138, 203, 251)
CLAIMS = (44, 96, 120, 205)
"""Claims of jobs a year."""
WEIGHT = {"micro": 1.0, "small": 3.5, "medium": 12.0}
NO_BASELINE = 34
"""Every so many firms came without a baseline."""
LAG, ACCOUNTS = timedelta(days=52), timedelta(days=150)
"""After so long what is measured in a quarter, or in an accounting year, has been decided on."""


@dataclass(frozen=True, slots=True)
class Gain:
    """Jobs (net FTE, below nought for a loss) that a firm made in a quarter of its history."""

    quarter: str
    jobs: int


@dataclass(frozen=True, slots=True)
class History:
    """A firm: the day of its first support, its staff the day before (None: nobody wrote it down),
    what came of it, and its revenue in MKD by accounting year as far as it reports it."""

    firm: int
    since: date
    staff: int
    baseline: bool
    gains: Sequence[Gain] = ()
    revenue: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Years:
    """Numbers of the four fiscal years of jobs and of the four accounting years of revenue."""

    jobs: Sequence[int]
    accounts: Sequence[int]


def years(today: date) -> Years:
    """The last four of each of which everything was decided on today."""
    last, accounts = Calendar().year_of(today - LAG) - 1, (today - ACCOUNTS).year - 1
    return Years(range(last - 3, last + 1), range(accounts - 3, accounts + 1))


def histories(
    random: Random, firms: Sequence[OrganizationPlan], today: date
) -> tuple[list[OrganizationPlan], list[History]]:
    """The firms, each having joined shortly before its first support, and their histories."""
    known = years(today)
    verified = [one for one in firms if one.state == "verified"]
    share = len(verified) / FIRMS[-1]
    since = _since(random, verified, known.accounts, share)
    found = [
        History(
            one.number,
            since[one.number],
            one.profile["staff"] or random.randint(*STAFF[one.size]),
            place % NO_BASELINE != NO_BASELINE - 1,
        )
        for place, one in enumerate(verified)
    ]
    found = _with_jobs(random, found, {one.number: one.size for one in firms}, known, share)
    found = _with_revenue(random, found, {one.number: one.size for one in firms}, known, share)
    return [_joined(random, one, since.get(one.number)) for one in firms], found


def _joined(random: Random, firm: OrganizationPlan, since: date | None) -> OrganizationPlan:
    if since is None:
        return firm
    day = datetime.combine(since, firm.joined.timetz()) - timedelta(days=random.randint(6, 24))
    return replace(firm, joined=day)


def _since(
    random: Random, firms: Sequence[OrganizationPlan], accounts: Sequence[int], share: float
) -> dict[int, date]:
    """First supports such that FIRMS were supported for half a year at each year's end."""
    order = random.sample(list(firms), len(firms))
    found: dict[int, date] = {}
    before = 0
    for place, year in enumerate(accounts):
        upto = round(FIRMS[place] * share)
        first = date(year, 1, 12) if place == 0 else date(year - 1, 7, 4)
        days = (date(year, 6, 24) - first).days
        for one in order[before:upto]:
            found[one.number] = first + timedelta(days=random.randint(0, days))
        before = upto
    return found


def _with_jobs(
    random: Random, found: list[History], sizes: Mapping[int, str], known: Years, share: float
) -> list[History]:
    gains: dict[int, list[Gain]] = {one.firm: [] for one in found}
    for place, year in enumerate(known.jobs):
        first = date(year - 1, 10, 1)
        able = [one for one in found if one.baseline and one.since < date(year, 3, 1)]
        count = min(max(round(CLAIMS[place] * share), 2), len(able))
        chosen = random.sample(able, count)
        lost = place == 2 and share == 1
        total = round(JOBS[place] * share) + LOST * lost
        weights = [WEIGHT[sizes[one.firm]] * random.uniform(0.5, 1.5) for one in chosen]
        for one, jobs in zip(chosen, _shared(total, weights), strict=True):
            start = max(first, one.since + timedelta(days=40))
            gains[one.firm].append(Gain(_quarter(random, start, date(year, 9, 30)), jobs))
        if lost:
            loser = max(able, key=lambda one: one.staff * (one not in chosen))
            gains[loser.firm].append(Gain(f"FY{year}-Q2", -LOST))
    return [
        replace(one, gains=sorted((g for g in gains[one.firm] if g.jobs), key=lambda g: g.quarter))
        for one in found
    ]


def _quarter(random: Random, first: date, last: date) -> str:
    day = first + timedelta(days=random.randint(0, max((last - first).days, 0)))
    return Calendar().quarter(day)


def _shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights that sum to the total."""
    exact = [total * one / sum(weights) for one in weights]
    found = [int(one) for one in exact]
    rest = sorted(range(len(exact)), key=lambda at: found[at] - exact[at])
    for at in rest[: total - sum(found)]:
        found[at] += 1
    return found


def _with_revenue(
    random: Random, found: list[History], sizes: Mapping[int, str], known: Years, share: float
) -> list[History]:
    """Revenue such that the pooled growth of those who report both years is GROWTH."""
    known_of: dict[int, dict[int, float]] = {}
    order = sorted((one for one in found if one.baseline), key=lambda one: one.since)
    matched: list[History] = []
    for place, year in enumerate(known.accounts):
        able = [one for one in order if one.since <= date(year, 6, 30) and one not in matched]
        lacking = max(round(MATCHED[place] * share) - len(matched), 0)
        matched += random.sample(able, min(lacking, len(able)))
        for one in matched:
            first = random.uniform(*TURNOVER[sizes[one.firm]]) * 1e6
            known_of.setdefault(one.firm, {}).setdefault(year - 1, first)
        _grow([known_of[one.firm] for one in matched], year, 1 + GROWTH[place], random)
    return [
        replace(one, revenue={year: round(v) for year, v in known_of.get(one.firm, {}).items()})
        for one in found
    ]


def _grow(firms: Sequence[dict[int, float]], year: int, growth: float, random: Random) -> None:
    wild = {id(one): one[year - 1] * random.uniform(0.72, 1.4) for one in firms}
    before = sum(one[year - 1] for one in firms)
    scale = growth * before / sum(wild.values()) if wild else 1.0
    for one in firms:
        one[year] = wild[id(one)] * scale
