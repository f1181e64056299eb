"""The forecast and the pace hold what their docstrings say."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from marketplace.insight.rules import LEAST, MOST, forecast, pace, standing

SUMS = st.floats(-1e4, 1e4, allow_nan=False)
SERIES = st.lists(SUMS, min_size=LEAST, max_size=20)


@given(SUMS, SERIES, st.integers(1, 20))
def test_the_interval_holds_its_middle(known: float, series: list[float], ahead: int) -> None:
    found = forecast(known, series, ahead)
    assert found is not None
    assert found.points == min(len(series), MOST)
    assert found.low <= found.value <= found.high
    assert math.isclose(found.value - found.low, found.high - found.value, abs_tol=1e-4)


@given(SUMS, st.lists(SUMS, max_size=LEAST - 1), st.integers(1, 20))
def test_too_few_quarters_give_none(known: float, series: list[float], ahead: int) -> None:
    assert forecast(known, series, ahead) is None


@given(SUMS, SERIES)
def test_nothing_ahead_is_what_is_known(known: float, series: list[float]) -> None:
    found = forecast(known, series, 0)
    assert found is not None
    assert found.low == found.value == found.high == known


@given(st.integers(-50, 50), st.integers(-9, 9), st.integers(LEAST, 8), st.integers(1, 8))
def test_a_straight_line_goes_on_without_doubt(
    first: int, slope: int, count: int, ahead: int
) -> None:
    line = [first + slope * place for place in range(count + ahead)]
    found = forecast(10, line[:count], ahead)
    assert found is not None
    for value in (found.low, found.value, found.high):
        assert math.isclose(value, 10 + sum(line[count:]), abs_tol=1e-6)


@given(SUMS, SERIES, st.integers(1, 12))
def test_further_ahead_is_less_sure(known: float, series: list[float], ahead: int) -> None:
    near, far = forecast(known, series, ahead), forecast(known, series, ahead + 1)
    assert near is not None
    assert far is not None
    assert far.high - far.low >= near.high - near.low - 1e-6


def test_the_textbook_interval() -> None:
    """Quarters 10, 12, 11, 15: slope 1.4, s² = 2.1; next 15.5 ± 1.886 · √(2.1 · 2.5)."""
    found = forecast(0, [10, 12, 11, 15], 1)
    assert found is not None
    assert math.isclose(found.value, 15.5)
    assert math.isclose(found.high - found.value, 1.886 * math.sqrt(2.1 * (1 + 0.25 + 6.25 / 5)))


@given(st.floats(1, 1e5), st.floats(0, 1e5), st.integers(1, 40))
def test_the_pace_reaches_the_target(target: float, known: float, left: int) -> None:
    needed = pace(target, known, left)
    assert needed is not None
    assert needed >= 0
    assert known + needed * left >= target - 1e-6


def test_no_quarter_left_has_no_pace() -> None:
    assert pace(10, 4, 0) is None
    assert pace(10, 10, 0) == 0


def test_how_a_target_stands() -> None:
    assert standing(5, None, None) == "unknown"
    assert standing(10, 10, 9) == "reached"
    assert [standing(1, 100, value) for value in (100, 95, 80)] == ["ahead", "near", "behind"]
