"""From entries to figures: one pure fold, the same whatever order entries came in.

The entries of one organisation and one indicator are folded into cells of (period, dimension,
bucket). Flows sum; of stocks the last holds; whoever is counted distinctly counts once in each
cell; `excess` is what flows come to above a yearly baseline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from marketplace.outcomes.amounts import ZERO
from marketplace.outcomes.periods import levels

TOTAL = ("", "")
"""Dimension and bucket of the whole."""
UNKNOWN, NONE = "unknown", "none"
SEVERAL = frozenset({"bso", "lead_firm", "lender", "objective"})
"""Dimensions in which a firm may stand under several buckets, in full under each."""

Cell = tuple[str, str, str]
"""(period, dimension, bucket)"""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the fold sees it. `group` names what was measured together: of two stocks of
    one day the one of the later report holds; `waiting` marks what is claimed, not decided."""

    period: str
    measured_on: date
    reported_on: date
    value: Decimal
    group: str
    waiting: bool = False
    cut: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    source: str = ""

    @property
    def moment(self) -> tuple[date, date, str]:
        return self.measured_on, self.reported_on, self.group


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell's figures, verified and waiting apart, and the entries behind each."""

    value: Decimal = ZERO
    waiting: Decimal = ZERO
    entries: int = 0
    waiting_entries: int = 0


def fold(
    items: Iterable[Item], how: str, dimensions: Sequence[str], floor: Decimal = ZERO
) -> dict[Cell, Sum]:
    """Every cell that has an entry. `how` is flow, stock, distinct or excess; `floor` is the
    yearly baseline of excess."""
    found = sorted(items, key=lambda one: (*one.moment, one.source))
    if how == "excess":
        found = list(_above(found, floor))
    cells: dict[Cell, Sum] = {}
    for period, within in _by_level(found).items():
        settled = [one for one in within if not one.waiting]
        open_ = [one for one in within if one.waiting]
        for (dimension, bucket), total in _cells(settled, how, dimensions).items():
            cells[period, dimension, bucket] = Sum(total[0], ZERO, total[1], 0)
        for (dimension, bucket), total in _cells(open_, how, dimensions).items():
            cell = period, dimension, bucket
            known = cells.get(cell, Sum())
            cells[cell] = replace(known, waiting=total[0], waiting_entries=total[1])
    return cells


def buckets(item: Item, dimensions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The whole and, in each dimension, every bucket that the item stands under."""
    yield TOTAL
    for dimension in dimensions:
        given = item.cut.get(dimension)
        if dimension in SEVERAL:
            several = [given] if isinstance(given, str) else list(given or ())
            yield from ((dimension, one) for one in dict.fromkeys(several or [NONE]))
        else:
            yield dimension, str(given) if given else UNKNOWN


def _by_level(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for level in levels(item.period):
            found[level].append(item)
    return found


def _cells(
    items: Sequence[Item], how: str, dimensions: Sequence[str]
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    if how == "stock" and items:
        last = items[-1].moment
        items = [one for one in items if one.moment == last]
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for item in items:
        for place in buckets(item, dimensions):
            found[place].append(item.value)
    return {place: (MEASURES[how](values), len(values)) for place, values in found.items()}


def _above(items: Sequence[Item], floor: Decimal) -> Iterator[Item]:
    """Each item with the part of its value by which its year's sum rises above the floor; what
    waits stands on top of what is settled."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for item in sorted(items, key=lambda one: one.waiting):
        year = item.period.partition("-")[0]
        before = max(sums[year] - floor, ZERO)
        sums[year] += item.value
        yield replace(item, value=max(sums[year] - floor, ZERO) - before)


def _whole(values: Sequence[Decimal]) -> Decimal:
    return sum(values, ZERO)


def _once(values: Sequence[Decimal]) -> Decimal:
    return Decimal(1) if any(value > 0 for value in values) else ZERO


MEASURES: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "flow": _whole,
    "stock": _whole,
    "excess": _whole,
    "distinct": _once,
}
