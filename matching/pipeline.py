"""One way for every kind of match: retrieve, eligibility, features, score, explain, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

import numpy as np

from matching import scoring
from matching.checks import Check, eligible
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


class View(Protocol):
    """A need with its candidates, as a kind's retrieval returns it."""

    norms: Norms

    @property
    def ids(self) -> list[str]:
        """Identifiers of the candidates; equal margins are ordered by them."""

    @property
    def checks(self) -> list[tuple[Check, ...]]:
        """Each candidate's conditions."""

    def about(self, at: int) -> tuple[str, str | None, bool]:
        """Organisation, subject (a programme) and whether unclaimed, of the candidate there."""

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
    explain: Callable[[str, Facts], tuple[str, Facts]]
    """(group, facts of the candidate) -> the reason's text, and the facts behind it."""

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
    margins = weights.margins(rows).tolist()
    backed = ((rows * weights.vector) > 0).any(axis=1)
    order = sorted(np.nonzero(backed)[0].tolist(), key=lambda at: (-margins[at], ids[at]))
    inputs = recorded(view, rows, choose(order, view.checks), weights)
    return Ranking(
        need=need.id,
        kind=kind.name,
        need_revision=need.revision,
        ranker=weights.version,
        computed_at=now,
        looked_at=len(ids),
        entries=entries(kind, inputs),
        inputs=inputs,
        order=[ids[at] for at in order],
    )


def matrix(kind: Kind, view: View, weights: Weights) -> Floats:
    """One row a candidate, one column a feature that counts."""
    if not view.ids:
        return np.zeros((0, len(weights.names)))
    return kind.features.matrix(view, weights.names)


def recorded(view: View, rows: Floats, chosen: Sequence[int], weights: Weights) -> Inputs:
    """All that the list is made of, so that it can be made again without looking anything up."""
    candidates = [
        Candidate(*view.about(at), row=row, checks=view.checks[at], facts=facts)
        for at, row, facts in zip(chosen, rows[chosen].tolist(), view.facts(chosen), strict=True)
    ]
    return Inputs(
        ranker=weights.version,
        weights=dict(weights.features),
        knots=list(weights.knots),
        norms=view.norms.found,
        candidates=candidates,
    )


def choose(order: Sequence[int], checks: Sequence[tuple[Check, ...]]) -> list[int]:
    """The best eligible candidates, then the best of those that fail a condition."""
    fits = {id(found): eligible(found) for found in checks}
    fit = [at for at in order if fits[id(checks[at])]]
    unfit = [at for at in order if not fits[id(checks[at])]]
    return fit[:LISTED] + unfit[:NEAR_MISSES]


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
    missing = {id(c.checks): gaps(c.checks) for c in inputs.candidates}
    found = zip(inputs.candidates, scores.tolist(), parts.tolist(), heaviest, strict=True)
    return [
        entry(place, one, score, reasons(kind, codes, part, by, one.facts), missing[id(one.checks)])
        for place, (one, score, part, by) in enumerate(found, start=1)
    ]


def entry(
    place: int, candidate: Candidate, score: float, why: list[Reason], missing: list[Gap]
) -> Entry:
    """One candidate with its reasons and its gaps."""
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
            text, behind = kind.explain(codes[at], facts)
            found.append(Reason(codes[at], text, part[at], behind))
    return found


def gaps(checks: tuple[Check, ...]) -> list[Gap]:
    """What is failed, then what is met in part, then what is not known."""
    ordered = sorted((c for c in checks if c.outcome != "met"), key=lambda c: c.outcome)
    return [Gap(c.code, c.text, c.remedy, c.facts, blocking=c.outcome == "failed") for c in ordered]
