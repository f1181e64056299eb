"""The fold: any order, duplicates and replays give the same; firms once; stocks by their last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.outcomes.fold import Cell, Item, Sum, fold
from marketplace.outcomes.periods import Calendar

CALENDAR = Calendar(10)
DIMENSIONS = ("sex", "region", "bso")
HOW = ("flow", "stock", "distinct", "excess")


@st.composite
def items(draw: st.DrawFn) -> Item:
    day = date(2025, 10, 1) + timedelta(days=draw(st.integers(0, 900)))
    number = draw(st.integers(0, 10_000_000))
    cut: dict[str, str | Sequence[str]] = {}
    if draw(st.booleans()):
        cut["sex"] = draw(st.sampled_from(["f", "m"]))
    cut["bso"] = draw(st.lists(st.sampled_from(["one", "two", "three"]), max_size=3))
    return Item(
        period=CALENDAR.quarter(day),
        measured_on=day,
        reported_on=day + timedelta(days=draw(st.integers(0, 90))),
        value=Decimal(draw(st.integers(-50, 200))) / 4,
        group=f"claim-{number % 7}",
        waiting=draw(st.booleans()),
        cut=cut,
        source=f"source/{number}",
    )


histories = st.lists(items(), max_size=25, unique_by=lambda one: one.source)


@given(histories, st.randoms(), st.sampled_from(HOW))
def test_the_order_of_entries_does_not_matter(
    history: list[Item], random: object, how: str
) -> None:
    mixed = list(history)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    floor = Decimal(30)
    assert fold(mixed, how, DIMENSIONS, floor) == fold(history, how, DIMENSIONS, floor)


@given(histories, st.sampled_from(HOW))
def test_a_dimension_of_single_buckets_sums_to_the_whole(history: list[Item], how: str) -> None:
    cells = fold(history, how, DIMENSIONS, Decimal(30))
    for period in {period for period, _, _ in cells}:
        whole = cells[period, "", ""]
        parts = _in(cells, period, "sex")
        if how == "distinct":
            assert whole.value <= sum(one.value for one in parts)
        else:
            assert whole.value == sum(one.value for one in parts)
            assert whole.waiting == sum(one.waiting for one in parts)
        assert whole.entries == sum(one.entries for one in parts)


@given(histories)
def test_flows_of_quarters_sum_to_years_and_to_the_whole(history: list[Item]) -> None:
    for how in ("flow", "excess"):
        cells = fold(history, how, (), Decimal(30))
        quarters = [one.value for (period, _, _), one in cells.items() if "-Q" in period]
        years = [one.value for (period, _, _), one in cells.items() if len(period) == 6]
        whole = cells[("all", "", "")].value if history else 0
        assert sum(quarters) == sum(years) == whole


@given(histories)
def test_under_each_intervention_a_value_counts_in_full(history: list[Item]) -> None:
    cells = fold(history, "flow", DIMENSIONS)
    for name in ("one", "two", "three"):
        wanted = sum(one.value for one in history if name in one.cut["bso"] and not one.waiting)
        assert cells.get(("all", "bso", name), Sum()).value == wanted


@given(histories)
def test_what_is_counted_once_never_exceeds_its_parts(history: list[Item]) -> None:
    cells = fold(history, "distinct", DIMENSIONS)
    for (period, dimension, _), one in cells.items():
        assert one.value in (0, 1)
        if dimension:
            assert one.value <= cells[period, "", ""].value


@given(histories)
def test_a_stock_is_that_of_its_last_report(history: list[Item]) -> None:
    settled = [one for one in history if not one.waiting]
    cells = fold(history, "stock", ())
    if settled:
        last = max(one.moment for one in settled)
        wanted = sum(one.value for one in settled if one.moment == last)
        assert cells["all", "", ""].value == wanted


@given(histories, st.integers(0, 400))
def test_sales_count_above_the_baseline_of_each_year(history: list[Item], floor: int) -> None:
    settled = [one for one in history if not one.waiting]
    cells = fold(history, "excess", (), Decimal(floor))
    for year in {one.period[:6] for one in settled}:
        sales = sum(one.value for one in settled if one.period.startswith(year))
        assert cells[year, "", ""].value == max(sales - floor, Decimal(0))


def test_unknown_stays_unknown() -> None:
    day = date(2026, 11, 2)
    one = Item("FY2027-Q1", day, day, Decimal(2), "claim")
    cells = fold([one], "flow", ("sex", "bso"))
    assert ("all", "sex", "unknown") in cells
    assert ("all", "bso", "none") in cells


def _in(cells: Mapping[Cell, Sum], period: str, dimension: str) -> list[Sum]:
    return [one for cell, one in cells.items() if cell[:2] == (period, dimension)]


@pytest.mark.parametrize(
    ("month", "day", "quarter"),
    [
        (10, date(2026, 10, 1), "FY2027-Q1"),
        (10, date(2026, 9, 30), "FY2026-Q4"),
        (1, date(2026, 12, 31), "2026-Q4"),
        (7, date(2026, 7, 1), "FY2027-Q1"),
    ],
)
def test_quarters(month: int, day: date, quarter: str) -> None:
    assert Calendar(month).quarter(day) == quarter


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from([1, 4, 7, 10, 11]))
def test_every_day_lies_in_its_quarter_and_year(day: date, month: int) -> None:
    calendar = Calendar(month)
    for code in (calendar.quarter(day), calendar.year(calendar.year_of(day))):
        span = calendar.span(code)
        assert span.starts <= day <= span.ends
        assert calendar.number(code) == calendar.year_of(day)
    assert calendar.quarter(day) in calendar.quarters(calendar.year(calendar.year_of(day)))


def test_what_people_and_programs_write_for_a_period() -> None:
    assert CALENDAR.read("fy2027-q1") == "FY2027-Q1"
    assert CALENDAR.read("2026-11-24") == "FY2027-Q1"
    assert CALENDAR.read("2026-Q4") == "FY2027-Q1"
    for wrong in ("2027", "FY2027-Q5", "soon", ""):
        with pytest.raises(ValueError):
            CALENDAR.read(wrong)
