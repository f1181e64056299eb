"""Exchange rates into the deployment's currency: out of a file, or from the central bank."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import requests

from events.errors import Transient

BACK = 10
"""Days that a rate may be older than the day asked for: lists are not made on days without work."""
TIMEOUT = 15
SERVICE = "https://www.nbrm.mk/KLServiceNOV/GetExchangeRate"
"""The National Bank of the Republic of North Macedonia's published service: middle rates by day."""


@dataclass(frozen=True, slots=True)
class DayRate:
    """`value` of the deployment's currency for one of `currency`, as listed for `day`."""

    currency: str
    day: date
    value: Decimal


class BadRates(ValueError):
    """A file or an answer that is not a list of rates; the text says where."""


class FileRates:
    """Rates of a CSV file with the columns day, currency, rate (for one) and optionally unit (for
    so many). It is read again when it changes; a file that is not there has no rates."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[float, Mapping[str, Mapping[date, Decimal]]] = (-1.0, {})

    def rate(self, currency: str, day: date) -> DayRate | None:
        """The newest rate up to the day; raises BadRates naming the line at fault."""
        return newest(currency, day, self._rates().get(currency, {}))

    def _rates(self) -> Mapping[str, Mapping[date, Decimal]]:
        try:
            changed = self._path.stat().st_mtime
        except FileNotFoundError:
            return {}
        if self._read[0] != changed:
            with self._path.open(newline="", encoding="utf-8-sig") as file:
                self._read = (changed, by_currency(_lines(file, self._path.name)))
        return self._read[1]


class BankRates:
    """Rates of the National Bank's service; those of past days are asked for once."""

    def __init__(self, address: str = SERVICE) -> None:
        self._address = address
        self._known: dict[tuple[str, date], DayRate] = {}

    def rate(self, currency: str, day: date) -> DayRate | None:
        """The newest rate up to the day; raises Transient where the bank cannot be reached, and
        BadRates for an answer that is none."""
        if (currency, day) not in self._known:
            found = newest(currency, day, by_currency(self._ask(day)).get(currency, {}))
            if found is None or found.day != day:
                return found
            self._known[currency, day] = found
        return self._known[currency, day]

    def _ask(self, day: date) -> Iterable[tuple[str, date, Decimal]]:
        span = {"StartDate": day - timedelta(BACK), "EndDate": day}
        query = {name: f"{one:%d.%m.%Y}" for name, one in span.items()} | {"format": "json"}
        try:
            answer = requests.get(self._address, params=query, timeout=TIMEOUT)
        except requests.RequestException as error:
            raise Transient(f"The central bank cannot be reached: {error}") from error
        if answer.status_code >= 500:
            raise Transient(f"The central bank answers {answer.status_code}")
        if answer.status_code != 200:
            raise BadRates(f"The central bank answers {answer.status_code}")
        try:
            return [_row(row) for row in answer.json()]
        except (ValueError, KeyError, TypeError, InvalidOperation, ArithmeticError) as error:
            raise BadRates(f"The central bank's answer is no list of rates: {error}") from error


def _row(row: Mapping[str, Any]) -> tuple[str, date, Decimal]:
    """`oznaka` is the currency, `datum` the day, `sreden` the middle rate of `nomin` units."""
    value = Decimal(str(row["sreden"])) / Decimal(str(row["nomin"]))
    return str(row["oznaka"]).strip(), date.fromisoformat(row["datum"][:10]), value


def _lines(file: Iterable[str], name: str) -> Iterable[tuple[str, date, Decimal]]:
    for number, row in enumerate(csv.DictReader(file), start=2):
        try:
            value = Decimal(row["rate"]) / Decimal(row.get("unit") or 1)
            if not value.is_finite() or value <= 0:
                raise ValueError("a rate is more than 0")
            yield row["currency"].strip(), date.fromisoformat(row["day"]), value
        except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError) as error:
            raise BadRates(f"{name}, line {number}: {error}") from error


def by_currency(
    rows: Iterable[tuple[str, date, Decimal]],
) -> Mapping[str, Mapping[date, Decimal]]:
    """(currency, day, value) by currency and day."""
    found: dict[str, dict[date, Decimal]] = {}
    for currency, day, value in rows:
        found.setdefault(currency, {})[day] = value
    return found


def newest(currency: str, day: date, rates: Mapping[date, Decimal]) -> DayRate | None:
    """The rate of the day or of the newest one before, at most BACK days older."""
    for back in range(BACK + 1):
        listed = day - timedelta(back)
        if listed in rates:
            return DayRate(currency, listed, rates[listed])
    return None
