"""The parts of a profile, who may see each, and how much of it is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PUBLIC, SIGNED_IN, APPLIED_TO, OWN = "public", "signed_in", "applied_to", "own"
LEVELS = (PUBLIC, SIGNED_IN, APPLIED_TO, OWN)
"""Readers, each seeing what those before it see. `signed_in`: a member of a verified
organisation; `applied_to`: a buyer to whom the firm applied; `own`: who acts for the firm."""

EMPTY: Mapping[str, Any] = {
    "summary": "",
    "capabilities": [],
    "nace": [],
    "certificates": [],
    "sites": [],
    "staff": None,
    "turnover": [],
    "ownership": {"women": None, "youth": None},
    "languages": [],
    "export_markets": [],
    "references": [],
    "founded": None,
}
"""What each part is before anything is said; its keys are the parts, in the order of pages."""

VISIBILITY: Mapping[str, str] = {
    **dict.fromkeys(EMPTY, PUBLIC),
    "staff": SIGNED_IN,
    "turnover": APPLIED_TO,
    "ownership": SIGNED_IN,
    "references": SIGNED_IN,
    "size_class": SIGNED_IN,
}
"""Who may see each part until the firm says otherwise; the size class is computed from staff and
turnover, but shown by a choice of its own."""


def sees(level: str, needed: str) -> bool:
    """Whether a reader of this level sees what needs the other."""
    return LEVELS.index(level) >= LEVELS.index(needed)


def visibility_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The choice for every part."""
    return dict(VISIBILITY) | (content.get("visibility") or {})


def shown(content: Mapping[str, Any], level: str) -> dict[str, Any]:
    """The parts that a reader of this level sees; a withheld one is left out."""
    chosen = visibility_of(content)
    return {
        name: content.get(name, empty) for name, empty in EMPTY.items() if sees(level, chosen[name])
    }


def is_filled(name: str, content: Mapping[str, Any]) -> bool:
    """Whether the part says anything; a "no" to a question of ownership does."""
    value = content.get(name)
    if name == "ownership":
        return any(answer is not None for answer in (value or {}).values())
    return value not in (None, "", [])


def completeness(content: Mapping[str, Any]) -> float:
    """Parts that say something, of all parts, 0 to 1; every part counts alike."""
    filled = sum(is_filled(name, content) for name in EMPTY)
    return round(filled / len(EMPTY), 2)
