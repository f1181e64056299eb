"""Criteria and bids for the arithmetic of evaluations, and scenes in which needs are evaluated."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from marketplace.evaluation.rules import PRICE, Bid, Criterion, judged_places

scores = st.decimals(0, 100, places=2, allow_nan=False)
prices = st.decimals("0.01", 100_000, places=2, allow_nan=False)


@st.composite
def criteria(draw: st.DrawFn, judged: int = 0, priced: bool | None = None) -> list[Criterion]:
    """One to six criteria whose weights sum to 100; at least so many that people judge, and one
    of the price, none, or either."""
    with_price = draw(st.booleans()) if priced is None else priced
    others = draw(st.integers(max(judged, 0 if with_price else 1), 5))
    count = others + with_price
    cuts = sorted(draw(st.sets(st.integers(1, 999), min_size=count - 1, max_size=count - 1)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
    kinds = draw(st.permutations([PRICE] * with_price + ["quality"] * others))
    return [
        Criterion(f"Criterion {place}", Decimal(weight) / 10, kind)
        for place, (weight, kind) in enumerate(zip(weights, kinds, strict=True))
    ]


@st.composite
def bids(draw: st.DrawFn, made: list[Criterion], least: int = 1) -> list[Bid]:
    """Up to six bids that are all scored."""
    return [
        Bid(f"a{number}", draw(prices), {place: draw(scores) for place in judged_places(made)})
        for number in range(draw(st.integers(least, 6)))
    ]
