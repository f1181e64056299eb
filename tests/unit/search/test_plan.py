"""Reading a person's words into units."""

from __future__ import annotations

import pytest

from search.plan import (
    MOST_UNITS,
    Unit,
    all_exact,
    beginning,
    edits,
    loose,
    matching,
    required,
    units,
)
from search.synonyms import Synonyms
from search.where import All, AnyOf, Near, Starts, Word

NONE = Synonyms()
FIELDS = ("text", "title")


def test_words_become_units_and_only_the_last_may_be_half_typed() -> None:
    assert units("Челик плоча", NONE) == (
        Unit(("celik",), prefix_from=4),
        Unit(("ploca",), prefix_from=2),
    )


def test_function_words_count_only_alone() -> None:
    assert [unit.own for unit in units("welding of the frames", NONE)] == [
        ("velding",),
        ("frames",),
    ]
    assert [unit.own for unit in units("на", NONE)] == [("na",)]
    assert units("", NONE) == ()


def test_repeats_and_endless_texts_are_cut() -> None:
    assert len(units("steel steel Steel", NONE)) == 1
    assert len(units(" ".join(f"word{n}" for n in range(50)), NONE)) == MOST_UNITS


@pytest.mark.parametrize(
    ("word", "allowed"), [("cnc", 0), ("stip", 1), ("kumanov", 1), ("aluminium", 2), ("en1090", 0)]
)
def test_edits_grow_with_length(word: str, allowed: int) -> None:
    assert edits(word) == allowed


@pytest.mark.parametrize(
    ("word", "start"),
    [
        ("moulding", "mould"),
        ("zavaruvanje", "zavaruva"),
        ("celiku", "celik"),
        ("posts", "post"),
        ("steel", "steel"),
        ("rusi", "rusi"),
        ("cnc", None),
    ],
)
def test_beginnings_of_other_forms(word: str, start: str | None) -> None:
    assert beginning(word, 4) == start


@pytest.mark.parametrize(("count", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4)])
def test_how_many_units_must_match(count: int, needed: int) -> None:
    assert required(count) == needed


def test_conditions_of_a_unit() -> None:
    unit = Unit(("celik",), (("steel",),), prefix_from=4, typos=True)
    assert loose(unit, FIELDS) == AnyOf(
        (
            AnyOf((Starts(FIELDS, "celik"), Near(FIELDS, "celik", 1))),
            Starts(FIELDS, "steel"),
        )
    )
    assert all_exact((unit,), FIELDS) == All(
        (AnyOf((Word(FIELDS, "celik"), Word(FIELDS, "steel"))),)
    )


def test_a_short_word_is_taken_to_the_letter() -> None:
    plan = (Unit(("cnc",)), Unit(("en", "1090"), prefix_from=2))
    assert matching(plan, FIELDS) == AnyOf(
        (Word(FIELDS, "cnc"), All((Starts(FIELDS, "en"), Starts(FIELDS, "1090")))), 2
    )
