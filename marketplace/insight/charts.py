"""Lines and bars as SVG units: pure geometry, drawn by the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled point: where it lies, its value and its label."""

    x: float
    y: float
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of actual against target over periods; `band` is (x, low y, high y) of a forecast.

    `grid` holds (y, value); `narrow` is the drawing for a telephone.
    """

    width: int
    height: int
    base: float
    grid: Sequence[tuple[float, float]]
    labels: Sequence[Mark]
    actual: Sequence[Mark]
    target: Sequence[Mark]
    band: tuple[float, float, float] | None = None
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One bar: `y` and `height` of its rectangle, below `zero` where the value is negative."""

    x: float
    y: float
    height: float
    value: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Bars that stand on `zero`, `mark` units high lies the target."""

    width: int
    height: int
    zero: float
    bar: float
    mark: float | None
    columns: Sequence[Column] = field(default_factory=tuple)


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Round values from at or below `low` to at or above `high`, about so many steps."""
    raw = max(high - low, 1e-9) / most
    power = 10.0 ** floor(log10(raw))
    step = next(power * one for one in STEPS if power * one >= raw * 0.999)
    first = floor(low / step)
    return [round(step * place, 10) for place in range(first, ceil(high / step - 1e-9) + 1)]


def lines(
    periods: Sequence[str],
    actual: Sequence[float | None],
    target: Sequence[float | None],
    band: tuple[float, float] | None = None,
    *,
    narrow: bool = False,
) -> Lines:
    """One point for each period; None leaves a gap. `band` is a forecast at the last period."""
    width, height = (336, 210) if narrow else (660, 262)
    left, right, top, base = 46, width - 54, 22, height - 40
    values = [one for one in (*actual, *target, *(band or ())) if one is not None]
    scale = ticks(min(0.0, *values, 0.0), max(*values, 1.0))
    low, high = scale[0], scale[-1]
    step = (right - left - 24) / max(len(periods) - 1, 1)

    def y(value: float) -> float:
        return round(base - (value - low) / (high - low) * (base - top), 1)

    def x(place: int) -> float:
        return round(left + 24 + step * place, 1)

    def marks(held: Sequence[float | None]) -> list[Mark]:
        return [
            Mark(x(place), y(value), value, periods[place])
            for place, value in enumerate(held)
            if value is not None
        ]

    labels = [Mark(x(place), height - 12, 0, name) for place, name in enumerate(periods)]
    grid = [(y(one), one) for one in scale]
    span = (x(len(periods) - 1), y(max(band[0], low)), y(band[1])) if band else None
    return Lines(width, height, base, grid, labels, marks(actual), marks(target), span, narrow)


def columns(
    periods: Sequence[str], values: Sequence[float | None], target: float | None
) -> Columns:
    """One bar for each period, a line at the target."""
    width, height, left, top, base = 440, 262, 40, 27, 205
    held = [one for one in (*values, target) if one is not None]
    low, high = min(0.0, *held, 0.0), max(*held, 1.0, 0.0)
    each = (width - left - 8) / max(len(periods), 1)
    bar = min(48.0, each * 0.7)

    def y(value: float) -> float:
        return round(base - (value - low) / (high - low) * (base - top), 1)

    zero = y(0.0)
    found = [
        Column(
            round(left + each * place + (each - bar) / 2, 1),
            zero if value is None else min(y(value), zero),
            0.0 if value is None else round(abs(y(value) - zero), 1),
            value,
            name,
        )
        for place, (name, value) in enumerate(zip(periods, values, strict=True))
    ]
    return Columns(width, height, zero, bar, None if target is None else y(target), found)
