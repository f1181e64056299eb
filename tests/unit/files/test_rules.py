"""Names and types of uploads."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.files.rules import ENDINGS, LONGEST_NAME, clean_name, sniff


@given(name=st.text(max_size=300), media_type=st.sampled_from(list(ENDINGS)))
def test_a_name_is_short_flat_and_ends_as_its_type(name: str, media_type: str) -> None:
    cleaned = clean_name(name, media_type)
    assert len(cleaned) <= LONGEST_NAME
    assert cleaned.endswith(f".{ENDINGS[media_type]}")
    assert not set("/\\") & set(cleaned)
    assert all(unicodedata.category(char)[0] != "C" for char in cleaned)
    assert cleaned.rpartition(".")[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 20, "image/jpeg"),
        (b"GIF89a" + b"\0" * 20, None),
        (b"PK\x03\x04" + b"\0" * 60, None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_only_what_is_taken_has_a_type(content: bytes, expected: str | None) -> None:
    assert sniff(content) == expected
