"""Our own search words: everyday Macedonian and Albanian words for official codes.

They are no official labels: a match through them is marked `ours`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from marketplace.vocabularies import store

LANGUAGES = ("mk", "sq")


class Words(NamedTuple):
    """Of one code, both languages together: words that mean it first of all, and the others."""

    first: tuple[str, ...]
    further: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        return self.first + self.further


@cache
def words(vocabulary: str) -> Mapping[str, Words]:
    """Search words of each code; an ESCO occupation has its ISCO group's."""
    if vocabulary == "esco":
        groups = words("isco")
        parent = store.load("esco").parent_of
        return {code: groups[group] for code, group in parent.items() if group in groups}
    found: dict[str, tuple[list[str], list[str]]] = {}
    for row in store.table("glossary.csv", delimiter=";"):
        terms = [term for language in LANGUAGES for term in split(row[language])]
        for place, code in enumerate(row[vocabulary].split()):
            found.setdefault(code, ([], []))[place > 0].extend(terms)
    return {code: Words(tuple(first), tuple(further)) for code, (first, further) in found.items()}


def split(cell: str) -> list[str]:
    """The words of one cell, which are parted by commas."""
    return [word.strip() for word in cell.split(",") if word.strip()]
