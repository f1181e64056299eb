"""Pure arithmetic of an evaluation, in decimals. The formulas and their sources stand in
docs/evaluation.md; every figure is rounded half up to two places before it is used further, so
that what is shown adds up to its total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from marketplace.needs.rules import complete

HUNDRED = Decimal(100)
STEP = Decimal("0.01")
PRICE = "price"
LOW = Decimal(20)
"""Per cent below the next price from which a price is pointed out as unusually low."""

Scores = Mapping[int, Decimal]
"""Scores from 0 to 100 by the criterion's place."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged; `weight` is per cent."""

    name: str
    weight: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
class Bid:
    """What one application offers for one lot, and how it was scored on what is judged."""

    application: str
    price: Decimal | None
    scores: Scores


@dataclass(frozen=True, slots=True)
class Line:
    """A bid with its arithmetic: `scores` and `points` by criterion, None where nobody scored;
    `total` is the sum of the points; `rank` counts from 1, equal totals share it."""

    application: str
    price: Decimal | None
    scores: tuple[Decimal | None, ...]
    points: tuple[Decimal | None, ...]
    total: Decimal
    rank: int


def rounded(value: Decimal) -> Decimal:
    """Two places, half up."""
    return value.quantize(STEP, ROUND_HALF_UP)


def criteria_of(content: Mapping[str, Any]) -> list[Criterion]:
    """The criteria of a need's content, their kinds as needs.rules.complete tells them."""
    return [
        Criterion(one["name"], Decimal(str(one["weight"])), one["kind"])
        for one in complete(content)["criteria"]
    ]


def over_lowest(price: Decimal, lowest: Decimal) -> Decimal:
    """100 × lowest price / price."""
    return HUNDRED * lowest / price if price else HUNDRED


def to_double(price: Decimal, lowest: Decimal) -> Decimal:
    """100 at the lowest price, falling in a straight line to 0 at twice that price."""
    if not lowest:
        return Decimal(0) if price else HUNDRED
    return max(HUNDRED * (2 * lowest - price) / lowest, Decimal(0))


FORMULAS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "lowest-over-price": over_lowest,
    "linear-to-double": to_double,
}
"""(price, lowest valid price) -> score from 0 to 100."""
INVERSE: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "lowest-over-price": lambda score, lowest: HUNDRED * lowest / score,
    "linear-to-double": lambda score, lowest: lowest * (2 * HUNDRED - score) / HUNDRED,
}
"""(score, lowest valid price) -> the price that gets it; for scores over 0."""


def price_score(formula: str, price: Decimal, lowest: Decimal) -> Decimal:
    """The price criterion's score, 0 to 100, two places. `price` is at least `lowest`."""
    return rounded(FORMULAS[formula](price, lowest))


def points(score: Decimal, weight: Decimal) -> Decimal:
    """What a score gives to the total, two places."""
    return rounded(score * weight / HUNDRED)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The mean of evaluators' scores, two places; of at least one."""
    return rounded(sum(values, Decimal()) / len(values))


def lowest_of(bids: Sequence[Bid]) -> Decimal | None:
    """The lowest valid price: of all bids that are still in, None without any."""
    return min((bid.price for bid in bids if bid.price is not None), default=None)


def ranked(criteria: Sequence[Criterion], formula: str, bids: Sequence[Bid]) -> list[Line]:
    """The bids of one lot by total, the best first; of equal totals, in order of application."""
    lowest = lowest_of(bids)
    worked = [_line(criteria, formula, bid, lowest) for bid in bids]
    totals = [total for _bid, _scores, _points, total in worked]
    lines = [
        Line(bid.application, bid.price, scores, gives, total, 1 + sum(t > total for t in totals))
        for bid, scores, gives, total in worked
    ]
    return sorted(lines, key=lambda line: (line.rank, line.application))


def _line(
    criteria: Sequence[Criterion], formula: str, bid: Bid, lowest: Decimal | None
) -> tuple[Bid, tuple[Decimal | None, ...], tuple[Decimal | None, ...], Decimal]:
    scores = tuple(
        _score(place, criterion, formula, bid, lowest) for place, criterion in enumerate(criteria)
    )
    gives = tuple(
        None if score is None else points(score, criterion.weight)
        for score, criterion in zip(scores, criteria, strict=True)
    )
    return bid, scores, gives, sum((one for one in gives if one is not None), Decimal("0.00"))


def _score(
    place: int, criterion: Criterion, formula: str, bid: Bid, lowest: Decimal | None
) -> Decimal | None:
    if criterion.kind != PRICE:
        return bid.scores.get(place)
    if bid.price is None or lowest is None:
        return None
    return price_score(formula, bid.price, lowest)


def deciding(winner: Line, other: Line) -> int | None:
    """The criterion on which the winner's points lead most, the first of equals; None where it
    leads on none."""
    leads = [
        (won or Decimal()) - (own or Decimal())
        for won, own in zip(winner.points, other.points, strict=True)
    ]
    most = max(leads, default=Decimal())
    return leads.index(most) if most > 0 else None


def judged_places(criteria: Sequence[Criterion]) -> list[int]:
    """Places of the criteria that people score."""
    return [place for place, one in enumerate(criteria) if one.kind != PRICE]


def price_place(criteria: Sequence[Criterion]) -> int | None:
    """The place of the price criterion, None where price does not count."""
    return next((place for place, one in enumerate(criteria) if one.kind == PRICE), None)


def is_score(value: Decimal) -> bool:
    """Whether a value can be a score: 0 to 100, at most two places."""
    return value.is_finite() and 0 <= value <= HUNDRED and value == rounded(value)
