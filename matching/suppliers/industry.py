"""How near two industries are by their NACE Rev. 2 codes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from matching.features import Floats

if TYPE_CHECKING:
    from matching.suppliers.view import View

SAME = {4: 1.0, 3: 0.75, 2: 0.5}
"""Equal digits -> nearness: class, group, division (Regulation (EC) No 1893/2006)."""


def code_nearness(a: str, b: str) -> float:
    """1 for the same class, .75 for the same group, .5 for the same division, else 0."""
    left, right = (code.replace(".", "").strip() for code in (a, b))
    for digits, worth in SAME.items():
        if len(left) >= digits and left[:digits] == right[:digits]:
            return worth
    return 0.0


@lru_cache(maxsize=50_000)
def best(wanted: tuple[str, ...], offered: tuple[str, ...]) -> float:
    """The nearest pair of codes; 0 where either side has none."""
    return max((code_nearness(a, b) for a in wanted for b in offered), default=0.0)


def nearness(view: View) -> Floats:
    """For each candidate, the nearest of its industries to one that the need names."""
    found = np.zeros(len(view.numbers))
    if view.need.nace:
        for at, number in enumerate(view.numbers):
            firm = view.state.directory.known.get(number)
            if firm and firm.profile:
                found[at] = best(view.need.nace, firm.profile.nace or ())
    return found
