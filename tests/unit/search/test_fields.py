"""Encodings inside an index."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.fields import pack_id, tie, unpack_id

ids = st.uuids().map(str) | st.text(max_size=40) | st.uuids().map(lambda u: u.hex)


@given(ids)
def test_ids_come_back_or_are_left_to_the_stored_document(id: str) -> None:
    parts = pack_id(id)
    assert all(0 <= part < 2**64 for part in parts)
    assert unpack_id(*parts) in (id, None)


@given(st.uuids().map(str) | st.text("abcAZ09-/", min_size=1, max_size=16))
def test_uuids_and_short_texts_are_packed(id: str) -> None:
    assert unpack_id(*pack_id(id)) == id


@given(ids)
def test_ties_fit_a_signed_long(id: str) -> None:
    assert 0 <= tie(id) < 2**63
    assert tie(id) == tie(id)


def test_ties_spread() -> None:
    assert len({tie(f"need-{n}") for n in range(10_000)}) == 10_000
