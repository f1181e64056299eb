"""Reporting periods: quarters and years, by the calendar or by a fiscal year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

ALL = "all"
"""The whole programme, above every year."""

FORM = re.compile(r"(FY)?(\d{4})(?:-Q([1-4]))?")


@dataclass(frozen=True, slots=True)
class Span:
    """A period: its code, its first and its last day."""

    code: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """How years run. `month` is that of their first day: 10 for the fiscal year of the United
    States, which carries the number of the calendar year in which it ends; 1 for the calendar."""

    month: int = 10

    def year_of(self, day: date) -> int:
        """The number of the year that holds the day."""
        return day.year + (self.month > 1 and day.month >= self.month)

    def year(self, number: int) -> str:
        """The code of a year: FY2027, or 2027 by the calendar."""
        return f"{'FY' if self.month > 1 else ''}{number:04d}"

    def quarter(self, day: date) -> str:
        """The code of the quarter that holds the day: FY2027-Q1."""
        place = (day.month - self.month) % 12 // 3 + 1
        return f"{self.year(self.year_of(day))}-Q{place}"

    def span(self, code: str) -> Span:
        """First and last day; ValueError unless the code is one of this calendar."""
        found = FORM.fullmatch(code)
        if found is None or bool(found[1]) != (self.month > 1):
            raise ValueError(code)
        first = int(found[2]) - (self.month > 1)
        offset = 3 * (int(found[3]) - 1) if found[3] else 0
        starts = _month(first, self.month + offset)
        return Span(code, starts, _month(first, self.month + offset + (3 if found[3] else 12), -1))

    def read(self, text: str) -> str:
        """The code that a person or a program means: a code, a day, or a calendar quarter where
        years begin with a quarter; ValueError for anything else."""
        text = text.strip().upper()
        try:
            return self.quarter(date.fromisoformat(text))
        except ValueError:
            pass
        found = FORM.fullmatch(text)
        if found and found[3] and not found[1] and self.month in (4, 7, 10):
            return self.quarter(_month(int(found[2]), 3 * int(found[3]) - 2))
        return self.span(text).code

    def number(self, code: str) -> int:
        """The number of the year that the period is or lies in."""
        return self.year_of(self.span(code).starts)

    def quarters(self, code: str) -> list[str]:
        """The four quarters of a year; a quarter is its own only one."""
        return [code] if "-Q" in code else [f"{code}-Q{place}" for place in range(1, 5)]

    def recent(self, day: date, count: int) -> list[Span]:
        """The quarter that holds the day and those before it, newest first."""
        found = [self.span(self.quarter(day))]
        while len(found) < count:
            found.append(self.span(self.quarter(found[-1].starts - timedelta(days=1))))
        return found


def levels(code: str) -> tuple[str, ...]:
    """The periods in which a value of this one counts: itself, its year, the whole."""
    year = code.partition("-")[0]
    return (code, ALL) if code == year else (code, year, ALL)


def _month(year: int, month: int, shift: int = 0) -> date:
    """The first day of the month, counted on over the year's end, moved by some days."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) + timedelta(days=shift)
