"""Folding: one key for every way a word is written."""

from __future__ import annotations

import unicodedata

import cyrtranslit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fold import LONGEST_WORD, fold, ngrams, word_ngrams, words

MACEDONIAN = "абвгдѓежзѕијклљмнњопрстќуфхцчџш"
DIGRAPHS = {"ш": "sh", "ж": "zh", "ч": "ch", "ќ": "kj", "ѓ": "gj", "џ": "dzh"}

cyrillic = st.text(alphabet=MACEDONIAN + MACEDONIAN.upper() + " -", max_size=40)


def typed_plainly(text: str) -> str:
    """Macedonian as people type it without a Cyrillic or diacritic keyboard."""
    spelled = "".join(DIGRAPHS.get(letter, letter) for letter in text.lower())
    return cyrtranslit.to_latin(spelled, "mk")


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (("Штип", "Štip", "Shtip", "Stip", "ШТИП"), "stip"),
        (("Ќерамика", "Ḱeramika", "Kjeramika", "Qeramika"), "keramika"),
        (("Џемаил", "Džemail", "Dzhemail", "Xhemail"), "dzemail"),
        (("Ѓорѓи", "Ǵorǵi", "Gjorgji"), "gorgi"),
        (("Реџеп", "Redžep", "Rexhep"), "redzep"),
        (("Çelësa", "celesa", "ÇELËSA"), "celesa"),
        (("МК4030001", "MK4030001", "mk4030001"), "mk4030001"),
        (("Љубов", "Ljubov"), "ljubov"),
        (("Exhaust",), "eksaust"),
        (("C++ / ISO-9001:2015",), "c iso 9001 2015"),
        (("…  —",), ""),
    ],
)
def test_spellings_meet(spellings: tuple[str, ...], key: str) -> None:
    assert {fold(spelling) for spelling in spellings} == {key}


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_keys_are_plain_words(text: str) -> None:
    for word in words(text):
        assert word.isascii()
        assert word.isalnum()
        assert word == word.lower()
        assert len(word) <= LONGEST_WORD


@given(st.text(max_size=60))
def test_composition_of_characters_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(cyrillic)
def test_script_does_not_matter(text: str) -> None:
    latin = cyrtranslit.to_latin(text, "mk")
    assert fold(text) == fold(latin) == fold(typed_plainly(text))


@given(st.text(alphabet=MACEDONIAN, min_size=1, max_size=20), st.integers(0, 20))
def test_a_typed_beginning_stays_a_beginning(word: str, length: int) -> None:
    assert fold(word).startswith(fold(word[:length]))


def test_ngrams_mark_both_ends_of_each_word() -> None:
    assert word_ngrams("ab") == (" ab", "ab ", " ab ")
    assert ngrams(["ab", "c"], 3, 3) == [" ab", "ab ", " c "]
