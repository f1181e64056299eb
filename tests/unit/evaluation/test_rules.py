"""The arithmetic of an evaluation, as properties of any criteria and bids."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from marketplace.evaluation import rules
from marketplace.evaluation.rules import Bid, Criterion
from tests.support.evaluation import bids, criteria, prices, scores

HUNDRED = Decimal(100)
formulas = st.sampled_from(sorted(rules.FORMULAS))


@given(criteria())
def test_weights_sum_to_100_and_full_marks_give_100(made: list[Criterion]) -> None:
    assert sum(one.weight for one in made) == 100
    full = Bid("a", Decimal(10), dict.fromkeys(rules.judged_places(made), HUNDRED))
    [line] = rules.ranked(made, "lowest-over-price", [full])
    assert line.total == 100
    assert line.rank == 1


@given(formulas, st.data())
def test_the_total_is_the_sum_of_what_is_shown(formula: str, data: st.DataObject) -> None:
    made = data.draw(criteria())
    for line in rules.ranked(made, formula, data.draw(bids(made))):
        assert line.total == sum(one for one in line.points if one is not None)
        assert 0 <= line.total <= 100 + Decimal("0.01") * len(made)
        assert all(one is None or rules.is_score(one) for one in line.scores)


@given(formulas, st.data())
def test_more_on_one_score_never_loses_a_place(formula: str, data: st.DataObject) -> None:
    made = data.draw(criteria(judged=1))
    given_bids = data.draw(bids(made))
    place = data.draw(st.sampled_from(rules.judged_places(made)))
    one, more = given_bids[0], data.draw(scores)
    raised = replace(one, scores={**one.scores, place: max(more, one.scores[place])})
    before = _line(rules.ranked(made, formula, given_bids), one.application)
    after = _line(rules.ranked(made, formula, [raised, *given_bids[1:]]), one.application)
    assert after.total >= before.total
    assert after.rank <= before.rank


@given(formulas, prices, prices, prices)
def test_a_lower_price_never_scores_less(formula: str, a: Decimal, b: Decimal, c: Decimal) -> None:
    lowest, low, high = sorted([a, b, c])
    cheap, dear = (rules.price_score(formula, price, lowest) for price in (low, high))
    assert 0 <= dear <= cheap <= 100
    assert rules.price_score(formula, lowest, lowest) == 100


@given(formulas, prices, prices, st.integers(1, 1000))
def test_price_scores_do_not_depend_on_the_unit(
    formula: str, a: Decimal, b: Decimal, factor: int
) -> None:
    low, high = sorted([a, b])
    one = rules.price_score(formula, high, low)
    assert rules.price_score(formula, high * factor, low * factor) == one


@given(formulas, st.data())
def test_ranks_follow_totals_and_equal_totals_share_one(formula: str, data: st.DataObject) -> None:
    made = data.draw(criteria())
    lines = rules.ranked(made, formula, data.draw(bids(made)))
    assert lines[0].rank == 1
    for before, after in pairwise(lines):
        assert before.total >= after.total
        assert (before.rank == after.rank) == (before.total == after.total)
    for line in lines:
        assert line.rank == 1 + sum(other.total > line.total for other in lines)


@given(formulas, st.data())
def test_the_order_in_which_bids_came_changes_nothing(formula: str, data: st.DataObject) -> None:
    made = data.draw(criteria())
    given_bids = data.draw(bids(made))
    mixed = data.draw(st.permutations(given_bids))
    assert rules.ranked(made, formula, mixed) == rules.ranked(made, formula, given_bids)


@given(formulas, st.data())
def test_the_deciding_criterion_is_where_the_winner_leads_most(
    formula: str, data: st.DataObject
) -> None:
    made = data.draw(criteria())
    lines = rules.ranked(made, formula, data.draw(bids(made)))
    first, last = lines[0], lines[-1]
    place = rules.deciding(first, last)
    leads = [(a or 0) - (b or 0) for a, b in zip(first.points, last.points, strict=True)]
    assert (place is None) == (max(leads, default=0) <= 0)
    if place is not None:
        assert leads[place] == max(leads)


@given(st.lists(scores, min_size=1, max_size=6))
def test_a_mean_lies_between_the_scores_that_it_is_of(values: list[Decimal]) -> None:
    found = rules.mean(values)
    assert min(values) <= found <= max(values)
    assert rules.is_score(found)


def test_an_example_as_the_documentation_works_it_out() -> None:
    made = [
        Criterion("Price", Decimal(40), "price"),
        Criterion("Quality", Decimal(25), "quality"),
        Criterion("Delivery", Decimal(20), "delivery"),
        Criterion("Local", Decimal(15), "local"),
    ]
    dear = Bid("limkov", Decimal("67.90"), _scored(80, 95, 90))
    cheap = Bid("sharra", Decimal("62.40"), _scored(95, 70, 60))
    first, second = rules.ranked(made, "lowest-over-price", [cheap, dear])
    assert first.application == "limkov"
    assert first.scores[0] == Decimal("91.90")
    assert first.points == tuple(map(Decimal, ("36.76", "20.00", "19.00", "13.50")))
    assert (first.total, second.total) == (Decimal("89.26"), Decimal("86.75"))
    assert rules.deciding(first, second) == 2


def _scored(*values: int) -> dict[int, Decimal]:
    return {place: Decimal(value) for place, value in enumerate(values, 1)}


def _line(lines: list[rules.Line], application: str) -> rules.Line:
    return next(line for line in lines if line.application == application)
