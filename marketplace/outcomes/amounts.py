"""Exact figures of the ledger: decimals of four places, kept as whole ten-thousandths."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

PLACES = Decimal("0.0001")
SCALE = 10_000
LARGEST = Decimal("1e13")
"""Below it every figure, and the sum of many thousands of them, fits a 64-bit column."""
ZERO = Decimal(0)


def exact(value: Decimal | int | str) -> Decimal:
    """The figure with four places, a half rounded to even; never through binary fractions."""
    return Decimal(value).quantize(PLACES, ROUND_HALF_EVEN)


def plain(value: Decimal) -> str:
    """The figure as text without trailing noughts and without an exponent: 4.5, 1200."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Exact(TypeDecorator[Decimal]):
    """Decimals in and out, whole numbers in the database: its sums are exact on every engine."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(exact(value) * SCALE)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else exact(Decimal(int(value)) / SCALE)
