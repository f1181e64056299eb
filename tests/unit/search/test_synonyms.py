"""Synonyms: groups of phrases, looked up folded."""

from __future__ import annotations

from search.fold import words
from search.synonyms import Synonyms, of_vocabulary, parse, standard

SYNONYMS = Synonyms([["drilling", "дупчење", "shpim"], ["injection moulding", "бризгање"]])


def phrase(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def test_each_phrase_finds_the_others_of_its_group() -> None:
    assert SYNONYMS.of(phrase("дупчење")) == (phrase("drilling"), phrase("shpim"))
    assert SYNONYMS.of(phrase("бризгање")) == (("injection", "moulding"),)
    assert SYNONYMS.of(("unknown",)) == ()


def test_the_longest_phrase_is_one_unit() -> None:
    assert SYNONYMS.split(["plastic", "injection", "moulding", "drilling"]) == [
        ("plastic",),
        ("injection", "moulding"),
        ("drilling",),
    ]


def test_groups_with_a_common_phrase_are_read_together() -> None:
    both = Synonyms([["depo", "warehouse"], ["depo", "depot"]])
    assert both.of(("depo",)) == (phrase("warehouse"), phrase("depot"))
    assert both.of(phrase("depot")) == (("depo",),)


def test_spellings_that_fold_alike_are_one_phrase() -> None:
    assert Synonyms([["Штип", "Štip", "Shtip"]]).of(("stip",)) == ()


def test_a_file_has_a_group_a_line() -> None:
    text = "# ours\nsteel, челик  # a metal\n\nwood, дрво, dru\n"
    assert parse(text) == [["steel", "челик"], ["wood", "дрво", "dru"]]


def test_a_vocabulary_of_the_caller() -> None:
    given = Synonyms(of_vocabulary({"7212": ["welder", "заварувач"]}))
    assert given.of(("7212",)) == (phrase("welder"), phrase("заварувач"))


def test_our_own_vocabulary_joins_three_languages() -> None:
    assert {phrase("заварување"), phrase("saldim")} <= set(standard().of(phrase("welding")))
