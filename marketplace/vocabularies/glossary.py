"""Our own search words: everyday Macedonian and Albanian words for official codes.

They are no official labels: a match through them is marked `ours`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from marketplace.vocabularies import store

LANGUAGES = ("mk", "sq")


@cache
def words(vocabulary: str) -> Mapping[str, tuple[str, ...]]:
    """Search words of each code, both languages together; an ESCO occupation has its group's."""
    if vocabulary == "esco":
        groups = words("isco")
        parent = store.load("esco").parent_of
        return {code: groups[group] for code, group in parent.items() if group in groups}
    found: dict[str, dict[str, None]] = {}
    for row in store.table("glossary.csv", delimiter=";"):
        terms = [term for language in LANGUAGES for term in split(row[language])]
        for code in row[vocabulary].split():
            found.setdefault(code, {}).update(dict.fromkeys(terms))
    return {code: tuple(terms) for code, terms in found.items()}


def split(cell: str) -> list[str]:
    """The words of one cell, which are parted by commas."""
    return [word.strip() for word in cell.split(",") if word.strip()]
