"""Size classes, computed with what is not known left open.

North Macedonia: Law on Trade Companies, art. 470. European Union: Recommendation 2003/361/EC,
annex, art. 2. Figures are the firm's own: those of linked and partner enterprises, which the
European definition adds, are not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

CLASSES = ("micro", "small", "medium", "large")
MKD_PER_EUR = Decimal("61.5")
"""The denar is held near this rate: 61.495 in 12/2023 and 12/2024, 61.695 in 3/2025 (mba.mk)."""
PER_EUR: Mapping[str, Decimal] = {"EUR": Decimal(1), "MKD": MKD_PER_EUR}
MILLION = Decimal(1_000_000)

Known = bool | None
"""True, False, or None for what cannot be told."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One year of a firm: persons employed, turnover and total assets in euro; None: not known."""

    year: int | None
    staff: int | None
    turnover: Decimal | None = None
    assets: Decimal | None = None


def mk(figures: Figures) -> str | None:
    """The class by Macedonian law; None if the figures do not settle it."""
    staff, income, assets = figures.staff, figures.turnover, figures.assets
    return _first(
        _all(_below(staff, 10), _at_most(income, Decimal(50_000))),
        _two(_below(staff, 50), _below(income, 2 * MILLION), _below(assets, 2 * MILLION)),
        _all(
            _below(staff, 250),
            _any(_below(income, 10 * MILLION), _below(assets, 11 * MILLION)),
        ),
    )


def eu(figures: Figures) -> str | None:
    """The class by the European definition; None if the figures do not settle it."""
    return _first(
        *(
            _all(
                _below(figures.staff, staff),
                _any(
                    _at_most(figures.turnover, turnover * MILLION),
                    _at_most(figures.assets, assets * MILLION),
                ),
            )
            for staff, turnover, assets in ((10, 2, 2), (50, 10, 10), (250, 50, 43))
        )
    )


def in_euro(amount: Any, currency: str | None) -> Decimal | None:
    """The amount in euro; None without an amount, and for a currency that has no rate here."""
    rate = PER_EUR.get(currency or "")
    return None if amount in (None, "") or rate is None else Decimal(str(amount)) / rate


def years(staff: int | None, turnover: Iterable[Mapping[str, Any]]) -> list[Figures]:
    """The figures of each year, newest first; the present staff stands in for the newest year's."""
    rows = sorted(turnover, key=lambda row: row["year"], reverse=True)
    if not rows:
        return [] if staff is None else [Figures(None, staff)]
    return [
        Figures(
            row["year"],
            _staff_of(row, None if place else staff),
            in_euro(row.get("amount"), row.get("currency")),
            in_euro(row.get("assets"), row.get("currency")),
        )
        for place, row in enumerate(rows)
    ]


def _staff_of(row: Mapping[str, Any], otherwise: int | None) -> int | None:
    own = row.get("staff")
    return otherwise if own is None else own


def _first(micro: Known, small: Known, medium: Known) -> str | None:
    """The first class that holds, as long as none before it is in doubt."""
    for name, holds in zip(CLASSES, (micro, small, medium, True), strict=True):
        if holds is None:
            return None
        if holds:
            return name
    return None


def _below(value: int | Decimal | None, limit: int | Decimal) -> Known:
    return None if value is None else value < limit


def _at_most(value: Decimal | None, limit: Decimal) -> Known:
    return None if value is None else value <= limit


def _all(*parts: Known) -> Known:
    if False in parts:
        return False
    return None if None in parts else True


def _any(*parts: Known) -> Known:
    if True in parts:
        return True
    return None if None in parts else False


def _two(*parts: Known) -> Known:
    """At least two of three."""
    if parts.count(True) >= 2:
        return True
    return False if parts.count(False) >= 2 else None
