"""Working days of the deployment's country: Monday to Friday, public holidays left out."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from marketplace.deployment import settings_of

DAYS = Path(__file__).parent / "vocabularies" / "data" / "holidays.csv"
"""country, day, name; written by tools/write_holidays.py, which names the source."""
SATURDAY = 5

Holidays = frozenset[date]


def add_working_days(day: date, count: int, holidays: Holidays) -> date:
    """The `count`-th working day after the day, which itself does not count; 0 is the day."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether people work on this day."""
    return day.weekday() < SATURDAY and day not in holidays


def holidays_of(session: Session) -> Holidays:
    """The public holidays of the deployment: those of its country, or of the file it names."""
    settings = settings_of(session)
    return read_holidays(settings.country, settings.holidays)


@cache
def read_holidays(country: str, path: str = "") -> Holidays:
    """The country's rows of a file (ours without a path); none for a country that it lacks."""
    with Path(path or DAYS).open(newline="", encoding="utf-8") as file:
        return frozenset(
            date.fromisoformat(row["day"])
            for row in csv.DictReader(file)
            if row["country"] == country
        )
