"""Certificate schemes that the product knows by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from marketplace.vocabularies import store


@cache
def schemes() -> Mapping[str, Mapping[str, str]]:
    """What each scheme is for, in one line of ours by language (en, mk, sq), by its name."""
    rows = store.table("schemes.csv", delimiter=";")
    return {row["name"]: {lang: row[lang] for lang in ("en", "mk", "sq")} for row in rows}


def purpose(name: str, language: str = "en") -> str:
    """KeyError for a scheme that the product does not know."""
    known = schemes()[name]
    return known.get(language, known["en"])
