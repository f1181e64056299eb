"""The indexes that candidates are retrieved from, and the documents in them."""

from __future__ import annotations

from collections.abc import Iterable

from matching import cpv
from matching.snapshots import Award
from matching.text import fold
from search.documents import Document, IndexSpec

CODES = frozenset(f"cpv{n}" for n in cpv.LEVELS)

AWARDS = IndexSpec(
    name="match_awards",
    version=1,
    words={"title": 1.0},
    tokens=CODES | {"municipality", "region", "category", "buyer", "private"},
)
"""One document for each award to each supplier; its id is `Award.key`."""

PRIVATE = "yes"
"""The token of `private` of an award that only its buyer's needs may be ranked by."""


def code_tokens(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Tokens of CPV codes for the fields cpv2 to cpv8, without empty ones."""
    return {f"cpv{n}": found for n, found in cpv.tokens(codes).items() if found}


def award_document(award: Award, revision: int = 1) -> Document:
    """An award as candidates are found by it."""
    single = {
        "municipality": award.municipality,
        "region": award.region,
        "category": award.category,
        "buyer": award.buyer,
        "private": PRIVATE if award.private else "",
    }
    return Document(
        id=award.key,
        revision=revision,
        words={"title": fold(award.title)},
        tokens={
            **{name: (value,) for name, value in single.items() if value},
            **code_tokens([award.cpv]),
        },
    )
