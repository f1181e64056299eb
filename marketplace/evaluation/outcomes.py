"""What a firm that applied is told of its own evaluation: pure, from the arithmetic of a lot.

Own scores, own rank and the deciding criterion are always told. Where the own price score would
reveal the lowest price, it is told as a band, and the total with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marketplace.evaluation.rules import (
    HUNDRED,
    Criterion,
    Line,
    deciding,
    points,
    price_place,
)

BAND = Decimal(10)
"""Width of a band, in points of 100."""


@dataclass(frozen=True, slots=True)
class Lot:
    """The arithmetic of a lot: `lines` as rules.ranked gives them, `won` those that were chosen,
    the one with most of it first."""

    criteria: Sequence[Criterion]
    lines: Sequence[Line]
    won: Sequence[str]

    def line(self, application: str) -> Line:
        """The line of an application; raises StopIteration where it offers nothing here."""
        return next(line for line in self.lines if line.application == application)


def band(score: Decimal) -> tuple[Decimal, Decimal]:
    """The band of ten points in which a score lies."""
    low = min(score // BAND * BAND, HUNDRED - BAND)
    return low, low + BAND


def reveals(lot: Lot, line: Line, disclosed: bool) -> bool:
    """Whether the line's own price score tells a price that its firm may not know.

    It does not where the firm's own price is the lowest, nor where the lowest is the winner's and
    the winner's is disclosed.
    """
    prices = [one.price for one in lot.lines if one.price is not None]
    if line.price is None or line.price == min(prices):
        return False
    known = [one.price for one in lot.lines if one.application in lot.won[:1]]
    return not (disclosed and min(prices) in known)


def told(lot: Lot, application: str, disclosed: bool, names: Mapping[str, str]) -> dict[str, Any]:
    """Own scores and rank, the deciding criterion, and the winner as far as it is disclosed.

    Numbers are decimal strings; `names` are firms' names by application.
    """
    line = lot.line(application)
    hidden = reveals(lot, line, disclosed)
    winner = lot.line(lot.won[0]) if lot.won else None
    chosen = application in lot.won
    place = deciding(winner, line) if winner and not chosen else None
    return {
        "criteria": [_criterion(lot, line, at, hidden) for at in range(len(lot.criteria))],
        "total": None if hidden else str(line.total),
        "band": _total_band(lot, line) if hidden else None,
        "rank": line.rank,
        "of": len(lot.lines),
        "deciding": lot.criteria[place].name if place is not None else None,
        "winner": _winner(winner, names) if winner and disclosed and not chosen else None,
    }


def _criterion(lot: Lot, line: Line, place: int, hidden: bool) -> dict[str, Any]:
    criterion, score = lot.criteria[place], line.scores[place]
    banded = hidden and place == price_place(lot.criteria) and score is not None
    low, high = band(score) if banded and score is not None else (None, None)
    return {
        "name": criterion.name,
        "weight": str(criterion.weight),
        "score": None if banded or score is None else str(score),
        "band": [str(low), str(high)] if banded else None,
    }


def _total_band(lot: Lot, line: Line) -> list[str]:
    """The total with either end of the price's band in place of its score."""
    place = price_place(lot.criteria)
    score = line.scores[place] if place is not None else None
    if place is None or score is None:
        return [str(line.total), str(line.total)]
    rest = line.total - (line.points[place] or Decimal())
    weight = lot.criteria[place].weight
    return [str(rest + points(end, weight)) for end in band(score)]


def _winner(winner: Line, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": names[winner.application],
        "total": str(winner.total),
        "price": str(winner.price) if winner.price is not None else None,
    }
