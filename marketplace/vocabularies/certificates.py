"""Certificate schemes that the product knows by name."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.vocabularies import store

SCHEMES: Mapping[str, Mapping[str, str]] = {
    row["name"]: {language: row[language] for language in ("en", "mk", "sq")}
    for row in store.table("schemes.csv", delimiter=";")
}
"""What each scheme is for, in one line of ours by language, by the scheme's own name."""


def purpose(name: str, language: str = "en") -> str:
    """KeyError for a scheme that the product does not know."""
    return SCHEMES[name].get(language, SCHEMES[name]["en"])
