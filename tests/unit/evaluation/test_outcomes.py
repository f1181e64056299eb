"""What a firm is told of its evaluation: enough to learn from, nothing that is another's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marketplace.evaluation import outcomes, rules
from tests.support.evaluation import bids, criteria

formulas = st.sampled_from(sorted(rules.FORMULAS))


@st.composite
def lots(draw: st.DrawFn) -> outcomes.Lot:
    """A lot with at least two bids and a price criterion, given to the first or the second."""
    made = draw(criteria(priced=True))
    lines = rules.ranked(made, draw(formulas), draw(bids(made, least=2)))
    return outcomes.Lot(made, lines, [lines[draw(st.integers(0, 1))].application])


def told(lot: outcomes.Lot, line: rules.Line, disclosed: bool = False) -> dict[str, Any]:
    names = {one.application: f"Firm {one.application}" for one in lot.lines}
    return outcomes.told(lot, line.application, disclosed, names)


@given(lots())
def test_own_scores_rank_and_the_deciding_criterion_are_always_told(lot: outcomes.Lot) -> None:
    for line in lot.lines:
        found = told(lot, line)
        assert (found["rank"], found["of"]) == (line.rank, len(lot.lines))
        for place in rules.judged_places(lot.criteria):
            assert found["criteria"][place]["score"] == str(line.scores[place])
        winner = lot.line(lot.won[0])
        if line.total < winner.total:
            assert found["deciding"] is not None


@given(lots())
def test_nothing_of_another_is_told_unless_disclosed(lot: outcomes.Lot) -> None:
    for line in lot.lines:
        assert told(lot, line)["winner"] is None
        winner = told(lot, line, disclosed=True)["winner"]
        assert (winner is None) == (line.application in lot.won)


@given(lots())
def test_a_price_score_that_reveals_the_lowest_price_is_a_band(lot: outcomes.Lot) -> None:
    place = rules.price_place(lot.criteria)
    assert place is not None
    lowest = min(line.price for line in lot.lines if line.price is not None)
    for line in lot.lines:
        found = told(lot, line)
        own = found["criteria"][place]
        if line.price == lowest:
            assert own["score"] == str(line.scores[place])
            assert found["total"] == str(line.total)
            continue
        assert own["score"] is found["total"] is None
        low, high = map(Decimal, own["band"])
        assert high - low == 10
        score = line.scores[place]
        assert score is not None
        assert low <= score <= high
        least, most = map(Decimal, found["band"])
        assert least <= line.total <= most


@given(lots(), st.decimals(0, 10, places=2))
def test_within_a_band_every_price_is_told_alike(lot: outcomes.Lot, part: Decimal) -> None:
    place = rules.price_place(lot.criteria)
    assert place is not None
    for line in lot.lines:
        found = told(lot, line)
        if found["total"] is not None:
            continue
        low, high = map(Decimal, found["criteria"][place]["band"])
        other = _scored(lot, line, place, min(low + part, high - Decimal("0.01")))
        lines = [other if one is line else one for one in lot.lines]
        if line.application not in lot.won:
            again = told(outcomes.Lot(lot.criteria, lines, lot.won), other)
            assert {**again, "deciding": None} == {**found, "deciding": None}


def _scored(lot: outcomes.Lot, line: rules.Line, place: int, score: Decimal) -> rules.Line:
    """The line with another price score, its rank as it was."""
    gives = rules.points(score, lot.criteria[place].weight)
    total = line.total - (line.points[place] or Decimal()) + gives
    scores = (*line.scores[:place], score, *line.scores[place + 1 :])
    points = (*line.points[:place], gives, *line.points[place + 1 :])
    return replace(line, scores=scores, points=points, total=total)


@given(lots())
def test_the_winners_own_lowest_price_hides_nothing_once_disclosed(lot: outcomes.Lot) -> None:
    lowest = min(line.price for line in lot.lines if line.price is not None)
    for line in lot.lines:
        if lot.line(lot.won[0]).price == lowest:
            assert told(lot, line, disclosed=True)["total"] == str(line.total)
