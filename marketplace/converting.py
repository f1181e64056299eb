"""Money in another currency: an amount never travels without the rate and the day of the rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from marketplace.errors import Conflict
from marketplace.ports import Rates

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Converted:
    """`amount` in `currency` for `given`; `rate` is how many of it one of the other is worth, by
    the list of `rate_day`."""

    given: Decimal
    given_currency: str
    amount: Decimal
    currency: str
    rate: Decimal
    rate_day: date


def convert(
    rates: Rates, amount: Decimal, currency: str, into: str, day: date, home: str
) -> Converted:
    """The amount in another currency by the rates of the day; `home` is what rates are given in.

    Raises Conflict (no-rate) naming the currency and the day that has none.
    """
    value, listed = Decimal(1), day
    if currency != into:
        ours, first = _rate(rates, currency, day, home)
        theirs, second = _rate(rates, into, day, home)
        value, listed = ours / theirs, min(first, second)
    new = (amount * value).quantize(CENT, ROUND_HALF_UP)
    return Converted(amount, currency, new, into, value, listed)


def _rate(rates: Rates, currency: str, day: date, home: str) -> tuple[Decimal, date]:
    if currency == home:
        return Decimal(1), day
    found = rates.rate(currency, day)
    if found is None:
        raise Conflict(
            f"There is no exchange rate for {currency} on {day.isoformat()} or in the days before.",
            code="no-rate",
        )
    return found.value, found.day
