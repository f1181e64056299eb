"""Search of the official lists for pickers: by code or by the beginnings of words.

Words are folded, so that Cyrillic, Latin and diacritics find each other. An entry matches if each
word of the query begins a word of it. Best first: the code, then entries that hold the query as a
whole term, then the others. Within both: the official label, our glossary, the list's further
terms; within those words of ours that mean this code first of all, whole words, terms that begin
with the query, the shorter label, the list's order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from marketplace.vocabularies import glossary, index, store
from search.fold import fold

COMPARED = 400
"""Of a word that begins more entries than this, the first ones in the list's order compete."""
_Rank = tuple[bool, int, bool, int, bool, int]
SHORTENED = (0, 2, 3)
"""Letters taken off words of more than four, one try after another, while nothing is found:
endings of plurals, cases and articles."""


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


def search(vocabulary: str, words: str, language: str = "en", limit: int = 20) -> tuple[Match, ...]:
    """At most `limit` entries of `cpv`, `nace`, `isco` or `esco`, best first; labels in `language`
    where the list has them, else in English."""
    found = dict.fromkeys(_by_code(vocabulary, words.strip()), ("code", ""))
    query = fold(words).split()
    tries = dict.fromkeys(tuple(_shorten(word, cut) for word in query) for cut in SHORTENED)
    for number, attempt in enumerate(tries if query else ()):
        if len(found) >= limit or (number and found):
            break
        _by_words(vocabulary, attempt, limit, found)
    entries = list(found.items())[:limit]
    return tuple(_match(vocabulary, code, language, *how) for code, how in entries)


def _by_code(vocabulary: str, text: str) -> Iterator[str]:
    yield from _written(vocabulary, text)
    if re.fullmatch(r"[\d.]+", text):
        found = store.load(vocabulary)
        if vocabulary == "esco":
            yield from (code for code, group in found.parent_of.items() if group.startswith(text))
        else:
            yield from (code for code in found.labels["en"] if code.startswith(text))


def _written(vocabulary: str, text: str) -> tuple[str, ...]:
    try:
        return (store.normalise(vocabulary, text),)
    except ValueError:
        return ()


def _by_words(
    vocabulary: str, words: tuple[str, ...], limit: int, found: dict[str, tuple[str, str]]
) -> None:
    best: dict[str, _Rank] = {}
    needles = [f" {word}" for word in words]
    for place, lines in enumerate(index.load(vocabulary).values()):
        if len(best) >= limit:
            needles = [_term(words)]
        for line in islice(lines.hits(needles), COMPARED):
            code, rank = line.split(" ", 1)[0], _rank(line, words, place)
            if code not in best or rank < best[code]:
                best[code] = rank
    for code, rank in sorted(best.items(), key=itemgetter(1)):
        found.setdefault(code, (index.KINDS[rank[1]], words[0]))


def _rank(line: str, words: tuple[str, ...], kind: int) -> _Rank:
    whole = sum(f" {word} " in line for word in words)
    another = _term(words) not in line
    further = 0 < line.find(index.FURTHER) < line.find(f" {words[0]}")
    length = line.find("|", line.find("|") + 1)
    return another, kind, further, -whole, f"| {words[0]}" not in line, length


def _term(words: tuple[str, ...]) -> str:
    return f"| {' '.join(words)} |"


def _shorten(word: str, letters: int) -> str:
    return word[: max(4, len(word) - letters)] if len(word) > 4 else word


def _match(vocabulary: str, code: str, language: str, kind: str, word: str) -> Match:
    label, spoken = store.label(vocabulary, code, language)
    terms: tuple[str, ...] = ()
    if kind == "glossary":
        terms = glossary.words(vocabulary)[code].all()
    elif kind == "other":
        terms = store.load(vocabulary).other[code]
    term = next((t for t in terms if f" {word}" in f" {fold(t)}"), None)
    by = "ours" if kind == "glossary" else "official"
    return Match(code, label, spoken, by, term, store.path(vocabulary, code, language))
