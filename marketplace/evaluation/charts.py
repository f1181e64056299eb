"""Bars that show what makes up each total: places and widths, drawn as SVG by the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from marketplace.evaluation.rules import Line

CLASSES = ("a", "k2", "k3", "k4")
"""Fills of the parts, in the order of the criteria; with more criteria they come again."""
GAP = 1.5


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion's piece of a bar."""

    look: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A firm's bar; `y` is its upper edge, `end` where the total is written."""

    name: str
    total: Decimal
    y: float
    parts: Sequence[Part]
    end: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in a box of `width` × `height` units, `bar` units high; names stand at `label` units
    below the upper edge of each bar (above it where that is negative)."""

    width: int
    height: int
    bar: int
    label: int
    bars: Sequence[Bar]


def stacked(lines: Sequence[Line], names: Mapping[str, str], *, narrow: bool) -> Chart:
    """The totals of a lot as stacked bars: names beside them, or above them where it is narrow."""
    left, full, step = (0, 280, 52) if narrow else (190, 320, 42)
    top = 20 if narrow else 8
    bars = [
        Bar(
            names[line.application],
            line.total,
            top + step * place,
            parts := _parts(line, left, full / 100),
            max((one.x + one.width for one in parts), default=left) + 8,
        )
        for place, line in enumerate(lines)
    ]
    width = 336 if narrow else 560
    return Chart(width, step * len(lines) + top, 26, -6 if narrow else 18, bars)


def _parts(line: Line, left: float, scale: float) -> list[Part]:
    found, x = [], float(left)
    for place, points in enumerate(line.points):
        width = float(points or 0) * scale
        if width > GAP:
            look = CLASSES[place % len(CLASSES)]
            found.append(Part(look, round(x, 1), round(width - GAP, 1)))
        x += width
    return found
