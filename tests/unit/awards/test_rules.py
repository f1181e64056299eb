"""Whose number a file gives, and what of a row can be kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.awards import rules
from marketplace.ports import AwardLine

CELLS = {
    "award_id": "1",
    "buyer": "Buyer",
    "buyer_id": "506579425",
    "buyer_scheme": "",
    "supplier": "Supplier",
    "supplier_id": "501445226",
    "supplier_scheme": "",
    "supplier_place": "",
    "title": "Lifts",
    "country": "PT",
    "source": "",
    "cpv": "",
    "cpv_label": "",
    "category": "",
    "region": "",
    "municipality": "",
    "value": "",
    "currency": "",
}


def kept(**changes: str) -> Any:
    return rules.row_of(AwardLine(2, CELLS | changes, "2024-01-05"), "MK")


@pytest.mark.parametrize(
    ("scheme", "value", "country", "expected"),
    [
        ("", "506579425", "PT", ("PT-TAX", "506579425")),
        ("", "9990000000011", "MK", (rules.EDB, "9990000000011")),
        ("", "МК9990000000011", "MK", (rules.EDB, "9990000000011")),
        ("", "6000001", "MK", (rules.EMBS, "6000001")),
        ("", "12345", "MK", ("MK-TAX", "12345")),
        ("MK-CR", "6000001", "PT", (rules.EMBS, "6000001")),
        ("HU-AFA", "77", "MK", ("HU-AFA", "77")),
        ("", "name:vardar motors", "MK", ("MK-NAME", "vardar motors")),
    ],
)
def test_an_identifier_has_one_spelling(
    scheme: str, value: str, country: str, expected: tuple[str, str]
) -> None:
    assert rules.identifier(scheme, value, country) == expected


@given(st.text(min_size=1, max_size=300))
def test_a_value_fits_its_column_and_long_ones_stay_apart(value: str) -> None:
    assert len(rules.fitting(value)) <= rules.LONGEST_NUMBER
    assert rules.fitting(value + "a" * 80) != rules.fitting(value + "b" * 80)


@given(st.text(max_size=60))
def test_tidy_text_is_one_printable_line_and_stays_so(text: str) -> None:
    tidied = rules.tidy(text)
    assert not {"\n", "\t", "\0"} & set(tidied)
    assert rules.tidy(tidied) == tidied


def test_what_the_tables_cannot_hold_is_a_fault() -> None:
    assert "award_id longer" in kept(award_id="1" * 121)
    assert "title longer" in kept(title="t" * 2_001)
    assert "not an amount" in kept(value="1e300")


def test_a_row_keeps_what_it_says_and_no_more() -> None:
    row = kept(value="1843.2", currency="euro", cpv_label="x" * 400, country="Portugal")
    assert (row.kept["value"], row.kept["currency"], row.kept["category"]) == (
        "1843.20",
        None,
        None,
    )
    assert (len(row.kept["cpv_label"]), row.kept["country"]) == (300, "MK")


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert kept(supplier="n" * 250).supplier.name == "n" * 199 + "…"


def test_the_register_tells_a_foreign_party_country() -> None:
    assert kept(supplier_scheme="HU-AFA").supplier.country == "HU"
    assert kept().supplier.country == "PT"
