"""From flat names to nested data and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.flatten import flatten, unflatten

KEYS = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
TEXTS = st.text(min_size=1, max_size=8).filter(lambda text: text == text.strip() and text)
LEAVES = TEXTS | st.lists(TEXTS, min_size=1, max_size=3)
GROUPS = st.recursive(
    st.dictionaries(KEYS, LEAVES, min_size=1, max_size=3),
    lambda inner: st.dictionaries(
        KEYS, LEAVES | inner | st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3
    ),
    max_leaves=8,
)


@given(GROUPS)
def test_unflatten_takes_back_what_flatten_gave(data: dict[str, Any]) -> None:
    assert unflatten(flatten(data)) == data


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=5)), max_size=12))
def test_no_posted_name_breaks_it(pairs: list[tuple[str, str]]) -> None:
    assert isinstance(unflatten(pairs), dict)


@pytest.mark.parametrize(
    ("pairs", "data"),
    [
        ([("title", "")], {}),
        ([("title", "  Steel ")], {"title": "Steel"}),
        (
            [("lots.1.title", "B"), ("lots.0.title", "A")],
            {"lots": [{"title": "A"}, {"title": "B"}]},
        ),
        ([("lots.0.title", ""), ("lots.4.title", "B")], {"lots": [{"title": "B"}]}),
        ([("held[]", "CE"), ("held[]", "HACCP")], {"held": ["CE", "HACCP"]}),
        ([("budget.min", ""), ("budget.currency~", "MKD")], {}),
        (
            [("budget.min", "5"), ("budget.currency~", "MKD")],
            {"budget": {"min": "5", "currency": "MKD"}},
        ),
        (
            [("disclose", "true"), ("disclose~", "false"), ("a", "x")],
            {"disclose": "true", "a": "x"},
        ),
        ([("disclose~", "false"), ("a", "x")], {"disclose": "false", "a": "x"}),
        ([("csrf_token", "x"), ("_act", "add:lots"), ("_revision", "3")], {}),
        ([("place", "Skopje"), ("place.region", "East")], {"place": "Skopje"}),
        ([(".a", "x"), ("a..b", "y"), ("", "z")], {}),
    ],
)
def test_what_a_form_says(pairs: list[tuple[str, str]], data: dict[str, Any]) -> None:
    assert unflatten(pairs) == data


def test_what_is_not_said_has_no_name() -> None:
    assert list(flatten({"a": None, "b": [], "c": {}, "d": False})) == [("d", "false")]
