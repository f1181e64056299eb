"""How firm an order is: what is said of it is true when it is tried."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.evaluation import rules, sensitivity
from marketplace.evaluation.rules import Bid, Criterion
from tests.support.evaluation import bids, criteria

formulas = st.sampled_from(sorted(rules.FORMULAS))


@given(formulas, st.data())
def test_the_first_stays_first_for_any_weight_in_the_range(
    formula: str, data: st.DataObject
) -> None:
    made = data.draw(criteria(judged=1, priced=True))
    lines = rules.ranked(made, formula, data.draw(bids(made, least=2)))
    found = sensitivity.hold(made, lines)
    assume(found is not None)
    assert found is not None
    assert 0 <= found.low <= found.high <= 100
    weight = data.draw(st.decimals(found.low, found.high, places=1))
    totals = [_exact(made, line, weight) for line in lines]
    assert totals[0] == max(totals)
    for edge, beyond, other in ((found.low, -1, found.below), (found.high, 1, found.above)):
        assert (other is None) == (edge == (0 if beyond < 0 else 100))
        if other is not None:
            past = edge + beyond * Decimal("0.1")
            line = next(line for line in lines if line.application == other)
            assert _exact(made, line, past) > _exact(made, lines[0], past)


def _exact(made: list[Criterion], line: rules.Line, weight: Decimal) -> Decimal:
    """The total with another price weight, the others in proportion, not rounded."""
    place = rules.price_place(made)
    judged = sum(one.weight for one in made if one.kind != rules.PRICE)
    total = Decimal()
    for at, (one, score) in enumerate(zip(made, line.scores, strict=True)):
        share = weight if at == place else one.weight * (100 - weight) / judged
        total += share * (score or Decimal()) / 100
    return round(total, 12)


@given(formulas, st.data())
def test_what_a_firm_would_have_needed_is_enough(formula: str, data: st.DataObject) -> None:
    made = data.draw(criteria())
    given_bids = data.draw(bids(made, least=2))
    lines = rules.ranked(made, formula, given_bids)
    last = lines[-1]
    found = sensitivity.needed(made, formula, lines, last)
    assert found.gap == lines[0].total - last.total
    bid = next(bid for bid in given_bids if bid.application == last.application)
    others = [one for one in given_bids if one is not bid]
    for place, more in found.more:
        raised = replace(bid, scores={**bid.scores, place: bid.scores[place] + more})
        assert _rank(made, formula, raised, others) == 1
    if found.price is not None:
        cheaper = replace(bid, price=found.price)
        assert found.price <= bid.price
        assert found.price >= rules.lowest_of(given_bids)
        assert _rank(made, formula, cheaper, others) == 1


def _rank(made: list[Criterion], formula: str, bid: Bid, others: list[Bid]) -> int:
    lines = rules.ranked(made, formula, [bid, *others])
    return next(line.rank for line in lines if line.application == bid.application)


def test_a_low_price_is_pointed_out_from_a_fifth_below_the_next() -> None:
    made = [Criterion("Price", Decimal(100), "price")]

    def found(*values: str) -> sensitivity.Low | None:
        given_bids = [Bid(f"a{n}", Decimal(value), {}) for n, value in enumerate(values)]
        return sensitivity.lowest_price(rules.ranked(made, "lowest-over-price", given_bids))

    assert found("100.00") is None
    assert found("100.00", "100.00") is None
    assert found("80.00", "100.00", "130.00") == sensitivity.Low("a0", Decimal("20.0"), True)
    assert found("100.00", "80.01") == sensitivity.Low("a1", Decimal("19.9"), False)
