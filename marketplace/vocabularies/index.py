"""The search index of a list: one line of folded words an entry, made when the data are built.

A line is `CODE | term | term |` with its terms folded; `str.find` over the whole text is the
index. Folding thirty thousand terms takes too long for a first query, so that the lines are
package data (`tools/build_vocabularies.py --index` after a change of the glossary or of the
folding; a test compares them).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from marketplace.vocabularies import glossary, store
from search.fold import fold

KINDS = ("label", "glossary", "other")
"""What a match comes from, best first; a kind's lines hold the kinds before it as well."""
FURTHER = "~"
"""Stands between the words that mean a code first of all and those that mean another before it."""
_BETWEEN = "\f"
_NEXT = "0000000"
"""A word that no list holds: parts the texts that are folded in one go."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one kind as one text, and where each begins."""

    text: str
    starts: tuple[int, ...]

    def hits(self, needles: Sequence[str]) -> Iterator[str]:
        """Lines that hold every needle, in the list's order; ` word` is one that begins a word."""
        longest = max(needles, key=len)
        at = self.text.find(longest)
        while at >= 0:
            row = bisect_right(self.starts, at)
            line = self.text[self.starts[row - 1] : self.starts[row]]
            if all(needle in line for needle in needles):
                yield line
            at = self.text.find(longest, self.starts[row])


@cache
def load(vocabulary: str) -> Mapping[str, Lines]:
    """The lines of a vocabulary by kind."""
    texts = store.text(f"{vocabulary}.index.gz").split(_BETWEEN)
    return {kind: _lines(text) for kind, text in zip(KINDS, texts, strict=True)}


def _lines(text: str) -> Lines:
    lengths = map(len, text.splitlines(keepends=True))
    return Lines(text, (0, *accumulate(lengths)))


def build(vocabulary: str) -> str:
    """What the index file has to hold for the present lists, glossary and folding."""
    found = store.load(vocabulary)
    labels = {code: [label] for code, label in found.labels["en"].items()}
    for code, label in found.labels.get("sq", {}).items():
        labels[code].append(label)
    words = glossary.words(vocabulary).items()
    ours = {c: [*labels[c], *terms.first, FURTHER, *terms.further] for c, terms in words}
    other = {c: [*ours.get(c, labels[c]), *terms] for c, terms in found.other.items()}
    kinds = (labels, ours, other)
    folded = _folded(term for texts in kinds for terms in texts.values() for term in terms)
    return _BETWEEN.join(_written(texts, folded) for texts in kinds)


def _folded(terms: Iterable[str]) -> dict[str, str]:
    unique = [term for term in dict.fromkeys(terms) if term != FURTHER]
    texts = fold(f" {_NEXT} ".join(unique)).split(_NEXT)
    return dict(zip(unique, map(str.strip, texts), strict=True)) | {FURTHER: FURTHER}


def _written(texts: Mapping[str, list[str]], folded: Mapping[str, str]) -> str:
    lines = (f"{code} | {' | '.join(folded[t] for t in terms)} |" for code, terms in texts.items())
    return "".join(f"{line}\n" for line in lines)
