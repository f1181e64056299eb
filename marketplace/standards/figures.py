"""Indicators with their figures by period and cut, as exports tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.outcomes import setting, sheets, totals
from marketplace.outcomes.models import Figure
from marketplace.outcomes.periods import ALL, Span
from marketplace.outcomes.sheets import Sheet_
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


def years(session: Session) -> list[Span]:
    """Every year, the first first, in which there is a figure or for which a sheet has a target;
    the present one where there is none."""
    calendar = setting.calendar(session)
    codes = set(session.scalars(select(Figure.period).where(Figure.entries > 0).distinct()))
    codes |= {one["period"] for sheet in sheets.every(session) for one in sheet.content["targets"]}
    codes |= {calendar.quarter(setting.today(session))} if not codes - {ALL, "year"} else set()
    found = {calendar.number(code) for code in codes - {ALL, "year"}}
    return [calendar.span(calendar.year(number)) for number in range(min(found), max(found) + 1)]


def whole(spans: Sequence[Span]) -> Span:
    """All the years together."""
    return Span(ALL, spans[0].starts, spans[-1].ends)


def warmed(session: Session, spans: Sequence[Span]) -> Sequence[Figure]:
    """Every figure of these periods, read at once; while they are kept, the session finds each
    without asking the database again."""
    codes = [one.code for one in spans]
    return session.scalars(select(Figure).where(Figure.period.in_(codes))).all()


def cells(session: Session, sheet: Sheet_, span: Span, dimensions: Sequence[str]) -> Iterator[Cell]:
    """The whole, then every bucket of these dimensions; those of which nothing is known too."""
    for dimension in ("", *dimensions):
        for total in totals.totals(session, sheet.code, span.code, dimension):
            target = sheets.target(sheet, span.code, dimension, total.bucket)
            yield Cell(sheet, span, total, target)
