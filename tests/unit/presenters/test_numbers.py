"""Numbers and money in each language, as the design's notes ask."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.presenters.money import millions, money, money_range
from marketplace.presenters.numbers import number, percent, score, typed, weight

N = "\u00a0"


@pytest.mark.parametrize(
    ("value", "places", "en", "mk", "sq"),
    [
        (4200000, None, "4,200,000", "4.200.000", f"4{N}200{N}000"),
        ("-4.1", 1, "−4.1", "−4,1", "−4,1"),
        (Decimal("3871.50"), None, "3,871.5", "3.871,5", f"3{N}871,5"),
        (12, 1, "12.0", "12,0", "12,0"),
        (0, None, "0", "0", "0"),
        (None, None, "–", "–", "–"),
        (1e16, None, "10,000,000,000,000,000", "10.000.000.000.000.000", None),
    ],
)
def test_numbers(value: Any, places: int | None, en: str, mk: str, sq: str | None) -> None:
    assert number(value, "en", places) == en
    assert number(value, "mk", places) == mk
    assert sq is None or number(value, "sq", places) == sq


def test_shares_are_per_cent() -> None:
    assert [percent(0.055, language) for language in ("en", "mk", "sq")] == [
        "5.5%",
        f"5,5{N}%",
        "5,5%",
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "en", "mk", "sq"),
    [
        ("4200000.00", "MKD", f"MKD{N}4,200,000", f"4.200.000{N}ден.", f"4{N}200{N}000{N}MKD"),
        ("4200000.49", "MKD", f"MKD{N}4,200,000", f"4.200.000{N}ден.", f"4{N}200{N}000{N}MKD"),
        ("1250.5", "EUR", f"EUR{N}1,250.50", f"1.250,50{N}EUR", f"1{N}250,50{N}EUR"),
        (None, "MKD", "–", "–", "–"),
    ],
)
def test_money(amount: str | None, currency: str, en: str, mk: str, sq: str) -> None:
    assert [money(amount, currency, language) for language in ("en", "mk", "sq")] == [en, mk, sq]


def test_unit_prices_have_deni() -> None:
    assert money("12.5", "MKD", "en", places=2) == f"MKD{N}12.50"


def test_ranges_in_millions_for_summaries() -> None:
    ends = ("18000000", "22500000")
    assert millions(*ends, "MKD", "en") == f"MKD{N}18.0–22.5{N}m"
    assert millions(*ends, "MKD", "mk") == f"18,0–22,5{N}мил.{N}ден."
    assert millions(*ends, "MKD", "sq") == f"18,0–22,5{N}mln{N}MKD"
    assert millions("32000", "45000", "MKD", "en") == f"MKD{N}32,000–45,000"


def test_an_open_end_is_said() -> None:
    assert money_range("31000", None, "MKD", "en") == f"from MKD{N}31,000"
    assert money_range(None, "31000", "MKD", "mk") == f"до 31.000{N}ден."
    assert money_range(None, None, "MKD", "en") == "–"


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("en", "240,000", "240000"),
        ("en", "1,234.5", "1234.5"),
        ("en", "240.5", "240.5"),
        ("mk", "240.000", "240000"),
        ("mk", "1,5", "1.5"),
        ("mk", "1.5", "1.5"),
        ("mk", "1.234.567,5", "1234567.5"),
        ("sq", "240 000,5", "240000.5"),
        ("en", "−4", "-4"),
        ("en", "many", "many"),
        ("en", "", ""),
        ("en", "NaN", "NaN"),
    ],
)
def test_what_people_type(language: str, text: str, plain: str) -> None:
    assert typed(text, language) == plain


@given(
    st.decimals(-(10**12), 10**12, places=2, allow_nan=False), st.sampled_from(["en", "mk", "sq"])
)
def test_what_is_written_can_be_typed(value: Decimal, language: str) -> None:
    assert Decimal(typed(number(value, language), language)) == value


def test_scores_and_weights() -> None:
    assert (score(0.914), weight(0.24), weight(-0.03)) == ("91", "+24", "−3")
