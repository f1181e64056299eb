"""Search of the official lists for pickers: by code or by the beginnings of words.

Words are folded, so that Cyrillic, Latin and diacritics find each other. An entry matches if each
word of the query begins a word of it. Best first: the code, the official label, our glossary, the
list's further terms; within one of these whole words, then the label's beginning, then the shorter
label, then the list's order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from marketplace.vocabularies import glossary, store

COMPARED = 1000
"""Of a word that begins more entries than this, the first ones in the list's order compete."""
SHORTENED = (0, 1, 2, 3)
"""Letters taken off long words, one try after another, while nothing is found (endings)."""
_BLANKS = {n: " " for n in range(128) if not chr(n).isalnum() and chr(n) != "\n"}


@dataclass(frozen=True, slots=True)
class Match:
    """`language` is that of `label`; `term` is the word of ours or further term that matched.

    `matched_by` is `official` (code, label, further term of the list) or `ours` (glossary).
    `path` holds (code, label) of the parents, widest first.
    """

    code: str
    label: str
    language: str
    matched_by: str
    term: str | None
    path: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """One line of folded words an entry in one string: `str.find` is the index."""

    codes: tuple[str, ...]
    blob: str
    starts: tuple[int, ...]

    def hits(self, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """(code, line) of entries in which every word begins a word."""
        longest = " " + max(words, key=len)
        needles = [f" {word}" for word in words]
        at = self.blob.find(longest)
        while at >= 0:
            row = bisect_right(self.starts, at) - 1
            end = self.starts[row + 1]
            line = self.blob[self.starts[row] : end]
            if all(needle in line for needle in needles):
                yield self.codes[row], line
            at = self.blob.find(longest, end)


def search(vocabulary: str, words: str, language: str = "en", limit: int = 20) -> tuple[Match, ...]:
    """At most `limit` entries of `cpv`, `nace`, `isco` or `esco`, best first; labels in `language`
    where the list has them, else in English."""
    found = dict.fromkeys(_by_code(vocabulary, words.strip()), ("code", ""))
    query = tuple(_fold(words).translate(_BLANKS).split())
    for cut in SHORTENED:
        if len(found) >= limit or not query or (cut and found):
            break
        _by_words(vocabulary, tuple(_shorten(word, cut) for word in query), limit, found)
    entries = list(found.items())[:limit]
    return tuple(_match(vocabulary, code, language, *how) for code, how in entries)


def _by_code(vocabulary: str, text: str) -> Iterator[str]:
    try:
        yield store.normalise(vocabulary, text)
    except ValueError:
        pass
    if re.fullmatch(r"[\d.]+", text):
        found = store.load(vocabulary)
        if vocabulary == "esco":
            yield from (code for code, group in found.parent_of.items() if group.startswith(text))
        else:
            yield from (code for code in found.labels["en"] if code.startswith(text))


def _by_words(
    vocabulary: str, words: tuple[str, ...], limit: int, found: dict[str, tuple[str, str]]
) -> None:
    for kind, lines in _index(vocabulary):
        ranked = []
        for code, line in lines.hits(words):
            ranked.append((_rank(line, words), len(ranked), code))
            if len(ranked) == COMPARED:
                break
        for _, _, code in sorted(ranked):
            found.setdefault(code, (kind, words[0]))
        if len(found) >= limit:
            return


def _rank(line: str, words: tuple[str, ...]) -> tuple[int, bool, int]:
    whole = sum(f" {word} " in line for word in words)
    return -whole, not line.startswith(f" {words[0]}"), len(line)


def _shorten(word: str, letters: int) -> str:
    return word[: max(4, len(word) - letters)] if len(word) > 4 else word


def _match(vocabulary: str, code: str, language: str, kind: str, word: str) -> Match:
    label, spoken = store.label(vocabulary, code, language)
    terms: Iterable[str] = ()
    if kind == "glossary":
        terms = glossary.words(vocabulary)[code]
    elif kind == "other":
        terms = store.load(vocabulary).other[code]
    term = next((t for t in terms if f" {word}" in f" {_fold(t)}"), None)
    by = "ours" if kind == "glossary" else "official"
    return Match(code, label, spoken, by, term, store.path(vocabulary, code, language))


@cache
def _index(vocabulary: str) -> tuple[tuple[str, _Lines], ...]:
    """Labels; labels with our words; labels, our words and further terms."""
    found = store.load(vocabulary)
    labels = {code: _fold(label) for code, label in found.labels["en"].items()}
    for code, label in found.labels.get("sq", {}).items():
        labels[code] += " " + _fold(label)
    folded = _Folded()
    ours = {
        code: f"{labels[code]} {' '.join(map(folded, terms))}"
        for code, terms in glossary.words(vocabulary).items()
    }
    other = {
        code: f"{ours.get(code, labels[code])} {' '.join(map(_fold, terms))}"
        for code, terms in found.other.items()
    }
    kinds = (("label", labels), ("glossary", ours), ("other", other))
    return tuple((kind, _lines(texts)) for kind, texts in kinds if texts)


class _Folded(dict[str, str]):
    """Each word of ours is folded once, however many codes it leads to."""

    def __call__(self, text: str) -> str:
        if text not in self:
            self[text] = _fold(text)
        return self[text]


def _lines(texts: dict[str, str]) -> _Lines:
    blob = "".join(f" {text} \n" for text in texts.values()).translate(_BLANKS)
    starts, at = [0], 0
    for text in texts.values():
        at += len(text) + 3
        starts.append(at)
    return _Lines(tuple(texts), blob, tuple(starts))


def _fold(text: str) -> str:
    """search.fold, without the call where the answer is known: ASCII folds to lower case."""
    if text.isascii():
        return text.lower()
    from search.fold import fold

    return fold(text)
