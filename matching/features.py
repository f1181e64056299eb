"""Features in general: named numbers of candidates, each counted towards one reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Feature:
    """A number of at least 0 for each candidate, 0 where there is no such evidence.

    `group` is the reason that it counts towards. More of it is never worse, so its weight is
    never below 0 (`sign` 1), or never better (`sign` -1).
    """

    name: str
    group: str
    compute: Callable[[Any], Floats]
    sign: int = 1


class Features:
    """The features of one kind of match, in the order of their definition."""

    def __init__(self) -> None:
        self.all: list[Feature] = []

    def __call__(
        self, group: str, sign: int = 1
    ) -> Callable[[Callable[[Any], Floats]], Callable[[Any], Floats]]:
        """Register the decorated function as a feature of this group."""

        def register(compute: Callable[[Any], Floats]) -> Callable[[Any], Floats]:
            self.all.append(Feature(compute.__name__, group, compute, sign))
            return compute

        return register

    @property
    def names(self) -> list[str]:
        """Names in order."""
        return [f.name for f in self.all]

    def matrix(self, view: Any, names: Sequence[str] | None = None) -> Floats:
        """One row a candidate, one column a feature, of all or of these names in their order."""
        by_name = {f.name: f for f in self.all}
        chosen = self.all if names is None else [by_name[name] for name in names]
        return np.column_stack([f.compute(view) for f in chosen])


def relative(values: Floats) -> Floats:
    """Values as shares of their maximum; zeros if that is not above 0."""
    top = float(values.max()) if len(values) else 0.0
    return values / top if top > 0 else np.zeros(len(values))


def standing(values: Floats) -> Floats:
    """1 - ln(rank) / ln(1 + number of candidates): 1 for the greatest, 0 for values of 0.

    Equal values share the best of their ranks.
    """
    ordered = np.sort(values)
    rank = 1 + len(values) - np.searchsorted(ordered, values, side="right")
    found: Floats = np.where(values > 0, 1 - np.log(rank) / np.log(1 + max(len(values), 1)), 0.0)
    return found


def soft(values: Floats) -> Floats:
    """1 + ln(value / greatest) / 10, not below 0; zeros if the greatest is 0."""
    top = float(values.max()) if len(values) else 0.0
    if top <= 0:
        return np.zeros(len(values))
    found: Floats = np.maximum(1 + np.log(np.maximum(values / top, 1e-30)) / 10, 0)
    return found
