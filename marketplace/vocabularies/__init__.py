"""Official lists (CPV, NACE Rev. 2, ISCO-08, ESCO), places and identifiers; data in the package."""

from marketplace.vocabularies.codes import cpv_check_digit, nace_section, prefixes
from marketplace.vocabularies.lookup import Match, search
from marketplace.vocabularies.store import (
    VOCABULARIES,
    exists,
    label,
    normalise,
    parents,
    path,
    sources,
)

__all__ = [
    "VOCABULARIES",
    "Match",
    "cpv_check_digit",
    "exists",
    "label",
    "nace_section",
    "normalise",
    "parents",
    "path",
    "prefixes",
    "search",
    "sources",
]
