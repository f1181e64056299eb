"""Size classes: the laws' boundaries, monotone, and silent where figures are missing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.profiles.sizes import CLASSES, Figures, eu, in_euro, mk, years

amounts = st.none() | st.decimals(0, 200_000_000, places=2)
figures = st.builds(
    Figures, st.just(2025), st.none() | st.integers(0, 400), turnover=amounts, assets=amounts
)
known = st.builds(
    Figures,
    st.just(2025),
    st.integers(0, 400),
    turnover=st.decimals(0, 200_000_000, places=2),
    assets=st.decimals(0, 200_000_000, places=2),
)


def of(staff: int | None, turnover: float | None = None, assets: float | None = None) -> Figures:
    """Figures in millions of euro."""
    millions = [None if n is None else Decimal(str(n)) * 1_000_000 for n in (turnover, assets)]
    return Figures(2025, staff, *millions)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (of(9, 0.05, 0.1), "micro"),
        (of(9, 0.050001, 0.1), "small"),
        (of(10, 0.05, 0.1), "small"),
        (of(49, 1.9, 50), "small"),
        (of(200, 1.9, 1.9), "small"),
        (of(50, 2, 1.9), "medium"),
        (of(249, 9.99, 50), "medium"),
        (of(249, 50, 10.99), "medium"),
        (of(249, 10, 11), "large"),
        (of(250, 1.9, 1.9), "small"),
        (of(250, 9, 9), "large"),
        (of(8, 0.3), "small"),
        (of(8), None),
        (of(60, 5), "medium"),
        (of(None, 0.01, 0.01), None),
        (of(None, 90, 90), "large"),
    ],
)
def test_macedonian_classes(one: Figures, expected: str | None) -> None:
    assert mk(one) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (of(9, 2, 90), "micro"),
        (of(9, 90, 2), "micro"),
        (of(9, 2.01, 2.01), "small"),
        (of(10, 1, 1), "small"),
        (of(49, 10, 90), "small"),
        (of(50, 1, 1), "medium"),
        (of(249, 50, 90), "medium"),
        (of(249, 90, 43), "medium"),
        (of(249, 50.01, 43.01), "large"),
        (of(250, 1, 1), "large"),
        (of(250), "large"),
        (of(8, 0.3), "micro"),
        (of(8, 3), None),
        (of(None, 90, 90), "large"),
    ],
)
def test_european_classes(one: Figures, expected: str | None) -> None:
    assert eu(one) == expected


@pytest.mark.parametrize("classify", [mk, eu])
@given(one=known, more=known)
def test_more_of_anything_is_never_a_smaller_class(classify, one: Figures, more: Figures) -> None:
    bigger = Figures(
        2025, one.staff + more.staff, one.turnover + more.turnover, one.assets + more.assets
    )
    assert CLASSES.index(classify(bigger)) >= CLASSES.index(classify(one))


@pytest.mark.parametrize("classify", [mk, eu])
@given(one=figures, filled=known)
def test_a_class_that_is_told_stands_whatever_the_missing_figures_are(
    classify, one: Figures, filled: Figures
) -> None:
    told = classify(one)
    whole = replace(
        one,
        **{
            name: getattr(filled, name)
            for name in ("staff", "turnover", "assets")
            if getattr(one, name) is None
        },
    )
    assert told is None or classify(whole) == told


@given(one=known)
def test_known_figures_always_have_a_class(one: Figures) -> None:
    assert mk(one) in CLASSES
    assert eu(one) in CLASSES


def test_denars_are_converted_and_other_currencies_are_not_known() -> None:
    assert in_euro("123000000", "MKD") == 2_000_000
    assert in_euro("5.50", "EUR") == Decimal("5.50")
    assert in_euro("5", "USD") is None
    assert in_euro(None, "MKD") is None


def test_present_staff_stands_in_for_the_newest_year_alone() -> None:
    rows = [
        {"year": 2023, "amount": "10", "currency": "EUR"},
        {"year": 2025, "amount": "30", "currency": "EUR"},
        {"year": 2024, "amount": "20", "currency": "EUR", "staff": 7},
    ]
    assert [(one.year, one.staff) for one in years(12, rows)] == [
        (2025, 12),
        (2024, 7),
        (2023, None),
    ]
    assert years(None, []) == []
    assert [one.year for one in years(3, [])] == [None]
