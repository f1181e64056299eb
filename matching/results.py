"""What ranking comes to, in the form of `match.ranked`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from matching.checks import Check, eligible


class Reason(NamedTuple):
    """Why an entry stands where it does; the weights of its reasons add up to its score."""

    code: str
    text: str
    weight: float
    facts: Mapping[str, Any] = {}


class Gap(NamedTuple):
    """What is missing or not known, and what would close it; `blocking` if it bars from award."""

    code: str
    text: str
    remedy: str
    facts: Mapping[str, Any] = {}
    blocking: bool = False


class Entry(NamedTuple):
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


class Candidate(NamedTuple):
    """What an entry was made of: its feature row, its conditions, and the facts behind both."""

    organization: str
    subject: str | None
    unclaimed: bool
    row: Sequence[float]
    checks: tuple[Check, ...]
    facts: Mapping[str, Any]


FIRST = 20
"""A list is made again when a changed candidate belongs among its first so many."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What placing one more candidate on a list takes: its weights, norms and first places.

    `first` are the candidates and margins of the first FIRST + 1 eligible ones.
    """

    weights: Mapping[str, float]
    norms: Mapping[str, list[float]]
    first: Sequence[tuple[str, float]]

    def admits(self, candidate: str, margin: float) -> bool:
        """True if a candidate with this margin stands among the first FIRST."""
        others = [m for other, m in self.first if other != candidate]
        return len(others) < FIRST or margin >= others[FIRST - 1]

    def data(self) -> dict[str, Any]:
        """The bar as JSON values; weights as pairs, since JSONB would reorder an object's keys."""
        weights = [list(pair) for pair in self.weights.items()]
        return {"weights": weights, "norms": self.norms, "first": self.first}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Bar:
        """A bar that was kept as JSON."""
        first = [(other, margin) for other, margin in data["first"]]
        return cls(dict(data["weights"]), data["norms"], first)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a list was made of. `norms` place further candidates among those of then."""

    ranker: str
    weights: Mapping[str, float]
    knots: Sequence[tuple[float, float]]
    norms: Mapping[str, list[float]]
    candidates: Sequence[Candidate]

    @property
    def margins(self) -> list[float]:
        """The weighted sum of each candidate's features, in the order of the list."""
        weights = list(self.weights.values())
        return [
            sum(w * x for w, x in zip(weights, candidate.row, strict=True))
            for candidate in self.candidates
        ]

    @property
    def bar(self) -> Bar:
        """What a further candidate has to beat."""
        fit = [
            (c.subject or c.organization, margin)
            for c, margin in zip(self.candidates, self.margins, strict=True)
            if eligible(c.checks)
        ]
        return Bar(self.weights, self.norms, fit[: FIRST + 1])

    def data(self) -> dict[str, Any]:
        """The inputs as JSON values; weights as pairs, as in `Bar.data`."""
        return {
            "ranker": self.ranker,
            "weights": [list(pair) for pair in self.weights.items()],
            "knots": self.knots,
            "norms": self.norms,
            "candidates": [
                one._asdict() | {"checks": [check._asdict() for check in one.checks]}
                for one in self.candidates
            ],
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Inputs:
        """Inputs that were kept as JSON."""
        candidates = [
            Candidate(**{**kept, "checks": tuple(Check(**check) for check in kept["checks"])})
            for kept in data["candidates"]
        ]
        knots = [(margin, score) for margin, score in data["knots"]]
        return cls(data["ranker"], dict(data["weights"]), knots, data["norms"], candidates)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A need's list. `order` holds every candidate, best first; only `entries` are recorded."""

    need: str
    kind: str
    need_revision: int
    ranker: str
    computed_at: datetime
    looked_at: int
    entries: Sequence[Entry]
    inputs: Inputs
    order: Sequence[str] = ()

    @property
    def hash(self) -> str:
        """SHA-256 of the entries as canonical JSON (sorted keys, no spaces)."""
        return digest(self.plain_entries())

    def plain_entries(self) -> list[dict[str, Any]]:
        """The entries as JSON values."""
        return [plain(entry) for entry in self.entries]

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


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as JSON values."""
    return entry._asdict() | {
        "reasons": [reason._asdict() for reason in entry.reasons],
        "gaps": [gap._asdict() for gap in entry.gaps],
    }


def digest(value: Any) -> str:
    """SHA-256 of a JSON value in canonical form."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
