"""One way for every kind of match: retrieve, eligibility, features, score, explain, record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching import scoring
from matching.checks import Check, Flags
from matching.features import Features, Floats, Norms
from matching.results import Candidate, Entry, Gap, Inputs, Ranking, Reason
from matching.scoring import Weights
from matching.snapshots import Need
from matching.state import State
from search.ports import SearchEngine

LISTED = 100
"""Eligible candidates on a list."""

NEAR_MISSES = 20
"""Candidates that fail a condition, shown below the list with what would change it."""

Facts = Mapping[str, Any]
Places = NDArray[np.int64]


class View(Protocol):
    """A need with its candidates, as a kind's retrieval returns it."""

    norms: Norms

    @property
    def ids(self) -> list[str]:
        """Identifiers of the candidates; equal margins are ordered by them."""

    @property
    def fits(self) -> Flags:
        """False for each candidate that is known to fail a condition."""

    def checks(self, at: int) -> tuple[Check, ...]:
        """The conditions of the candidate there, in words."""

    def about(self, chosen: Sequence[int]) -> Iterable[tuple[str, str | None, bool]]:
        """Organisation, subject (a programme) and whether unclaimed, of the chosen candidates."""

    def facts(self, chosen: Sequence[int]) -> list[Facts]:
        """What explaining needs to know of the chosen candidates, as JSON values."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between kinds of match."""

    name: str
    need_kind: str
    package: str
    retrieve: Callable[[Need, State, SearchEngine, date], Any]
    alone: Callable[[Need, State, str, date, Norms], Any]
    """(need, state, candidate, today, norms of an earlier list) -> the view of that one alone."""
    features: Features
    explain: Mapping[str, Callable[[Facts], tuple[str, Facts]]]
    """group -> (facts of the candidate -> the reason's text, and the facts behind it)."""

    def weights(self, version: str = "") -> Weights:
        """The kind's current ranker, or a kept version of it."""
        return scoring.load(self.package, version)


def rank(
    kind: Kind,
    need: Need,
    state: State,
    engine: SearchEngine,
    now: datetime,
    weights: Weights | None = None,
) -> Ranking:
    """The need's list as of now. Reads the state and the index, writes nothing."""
    weights = weights or kind.weights()
    view: View = kind.retrieve(need, state, engine, now.date())
    ids = view.ids
    rows = matrix(kind, view, weights)
    order = best_first(rows, weights, ids)
    inputs = recorded(view, rows, choose(order, view.fits), weights)
    return Ranking(
        need=need.id,
        kind=kind.name,
        need_revision=need.revision,
        ranker=weights.version,
        computed_at=now,
        looked_at=len(ids),
        entries=entries(kind, inputs),
        inputs=inputs,
        order=[ids[at] for at in order.tolist()],
    )


def best_first(rows: Floats, weights: Weights, ids: Sequence[str]) -> Places:
    """Candidates for whom anything speaks, by margin, equal ones by id."""
    backed = np.nonzero(((rows * weights.vector) > 0).any(axis=1))[0]
    by_id = np.array(sorted(backed.tolist(), key=ids.__getitem__), dtype=np.int64)
    return by_id[np.argsort(-weights.margins(rows)[by_id], kind="stable")]


def matrix(kind: Kind, view: View, weights: Weights) -> Floats:
    """One row a candidate, one column a feature that counts."""
    if not view.ids:
        return np.zeros((0, len(weights.names)))
    return kind.features.matrix(view, weights.names)


def recorded(view: View, rows: Floats, chosen: Sequence[int], weights: Weights) -> Inputs:
    """All that the list is made of, so that it can be made again without looking anything up."""
    known = zip(chosen, view.about(chosen), rows[chosen].tolist(), view.facts(chosen), strict=True)
    candidates = [Candidate(*about, row, view.checks(at), facts) for at, about, row, facts in known]
    return Inputs(
        ranker=weights.version,
        weights=dict(weights.features),
        knots=list(weights.knots),
        norms=view.norms.found,
        candidates=candidates,
    )


def choose(order: Places, fits: Flags) -> list[int]:
    """The best eligible candidates, then the best of those that fail a condition."""
    fit = fits[order]
    chosen: list[int] = [*order[fit][:LISTED].tolist(), *order[~fit][:NEAR_MISSES].tolist()]
    return chosen


def entries(kind: Kind, inputs: Inputs) -> list[Entry]:
    """The list out of its recorded inputs: what both ranking and replay show."""
    if not inputs.candidates:
        return []
    weights = Weights(inputs.ranker, inputs.weights, inputs.knots, {})
    rows = np.array([candidate.row for candidate in inputs.candidates], dtype=float)
    scores = weights.scores(weights.margins(rows))
    codes, member = scoring.groups(kind.features, weights.names)
    parts = scoring.shares(scoring.contributions(rows, weights, member), scores)
    heaviest = np.argsort(-parts, axis=1, kind="stable").tolist()
    found = zip(inputs.candidates, scores.tolist(), parts.tolist(), heaviest, strict=True)
    return [
        entry(place, one, score, reasons(kind, codes, part, by, one.facts))
        for place, (one, score, part, by) in enumerate(found, start=1)
    ]


def entry(place: int, candidate: Candidate, score: float, why: list[Reason]) -> Entry:
    """One candidate with its reasons and its gaps."""
    missing = gaps(candidate.checks)
    fits = not any(gap.blocking for gap in missing)
    return Entry(
        rank=place if fits else None,
        organization=candidate.organization,
        score=score,
        eligible=fits,
        reasons=why,
        gaps=missing,
        unclaimed=candidate.unclaimed,
        subject=candidate.subject,
        score_then=None if fits else score,
    )


def reasons(
    kind: Kind, codes: Sequence[str], part: Sequence[float], order: Sequence[int], facts: Facts
) -> list[Reason]:
    """A reason for each group that moves the score, in this order."""
    found = []
    for at in order:
        if part[at]:
            code = codes[at]
            text, behind = kind.explain[code](facts)
            found.append(Reason(code, text, part[at], behind))
    return found


def gaps(checks: tuple[Check, ...]) -> list[Gap]:
    """What is failed, then what is met in part, then what is not known."""
    missing = [check for check in checks if check.outcome != "met"]
    missing.sort(key=attrgetter("outcome"))
    return [Gap(c.code, c.text, c.remedy, c.facts, c.outcome == "failed") for c in missing]
