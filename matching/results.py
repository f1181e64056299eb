"""What ranking comes to, in the form of `match.ranked`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry stands where it does; the weights of its reasons add up to its score."""

    code: str
    text: str
    weight: float
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing or not known, and what would close it; `blocking` if it bars from award."""

    code: str
    text: str
    remedy: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    blocking: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate on a list. `rank` and `score_then` exclude each other.

    Not eligible ones have no rank; `score_then` is what they would score with their gaps closed.
    """

    rank: int | None
    organization: str
    score: float
    eligible: bool
    reasons: Sequence[Reason]
    gaps: Sequence[Gap]
    unclaimed: bool = False
    subject: str | None = None
    score_then: float | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A need's list. `order` holds every candidate, best first; only `entries` are recorded.

    `inputs` is what replay needs: the feature row, checks and facts of each entry.
    """

    need: str
    kind: str
    need_revision: int
    ranker: str
    computed_at: datetime
    looked_at: int
    entries: Sequence[Entry]
    inputs: Mapping[str, Any]
    order: Sequence[str] = ()

    @property
    def hash(self) -> str:
        """SHA-256 of the entries as canonical JSON (sorted keys, no spaces)."""
        return digest(self.plain_entries())

    def plain_entries(self) -> list[dict[str, Any]]:
        """The entries as JSON values."""
        return [asdict(entry) for entry in self.entries]

    def data(self, revision: int) -> dict[str, Any]:
        """The data of a `match.ranked` event; `revision` is that of the list."""
        return {
            "need": self.need,
            "kind": self.kind,
            "need_revision": self.need_revision,
            "revision": revision,
            "ranker": self.ranker,
            "computed_at": self.computed_at.isoformat(),
            "looked_at": self.looked_at,
            "entries": self.plain_entries(),
            "hash": self.hash,
        }


def digest(value: Any) -> str:
    """SHA-256 of a JSON value in canonical form."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
