"""Cursors survive the way to the client and back, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cursor import Position, digest, read, write
from search.query import InvalidCursor, Query, Sort

positions = st.builds(
    Position,
    part=st.sampled_from(["number", "pool", "rest"]),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    tie=st.integers(0, 2**63 - 1),
    typos=st.lists(st.booleans(), max_size=12).map(tuple),
)


@given(positions)
def test_a_position_comes_back_exactly(position: Position) -> None:
    assert read(write(position, "abc"), "abc") == position


@given(st.text(max_size=80))
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursor):
        read(text, "abc")


def test_no_cursor_is_the_beginning() -> None:
    assert read(None, "abc") is None


QUERY = Query("steel", filters={"region": ("East", "Polog")})


@pytest.mark.parametrize(
    "other",
    [
        replace(QUERY, text="metal"),
        replace(QUERY, filters={}),
        replace(QUERY, ranges={"closes": (1, None)}),
        replace(QUERY, sort=Sort("closes")),
    ],
    ids=repr,
)
def test_a_cursor_is_bound_to_what_selects_and_orders(other: Query) -> None:
    cursor = write(Position("pool", 1.0, 5, ()), digest("needs-v1", QUERY))
    with pytest.raises(InvalidCursor):
        read(cursor, digest("needs-v1", other))


def test_page_size_facets_and_order_of_filters_do_not_matter() -> None:
    same = replace(QUERY, limit=5, facets=("region",), filters={"region": ("Polog", "East")})
    assert digest("needs-v1", same) == digest("needs-v1", QUERY)
