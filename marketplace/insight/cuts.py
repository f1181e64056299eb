"""Jobs and growth by any disaggregation, read from the ledger's projections at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.insight import cohorts
from marketplace.insight.targets import GROWTH, JOBS
from marketplace.outcomes import rules, sheets
from marketplace.outcomes.growing import REVENUE
from marketplace.outcomes.models import Figure, FirmFigure
from marketplace.outcomes.periods import ALL as WHOLE

DIMENSIONS = (
    *("region", "sector", "size", "sex", "age", "contract"),
    *("women_owned", "youth_owned", "bso", "lead_firm", "objective"),
)
"""By what the two targets can be cut; growth only by what is known of a firm."""
NONE = Decimal()


@dataclass(frozen=True, slots=True)
class Row:
    """A bucket: firms with verified jobs, those jobs, what waits, its target; growth of `counted`
    firms in per cent."""

    bucket: str
    firms: int
    jobs: Decimal
    waiting: Decimal
    target: Decimal | None
    growth: Decimal | None = None
    counted: int = 0

    @property
    def reached(self) -> Decimal | None:
        """Share of the target, 1 for all of it."""
        return self.jobs / self.target if self.target else None


def rows(session: Session, dimension: str, period: str = WHOLE) -> list[Row]:
    """Every bucket with a figure of jobs or growth, the most jobs first."""
    sheet = sheets.get(session, JOBS)
    grown = growth(session, dimension, period) if _has_growth(session, dimension) else {}
    found = {
        one.bucket: one
        for one in session.scalars(
            select(Figure).where(
                Figure.indicator == JOBS, Figure.period == period, Figure.dimension == dimension
            )
        )
        if one.entries or one.waiting_entries
    }
    made = []
    for bucket in {*found, *grown}:
        one, own = found.get(bucket), grown.get(bucket)
        made.append(
            Row(
                bucket,
                one.firms if one else 0,
                one.value if one else NONE,
                one.waiting if one else NONE,
                sheets.target(sheet, period, dimension, bucket),
                own.pooled if own else None,
                own.counted if own else 0,
            )
        )
    return sorted(made, key=lambda one: (-one.jobs, one.bucket))


def _has_growth(session: Session, dimension: str) -> bool:
    return dimension in sheets.get(session, GROWTH).indicator.dimensions


def growth(session: Session, dimension: str, period: str = WHOLE) -> dict[str, rules.Growth]:
    """By bucket the pooled growth of the year's cohort, each firm where its reported year puts
    it."""
    cohort = cohorts.cohort(session, period)
    rows = session.execute(
        select(FirmFigure.organization_id, FirmFigure.bucket).where(
            FirmFigure.indicator == REVENUE,
            FirmFigure.period == cohort.year,
            FirmFigure.dimension == dimension,
            FirmFigure.entries > 0,
        )
    )
    return _pooled(cohort.pairs, [(firm, bucket) for firm, bucket in rows])


def _pooled(
    pairs: dict[str, tuple[Decimal, Decimal]], placed: Iterable[tuple[str, str]]
) -> dict[str, rules.Growth]:
    held: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for firm, bucket in placed:
        if firm in pairs:
            held[bucket].append(pairs[firm])
    return {bucket: rules.growth(some, len(some)) for bucket, some in held.items()}
