"""From features to a score: a linear margin, a calibrated map, reasons that add up to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any

import numpy as np

from matching.features import Features, Floats

MOST_AGAINST = 0.5
"""Reasons against a candidate never outweigh half of those for it, or weights would explode."""


@dataclass(frozen=True)
class Weights:
    """A frozen ranker: weight of each feature, and points of the map from margin to score.

    `knots` are (margin, score) pairs, both rising: score s means that a share s of the winners in
    the training window had a smaller margin.
    """

    version: str
    features: Mapping[str, float]
    knots: Sequence[tuple[float, float]]
    card: Mapping[str, Any]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The features that count, in order."""
        return tuple(self.features)

    @cached_property
    def vector(self) -> Floats:
        """Their weights."""
        return np.array(list(self.features.values()), dtype=float)

    def margins(self, rows: Floats) -> Floats:
        """Weighted sum of each row of features."""
        found: Floats = rows @ self.vector
        return found

    def scores(self, margins: Floats) -> Floats:
        """Margins as scores in 0..1, strictly rising: linear between knots, exponential beyond."""
        at, to = (np.array(side, dtype=float) for side in zip(*self.knots, strict=True))
        reach = max(float(at[-1] - at[0]) / 4, 1e-9)
        inside = np.interp(margins, at, to)
        below = to[0] * np.exp(np.minimum(margins - at[0], 0) / reach)
        above = 1 - (1 - to[-1]) * np.exp(np.minimum(at[-1] - margins, 0) / reach)
        return np.where(margins < at[0], below, np.where(margins > at[-1], above, inside))

    def preferring_newcomers(self, delta: float) -> Weights:
        """The same ranker with this much, 0 to 3, taken off whoever sold to the buyer before."""
        return replace(self, features={**self.features, "incumbent": -delta})


@cache
def load(kind: str, version: str = "") -> Weights:
    """The weights of a kind that ship with the package: the current ones, or a kept version's.

    Raises FileNotFoundError for a version that was never shipped.
    """
    name = f"weights-{version}.json" if version else "weights.json"
    data = json.loads((resources.files("matching") / kind / name).read_text("utf-8"))
    knots = [(float(margin), float(score)) for margin, score in data["knots"]]
    return Weights(data["version"], data["features"], knots, data["card"])


@lru_cache(maxsize=64)
def groups(features: Features, names: tuple[str, ...]) -> tuple[list[str], Floats]:
    """The groups of these features in order, and a matrix features x groups of zeros and ones."""
    of = {f.name: f.group for f in features.all}
    found = list(dict.fromkeys(of[name] for name in names))
    member = np.array([[of[name] == group for group in found] for name in names], dtype=float)
    return found, member


def contributions(rows: Floats, weights: Weights, member: Floats) -> Floats:
    """What each group adds to each row's margin."""
    found: Floats = (rows * weights.vector) @ member
    return found


def shares(added: Floats, scores: Floats) -> Floats:
    """Contributions rescaled so that each row adds up to its score.

    Positive and negative ones keep their proportions; negative ones are bounded by MOST_AGAINST.
    A row without anything positive is all zeros: there is no reason for it.
    """
    plus, minus = np.maximum(added, 0), np.minimum(added, 0)
    total, against = plus.sum(axis=1), -minus.sum(axis=1)
    safe = np.where(total > 0, total, 1.0)
    ratio = np.minimum(against / safe, MOST_AGAINST)
    up = scores / (safe * (1 - ratio))
    down = np.where(against > 0, up * safe * ratio / np.where(against > 0, against, 1.0), 0.0)
    found: Floats = (plus * up[:, None] + minus * down[:, None]) * (total > 0)[:, None]
    return found
