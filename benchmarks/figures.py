"""What a benchmark returns: figures beside the bare engine's, with the aim each is held to."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a table. `aim` is shown as it is; `met` is None where there is no aim."""

    what: str
    ours: str
    bare: str = ""
    ratio: str = ""
    aim: str = ""
    met: bool | None = None


@dataclass(slots=True)
class Section:
    """A benchmark's table; `how` says what was measured, and what stands under "bare"."""

    title: str
    how: str
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *figures: Figure) -> None:
        self.figures.extend(figures)


def at_most(what: str, ours: float, bare: float, times: float, unit: str = "ms") -> Figure:
    """Ours may take so many times as long as the bare engine."""
    ratio = ours / bare
    return Figure(
        what, shown(ours, unit), shown(bare, unit), f"{ratio:.1f} x", f"<= {times:g} x",
        ratio <= times,
    )  # fmt: skip


def at_least(what: str, ours: float, bare: float, share: float, unit: str = "a second") -> Figure:
    """Ours must reach this share of the bare engine's rate."""
    ratio = ours / bare
    return Figure(
        what, shown(ours, unit), shown(bare, unit), f"{ratio:.2f}", f">= {share:g}", ratio >= share
    )


def shown(value: float, unit: str) -> str:
    """A number to three digits that count, with its unit."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f} {unit}"


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; share 0 to 1."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def milliseconds(
    work: Callable[[Any], object], items: Iterable[Any], clock: Callable[[], float]
) -> list[float]:
    """How long the work took on each item."""
    times = []
    for item in items:
        start = clock()
        work(item)
        times.append((clock() - start) * 1000)
    return times


def in_turn(work: Callable[[], Sequence[float]], rounds: int) -> list[float]:
    """The median of each of the numbers that the work returns, over some rounds."""
    return [
        statistics.median(column) for column in zip(*(work() for _ in range(rounds)), strict=True)
    ]
