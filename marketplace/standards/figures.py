"""Indicators with their figures by period and cut, as exports tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.outcomes import setting, sheets, totals
from marketplace.outcomes.models import Figure
from marketplace.outcomes.periods import ALL, Span
from marketplace.outcomes.sheets import EVERY_YEAR, Sheet_
from marketplace.outcomes.totals import Total


@dataclass(frozen=True, slots=True)
class Cell:
    """An indicator in a period, the whole or one cut of it; `target` where the sheet has one."""

    sheet: Sheet_
    span: Span
    total: Total
    target: Decimal | None

    @property
    def told(self) -> bool:
        """Whether there is anything to tell: a target, or a figure that entries stand behind."""
        return self.target is not None or self.reached is not None

    @property
    def reached(self) -> Decimal | None:
        """The verified value; None where nothing was entered, which is not the same as nought."""
        behind = self.total.entries or self.total.firms or self.total.denominator
        return self.total.value if behind else None


class Figures:
    """All sheets and figures of some periods, read at once: while this is kept, the session finds
    each figure without asking the database again."""

    def __init__(self, session: Session, span: Span | None = None) -> None:
        self._session = session
        self.sheets = sheets.every(session)
        self.years = self._years()
        whole = Span(ALL, self.years[0].starts, self.years[-1].ends)
        self.spans = [span] if span else [*self.years, whole]
        codes = [one.code for one in self.spans]
        self._kept = session.scalars(select(Figure).where(Figure.period.in_(codes))).all()
        self._buckets: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for one in self._kept:
            if one.entries or one.waiting_entries:
                self._buckets[one.indicator, one.period, one.dimension].add(one.bucket)

    def _years(self) -> list[Span]:
        """Every year, the first first, in which there is a figure or for which a sheet has a
        target; the present one where there is none."""
        calendar = setting.calendar(self._session)
        found = select(Figure.period).where(Figure.entries > 0).distinct()
        codes = set(self._session.scalars(found))
        codes |= {one["period"] for sheet in self.sheets for one in sheet.content["targets"]}
        codes -= {ALL, EVERY_YEAR}
        numbers = {calendar.number(code) for code in codes}
        numbers = numbers or {calendar.year_of(setting.today(self._session))}
        return [
            calendar.span(calendar.year(number)) for number in range(min(numbers), max(numbers) + 1)
        ]

    def cells(self, sheet: Sheet_, span: Span, dimensions: Sequence[str]) -> Iterator[Cell]:
        """The whole, then every bucket of these dimensions; those of which nothing is known too."""
        for dimension in ("", *dimensions):
            for bucket in self._named(sheet, span, dimension):
                total = totals.total(self._session, sheet.code, span.code, dimension, bucket)
                yield Cell(sheet, span, total, sheets.target(sheet, span.code, dimension, bucket))

    def _named(self, sheet: Sheet_, span: Span, dimension: str) -> list[str]:
        """The buckets in which the indicator, or what it is made of, has a figure."""
        if not dimension:
            return [""]
        parts = totals.components(sheet.code)
        return sorted(set().union(*(self._buckets[one, span.code, dimension] for one in parts)))
