"""Shortlists and matches as the API answers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marketplace.matches.models import Shortlist, ShortlistEntry
from marketplace.matches.queries import Match
from marketplace.needs.models import Need


def shortlist_fields(
    need: Need, head: Shortlist | None, entries: Sequence[ShortlistEntry]
) -> dict[str, Any]:
    """A list with its heading, null until the need is first ranked.

    `revision` is the need's that was ranked: the list is up to date once it is `need_revision`.
    """
    return {
        "need": need.id,
        "need_revision": need.revision,
        "revision": head.need_revision if head else None,
        "ranking": head.revision if head else None,
        "computed_at": head.computed_at.isoformat() if head else None,
        "ranker": head.ranker if head else None,
        "looked_at": head.looked_at if head else None,
        "entries": [entry_fields(entry) for entry in entries],
    }


def entry_fields(entry: ShortlistEntry) -> dict[str, Any]:
    """One place of the list."""
    return {
        "rank": entry.rank,
        "organization": entry.organization_id,
        "score": entry.score,
        "eligible": entry.eligible,
        "unclaimed": entry.unclaimed,
        "score_then": entry.score_then,
        "reasons": _only(entry.reasons, "code", "text", "weight"),
        "gaps": _only(entry.gaps, "code", "text", "remedy"),
    }


def match_fields(match: Match) -> dict[str, Any]:
    """A need that fits, with why and what is missing."""
    return entry_fields(match.entry) | {
        "need": match.need.id,
        "title": match.need.title,
        "buyer": match.need.organization_id,
        "apply_by": match.need.apply_by.isoformat() if match.need.apply_by else None,
        "verdict": match.verdict,
    }


def _only(items: Sequence[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: item[name] for name in names} for item in items]
