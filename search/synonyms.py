"""Synonyms of query words, expanded in Python so that both engines behave alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from search.fold import words

Phrase = tuple[str, ...]


class Synonyms:
    """Groups of phrases that mean the same; a query with one of them finds the others too."""

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        """`groups` are phrases as written, in any script; each group is one meaning."""
        self._others: dict[Phrase, tuple[Phrase, ...]] = {}
        for group in groups:
            self._add(list(dict.fromkeys(tuple(words(phrase)) for phrase in group)))
        self.longest = max(map(len, self._others), default=0)

    def _add(self, phrases: list[Phrase]) -> None:
        phrases = [phrase for phrase in phrases if phrase]
        for phrase in phrases:
            others = (*self._others.get(phrase, ()), *(p for p in phrases if p != phrase))
            self._others[phrase] = tuple(dict.fromkeys(others))

    def of(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """Other phrases with the meaning of these folded words."""
        return self._others.get(phrase, ())

    def split(self, folded: list[str]) -> list[Phrase]:
        """Cuts folded words into the longest phrases that have synonyms, else single words."""
        phrases, start = [], 0
        while start < len(folded):
            size = self._longest_at(folded, start)
            phrases.append(tuple(folded[start : start + size]))
            start += size
        return phrases

    def _longest_at(self, folded: list[str], start: int) -> int:
        for size in range(min(self.longest, len(folded) - start), 1, -1):
            if tuple(folded[start : start + size]) in self._others:
                return size
        return 1


def parse(text: str) -> list[list[str]]:
    """Groups of a vocabulary file: one group a line, phrases separated by commas, # comments."""
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [[phrase.strip() for phrase in line.split(",")] for line in lines if line]


def of_vocabulary(vocabulary: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups from a caller's vocabulary: a headword and its other words."""
    return [[head, *others] for head, others in vocabulary.items()]


@lru_cache(1)
def standard() -> Synonyms:
    """The vocabulary that comes with the package: trade words in Macedonian, Albanian, English."""
    return Synonyms(parse((files("search") / "vocabulary.txt").read_text(encoding="utf-8")))
