"""Pure rules of late payment: the parts that the law adds, on the gross amount.

The Law on Financial Discipline gives the creditor a fixed compensation besides statutory interest.
The rate changes every half year: it is a setting, and without it the interest is not computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marketplace.deals.rules import ZERO, money

YEAR = 365


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of days over which the same gross amount was late; `interest` is None without a
    rate. Days count from the day after `first` to `last`."""

    first: date
    last: date
    principal: Decimal
    interest: Decimal | None

    @property
    def days(self) -> int:
        """How many days it was late."""
        return (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Late:
    """What an invoice paid late costs: its parts, and the fixed compensation, once."""

    parts: tuple[Part, ...]
    compensation: Decimal

    @property
    def days(self) -> int:
        """Days since the due day, to the last payment or to the day that was asked for."""
        return sum(part.days for part in self.parts)

    @property
    def interest(self) -> Decimal | None:
        """All parts together."""
        known = [part.interest for part in self.parts if part.interest is not None]
        return sum(known, ZERO) if len(known) == len(self.parts) else None


def late(
    gross: Decimal,
    due_on: date,
    payments: Iterable[tuple[date, Decimal]],
    until: date,
    rate: Decimal | None,
    compensation: Decimal,
) -> Late | None:
    """What is owed besides the amount by the day `until`, None if nothing was late.

    `payments` are (day, gross amount), `rate` per cent a year.
    """
    left, since, parts = gross, due_on, []
    for day, amount in sorted(payments):
        if day <= due_on:
            left -= amount
            continue
        if day > since and left > 0:
            parts.append(_part(since, min(day, until), left, rate))
        left, since = left - amount, max(day, since)
        if since >= until:
            break
    if left > 0 and until > since:
        parts.append(_part(since, until, left, rate))
    found = tuple(part for part in parts if part.days > 0)
    return Late(found, compensation) if found else None


def _part(first: date, last: date, principal: Decimal, rate: Decimal | None) -> Part:
    days = (last - first).days
    interest = None if rate is None else money(principal * rate * days / (100 * YEAR))
    return Part(first, last, principal, interest)
