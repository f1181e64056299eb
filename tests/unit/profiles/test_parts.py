"""Parts: who sees which, and how full a profile is."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marketplace.profiles.parts import (
    EMPTY,
    LEVELS,
    OWN,
    VISIBILITY,
    completeness,
    shown,
    visibility_of,
)
from tests.support.profiles import firm_profile

choices = st.dictionaries(st.sampled_from(list(VISIBILITY)), st.sampled_from(LEVELS[:3]))
FULL = firm_profile()


@given(visibility=choices, level=st.sampled_from(LEVELS), part=st.sampled_from(list(EMPTY)))
def test_a_reader_sees_a_part_if_it_is_of_the_level_asked_for(
    visibility: dict[str, str], level: str, part: str
) -> None:
    content = FULL | {"visibility": visibility}
    needed = visibility.get(part, VISIBILITY[part])
    assert (part in shown(content, level)) == (LEVELS.index(level) >= LEVELS.index(needed))


@given(visibility=choices)
def test_each_level_sees_all_that_the_one_before_sees(visibility: dict[str, str]) -> None:
    content = FULL | {"visibility": visibility}
    views = [shown(content, level) for level in LEVELS]
    for less, more in pairwise(views):
        assert set(less) <= set(more)
    assert set(views[-1]) == set(EMPTY)


@given(visibility=choices)
def test_every_part_has_a_choice(visibility: dict[str, str]) -> None:
    assert set(visibility_of({"visibility": visibility})) == set(VISIBILITY)


@given(st.sets(st.sampled_from(list(EMPTY))))
def test_completeness_is_the_share_of_parts_that_say_something(said: set[str]) -> None:
    content: dict[str, Any] = {name: FULL[name] if name in said else EMPTY[name] for name in EMPTY}
    assert completeness(content) == round(len(said) / len(EMPTY), 2)


def test_a_no_is_said_and_an_owner_sees_everything() -> None:
    content = dict(EMPTY) | {"ownership": {"women": False, "youth": None}}
    assert completeness(content) > 0
    assert shown({}, OWN) == dict(EMPTY)
