"""Folds text so that Cyrillic, Latin, diacritics and plain ASCII spellings find each other.

Штип, Štip, Shtip and Stip all fold to `stip`. Each rule either maps one letter or drops the
second letter of a digraph, so a typed beginning of a word folds to a beginning of the folded
word (the one exception is Albanian xh). The result is a key for matching, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST_WORD = 64
"""Letters kept of a folded word; both engines would cut longer ones, each elsewhere."""

TOKEN = re.compile(r"[\w\u0300-\u036f]+")
"""A word as written, combining marks included; highlights use it on the original text."""

_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = str.maketrans({"q": "k", "w": "v", "x": "ks"})
# "xh" is Albanian џ (Xhemail, Hoxha); English has it only in words that begin with "exh".
_ALBANIAN_XH = re.compile(r"(?<!\be)xh+")
_WITH_H = re.compile(r"([szc])h+")
_WITH_J = re.compile(r"([kgd])j+")
_MACEDONIAN = "абвгдѓежзѕијклљмнњопрстќуфхцчџш"


@lru_cache(1)
def _cyrillic() -> dict[int, str]:
    """Macedonian letters to plain Latin: the national table with its diacritics dropped."""
    import cyrtranslit

    latin = {letter: cyrtranslit.to_latin(letter, "mk") for letter in _MACEDONIAN}
    return {ord(letter): _strip_marks(text) for letter, text in latin.items()}


def _strip_marks(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _ascii(text: str) -> str:
    """Lower-case ASCII of text in any script."""
    plain = _strip_marks(text.lower()).translate(_cyrillic())
    if plain.isascii():
        return plain
    from anyascii import anyascii

    return anyascii(plain).lower()


@lru_cache(200_000)
def fold_token(token: str) -> tuple[str, ...]:
    """The folded words of one written word; nearly always one ("½" gives two, "…" none)."""
    text = token.lower() if token.isascii() else _ascii(token)
    text = _ALBANIAN_XH.sub("dz", text).translate(_LETTERS)
    text = _WITH_J.sub(r"\1", _WITH_H.sub(r"\1", text))
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(text))


def words(text: str) -> list[str]:
    """Folded words in order, repeats kept."""
    return [word for token in TOKEN.findall(text) for word in fold_token(token)]


def fold(text: str) -> str:
    """Folded words joined by single spaces: what both engines index."""
    return " ".join(words(text))


@lru_cache(200_000)
def word_ngrams(word: str, low: int = 3, high: int = 5) -> tuple[str, ...]:
    """Character n-grams of `low` to `high` letters inside one folded word, repeats kept.

    The word is marked at both ends, so that beginnings and endings are grams of their own:
    `ab` gives ` ab`, `ab `, ` ab `.
    """
    marked = f" {word} "
    return tuple(
        marked[start : start + size]
        for size in range(low, high + 1)
        for start in range(len(marked) - size + 1)
    )


def ngrams(folded: Iterable[str], low: int = 3, high: int = 5) -> list[str]:
    """Character n-grams of folded words, repeats kept; see `word_ngrams`."""
    return [gram for word in folded for gram in word_ngrams(word, low, high)]
