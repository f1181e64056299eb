"""Measures of a ranked list from the places (1 is the first) of its relevant entries."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

CUTS = (1, 5, 10, 100)


def places(ranking: Sequence[str], relevant: Collection[str]) -> list[int]:
    """Where the relevant entries stand, in rising order; those not in the list are left out."""
    return [place for place, entry in enumerate(ranking, start=1) if entry in relevant]


def recall(found: Sequence[int], relevant: int, cut: int) -> float:
    """Share of the relevant entries in the first `cut`."""
    return sum(place <= cut for place in found) / relevant


def reciprocal_rank(found: Sequence[int]) -> float:
    """1 / place of the first relevant entry, 0 if there is none."""
    return 1 / found[0] if found else 0.0


def ndcg(found: Sequence[int], relevant: int, cut: int) -> float:
    """Normalised discounted cumulative gain with gains 0 and 1 (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / math.log2(place + 1) for place in found if place <= cut)
    best = sum(1 / math.log2(place + 1) for place in range(1, min(relevant, cut) + 1))
    return gain / best


def means(found: Sequence[tuple[Sequence[int], int]]) -> dict[str, float]:
    """All measures, averaged over queries given as (places, number of relevant entries)."""
    n = len(found)
    result: dict[str, float] = {"n": n}
    for cut in CUTS:
        result[f"recall@{cut}"] = sum(recall(p, r, cut) for p, r in found) / max(n, 1)
    result["mrr"] = sum(reciprocal_rank(p) for p, _ in found) / max(n, 1)
    result["ndcg@10"] = sum(ndcg(p, r, 10) for p, r in found) / max(n, 1)
    return result
