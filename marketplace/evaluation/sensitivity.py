"""How firm an order is: for which weights of the price it holds, what each firm would have
needed, and which price stands out. Pure, in decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_UP, Decimal

from marketplace.evaluation.rules import (
    HUNDRED,
    INVERSE,
    LOW,
    STEP,
    Criterion,
    Line,
    judged_places,
    price_place,
)

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Hold:
    """The first stays first for any price weight from `low` to `high` per cent, the other weights
    keeping their proportions. `below` and `above` are the applications that lead beyond."""

    low: Decimal
    high: Decimal
    below: str | None = None
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """What would have brought a bid level with the first, all else as it is: so many points more
    on one of the criteria (`more`: place, how many of 100), or a price of at most `price`."""

    gap: Decimal
    more: tuple[tuple[int, Decimal], ...]
    price: Decimal | None


@dataclass(frozen=True, slots=True)
class Low:
    """The lowest price stands `below` per cent under the next; `unusual` from rules.LOW on."""

    application: str
    below: Decimal
    unusual: bool


def hold(criteria: Sequence[Criterion], lines: Sequence[Line]) -> Hold | None:
    """For which price weights the first line stays first.

    None without a price criterion and a judged one, while scores lack, where two share the first
    rank, or where rounding alone decides.
    """
    place, judged = price_place(criteria), judged_places(criteria)
    if place is None or not judged or len(lines) < 2 or lines[1].rank == 1:
        return None
    if any(score is None for line in lines for score in line.scores):
        return None
    price, rest = _of(lines[0], place), _judged(criteria, lines[0], judged)
    found = Hold(Decimal(0), HUNDRED)
    for line in lines[1:]:
        leads = rest - _judged(criteria, line, judged), price - _of(line, place)
        found = _narrowed(found, leads, line.application)
    low, high = found.low.quantize(TENTH, ROUND_CEILING), found.high.quantize(TENTH, ROUND_DOWN)
    return Hold(low, high, found.below, found.above) if low <= high else None


def _narrowed(found: Hold, leads: tuple[Decimal, Decimal], other: str) -> Hold:
    """The part of the range in which the first leads the other too.

    `leads` are those at a price weight of 0 and of 100 per cent; between them they run straight.
    """
    at_none, at_all = leads
    if at_none >= 0 and at_all >= 0:
        return found
    if at_none < 0 and at_all < 0:
        return Hold(HUNDRED, Decimal(0))
    edge = HUNDRED * at_none / (at_none - at_all)
    if at_all < 0:
        return Hold(found.low, edge, found.below, other) if edge < found.high else found
    return Hold(edge, found.high, other, found.above) if edge > found.low else found


def _of(line: Line, place: int) -> Decimal:
    return line.scores[place] or Decimal()


def _judged(criteria: Sequence[Criterion], line: Line, judged: Sequence[int]) -> Decimal:
    """The weighted mean of what is judged, 0 to 100, not rounded."""
    weights = sum((criteria[place].weight for place in judged), Decimal())
    return sum((criteria[p].weight * _of(line, p) for p in judged), Decimal()) / weights


def needed(
    criteria: Sequence[Criterion], formula: str, lines: Sequence[Line], line: Line
) -> Needed:
    """What would have brought the line level with the first of its lot."""
    gap = lines[0].total - line.total
    scores = {place: score for place, score in enumerate(line.scores) if score is not None}
    lifts = {place: _lift(gap, criteria[place]) for place in scores}
    able = [place for place in scores if scores[place] + lifts[place] <= HUNDRED]
    place = price_place(criteria)
    price = _price(formula, lines, scores[place] + lifts[place]) if place in able else None
    return Needed(gap, tuple((one, lifts[one]) for one in able if one != place), price)


def _lift(gap: Decimal, criterion: Criterion) -> Decimal:
    """Points of 100 on the criterion that make up for the gap."""
    return (gap * HUNDRED / criterion.weight).quantize(STEP, ROUND_UP)


def _price(formula: str, lines: Sequence[Line], score: Decimal) -> Decimal | None:
    """The highest price that gets the score; never below the lowest, which would move all."""
    lowest = min((line.price for line in lines if line.price is not None), default=None)
    if not lowest or not score:
        return None
    return INVERSE[formula](score, lowest).quantize(STEP, ROUND_DOWN)


def lowest_price(lines: Sequence[Line]) -> Low | None:
    """How far the lowest price stands below the next; None with fewer than two prices, or where
    two share the lowest."""
    prices = sorted((line.price, line.application) for line in lines if line.price is not None)
    if len(prices) < 2 or not prices[1][0] or prices[0][0] == prices[1][0]:
        return None
    (least, application), (following, _other) = prices[:2]
    below = HUNDRED * (following - least) / following
    return Low(application, below.quantize(TENTH, ROUND_DOWN), below >= LOW)
