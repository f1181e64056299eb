"""Relevance: what counts more than what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.plan import Unit, units
from search.score import Scorer
from search.synonyms import Synonyms

BOOSTS = {"title": 3.0, "text": 1.0}
SYNONYMS = Synonyms([["steel", "celik"], ["injection moulding", "brizganje"]])


def score(query: str, typos: bool = False, **texts: str) -> float:
    plan = tuple(
        Unit(unit.own, unit.synonyms, unit.prefix_from, typos) for unit in units(query, SYNONYMS)
    )
    return Scorer(plan, BOOSTS).score(texts)


def test_the_letter_beats_a_form_a_synonym_and_a_typo() -> None:
    exact = score("brackets", title="brackets")
    form = score("brackets", title="bracket")
    typo = score("brackets", typos=True, title="brakcets")
    assert exact > form > typo > 0
    assert score("steel", title="steel") > score("steel", title="celik") > 0


def test_a_field_of_higher_boost_and_a_shorter_one_count_more() -> None:
    assert score("steel", title="steel") > score("steel", text="steel")
    assert score("steel", title="steel") > score("steel", title="steel for many other uses here")


def test_the_same_word_in_a_further_field_adds_a_little() -> None:
    both = score("steel", title="steel", text="steel")
    assert score("steel", title="steel") < both < 1.5 * score("steel", title="steel")


def test_neighbours_in_order_count_more() -> None:
    assert score("sheet metal", title="sheet metal x") > score("sheet metal", title="sheet x metal")


def test_longer_words_say_more() -> None:
    query = "cnc aluminium"
    assert score(query, title="aluminium") > score(query, title="cnc")


def test_a_phrase_counts_whole_or_not_at_all() -> None:
    assert score("brizganje", title="moulding") == 0
    assert score("brizganje", title="moulding by injection") > 0
    assert score("injection moulding", title="injection") == 0


def test_no_typos_unless_the_unit_has_them() -> None:
    assert score("brackets", title="brakcets") == 0
    assert score("cnc", typos=True, title="cnd") == 0


@given(st.text(max_size=30), st.dictionaries(st.sampled_from(["title", "text"]), st.text()))
def test_scores_are_never_negative(query: str, texts: dict[str, str]) -> None:
    assert score(query, typos=True, **texts) >= 0
