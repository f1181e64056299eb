"""Which buyers resemble a buyer: by the suppliers that both have used."""

from __future__ import annotations

import math
from collections.abc import Mapping
from weakref import WeakKeyDictionary

from matching.history import History
from matching.state import State

Similar = Mapping[int, float]

_known: WeakKeyDictionary[State, tuple[int, dict[int, Similar], dict[int, float]]] = (
    WeakKeyDictionary()
)


def similar(state: State, buyer: int) -> Similar:
    """Cosine of each other buyer's supplier vector with this buyer's, 0 to 1, without zeros.

    A supplier s weighs ln(1 + awards) x ln(1 + buyers / buyers of s) in a buyer's vector: one that
    everybody uses says little. Remembered until another award comes in.
    """
    history = state.history
    count, found, norms = _known.get(state, (-1, {}, {}))
    if count != history.count:
        found, norms = {}, {}
        _known[state] = (history.count, found, norms)
    if buyer not in found:
        found[buyer] = _similar(history, buyer, norms)
    return found[buyer]


def _similar(history: History, buyer: int, norms: dict[int, float]) -> Similar:
    dots: dict[int, float] = {}
    for supplier, count in history.suppliers_of.get(buyer, {}).items():
        rarity = _rarity(history, supplier) ** 2 * math.log1p(count)
        for other, times in history.buyers_of[supplier].items():
            dots[other] = dots.get(other, 0.0) + rarity * math.log1p(times)
    own = dots.pop(buyer, 0.0)
    return {b: dot / math.sqrt(own * _norm(history, b, norms)) for b, dot in dots.items()}


def _rarity(history: History, supplier: int) -> float:
    return math.log1p(len(history.suppliers_of) / len(history.buyers_of[supplier]))


def _norm(history: History, buyer: int, norms: dict[int, float]) -> float:
    if buyer not in norms:
        row = history.suppliers_of[buyer].items()
        norms[buyer] = sum((math.log1p(n) * _rarity(history, s)) ** 2 for s, n in row)
    return norms[buyer]
