"""Features in general: named numbers of candidates, each counted towards one reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


class Norms:
    """What a candidate's numbers are compared with: the best of the others, or all of them.

    Made anew they are taken from the candidates at hand and kept in `found`; made from what an
    earlier ranking found, they place one candidate among those of then.
    """

    def __init__(self, known: Mapping[str, list[float]] | None = None) -> None:
        self._known = known
        self.found: dict[str, list[float]] = {}

    def _top(self, name: str, values: Floats) -> float:
        if self._known is not None:
            return self._known.get(name, [0.0])[0]
        top = float(values.max()) if len(values) else 0.0
        self.found[name] = [top]
        return top

    def relative(self, name: str, values: Floats) -> Floats:
        """Values as shares of the greatest, 0 to 1; zeros if that is not above 0."""
        top = self._top(name, values)
        return np.minimum(values / top, 1.0) if top > 0 else np.zeros(len(values))

    def soft(self, name: str, values: Floats) -> Floats:
        """1 + ln(value / greatest) / 10, 0 to 1; zeros if the greatest is 0."""
        top = self._top(name, values)
        if top <= 0:
            return np.zeros(len(values))
        found: Floats = np.clip(1 + np.log(np.maximum(values / top, 1e-30)) / 10, 0, 1)
        return found

    def standing(self, name: str, values: Floats) -> Floats:
        """1 - ln(rank) / ln(1 + number of candidates): 1 for the greatest, 0 for values of 0.

        Equal values share the best of their ranks.
        """
        if self._known is None:
            ordered = np.sort(values)
            self.found[name] = ordered.tolist()
        else:
            ordered = np.array(self._known.get(name, [0.0]))
        count = max(len(ordered), 1)
        rank = 1 + len(ordered) - np.searchsorted(ordered, values, side="right")
        places = 1 - np.log(np.maximum(rank, 1)) / np.log(1 + count)
        found: Floats = np.where(values > 0, places, 0.0)
        return found
