"""How near two industries are by their NACE Rev. 2 codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from matching.columns import Ints
from matching.features import Floats
from matching.firms import UNSAID, Firms

SAME = {4: 1.0, 3: 0.75, 2: 0.5}
"""Equal digits -> nearness: class, group, division (Regulation (EC) No 1893/2006)."""


def code_nearness(a: str, b: str) -> float:
    """1 for the same class, .75 for the same group, .5 for the same division, else 0."""
    left, right = (code.replace(".", "").strip() for code in (a, b))
    for digits, worth in SAME.items():
        if len(left) >= digits and left[:digits] == right[:digits]:
            return worth
    return 0.0


def best(wanted: Sequence[str], held: Sequence[str]) -> float:
    """The nearest pair of codes; 0 where either side has none."""
    return max((code_nearness(a, b) for a in wanted for b in held), default=0.0)


def nearness(firms: Firms, candidates: Ints, wanted: Sequence[str]) -> Floats:
    """For each candidate, the nearest of its industries to one of those wanted."""
    return each(firms, candidates, partial(best, wanted))


def each(firms: Firms, candidates: Ints, value: Callable[[Sequence[str]], float]) -> Floats:
    """The value of each candidate's codes, worked out once for those that have the same."""
    own = firms.industry.values[candidates].tolist()
    names = firms.industries.names
    worth = {kind: value(names[kind].split(",")) if kind != UNSAID else 0.0 for kind in set(own)}
    return np.array([worth[kind] for kind in own], dtype=float)
