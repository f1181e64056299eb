"""OCDS documents out of plain values: what is left out, how releases merge, what a package is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.ocds import (
    Publisher,
    compiled,
    parts,
    record,
    record_package,
    release_package,
    releases,
    update,
)

PUBLISHER = Publisher("Programme", "https://market.example")
BUYER = parts.party("MK-CR-1", "Buyer", ["buyer"])


def made(id_: str, day: int, **sections: Any) -> dict[str, Any]:
    """A release of day `day`."""
    at = str(parts.moment(datetime(2027, 1, day, 9, 30, tzinfo=UTC)))
    return releases.release(
        "ocds-1-N", id_, at, ["tender"], parts.reference(BUYER), [BUYER], "en", **sections
    )


leaves = st.one_of(st.integers(), st.text(min_size=1, max_size=4), st.booleans())
names = st.sampled_from("abcd")
objects = st.recursive(
    st.dictionaries(names, leaves, max_size=3),
    lambda inner: st.dictionaries(names, st.one_of(leaves, inner), max_size=3),
    max_leaves=8,
)


def bare(value: Any) -> Any:
    """Without empty objects, which no release of ours has."""
    if not isinstance(value, dict):
        return value
    inner = {name: bare(one) for name, one in value.items()}
    return {name: one for name, one in inner.items() if one != {}}


@settings(deadline=None)
@given(st.lists(objects.map(bare), min_size=1, max_size=5))
def test_updates_merge_into_what_the_object_is_at_the_end(versions: list[dict[str, Any]]) -> None:
    told = [made("1", 1, tender={"id": "T"} | versions[0])]
    for number, (before, after) in enumerate(pairwise(versions), 2):
        said = update({"id": "T"} | before, {"id": "T"} | after)
        told.append(made(str(number), number, tender=said))
    assert bare(compiled(told)["tender"]) == {"id": "T"} | versions[-1]


def test_lists_of_things_with_ids_are_merged_by_id_others_replaced() -> None:
    first = made(
        "1", 1, tender={"id": "T", "items": [{"id": "1", "quantity": 1}], "methods": ["a", "b"]}
    )
    second = made(
        "2",
        2,
        tender={"id": "T", "items": [{"id": "2"}, {"id": "1", "quantity": 5}], "methods": ["c"]},
    )
    now = compiled([first, second])
    assert now["tender"]["items"] == [{"id": "1", "quantity": 5}, {"id": "2"}]
    assert now["tender"]["methods"] == ["c"]
    assert (now["tag"], now["date"], now["id"]) == (
        ["compiled"],
        "2027-01-02T09:30:00Z",
        "ocds-1-N-2027-01-02T09:30:00Z",
    )


def test_an_emptied_object_is_valid_for_the_schema_and_forgotten_by_the_merge() -> None:
    """The schema takes null for a value's amount, and not for the value."""
    told = update({"value": parts.value("5.00", "MKD"), "lots": [{"id": "1"}]}, {})
    assert told == {"value": {"amount": None, "currency": None}, "lots": []}
    first = made("1", 1, tender={"id": "T", "value": parts.value("5.00", "MKD")})
    assert compiled([first, made("2", 2, tender=told)])["tender"] == {"id": "T"}


def test_what_is_not_known_is_left_out() -> None:
    assert parts.item("1", "Brackets") == {"id": "1", "description": "Brackets"}
    assert parts.period(None, None) is None
    assert parts.value(None, "MKD") is None
    assert parts.value(Decimal("0.00"), "MKD") == {"currency": "MKD", "amount": 0}


@settings(deadline=None)
@given(st.decimals("-1e13", "1e13", places=2))
def test_amounts_read_back_as_they_were(amount: Decimal) -> None:
    assert Decimal(repr(parts.number(amount))) == amount


def test_days_and_moments() -> None:
    assert parts.first_of(date(2027, 3, 1)) == "2027-03-01T00:00:00Z"
    assert parts.end_of(date(2027, 3, 1)) == "2027-03-01T23:59:59Z"
    assert parts.moment(datetime(2027, 3, 1, 9, 0, 0, 5, UTC)) == "2027-03-01T09:00:00Z"


@pytest.mark.parametrize(
    ("cpv", "category"),
    [
        ("44316500-3", "goods"),
        ("45262680-1", "works"),
        ("48000000-8", "goods"),
        ("50110000-9", "services"),
        (None, None),
    ],
)
def test_the_division_of_a_cpv_code_tells_the_category(
    cpv: str | None, category: str | None
) -> None:
    assert releases.category(cpv) == category


def test_packages_carry_the_date_of_their_newest_release() -> None:
    told = [made("1", 1), made("2", 3)]
    for package in (
        release_package(PUBLISHER, "x.json", told),
        record_package(PUBLISHER, "x.json", [record(told)]),
    ):
        assert package["publishedDate"] == "2027-01-03T09:30:00Z"
        assert package["uri"] == "https://market.example/x.json"
        assert package["version"] == "1.1"


def test_the_standard_has_no_empty_package() -> None:
    for make in (release_package, record_package):
        with pytest.raises(ValueError, match="at least one"):
            make(PUBLISHER, "x.json", [])
