"""Listwise softmax regression in numpy: weights that make past winners likely.

ListNet's top-one likelihood (Cao et al. 2007, Learning to Rank: From Pairwise Approach to Listwise
Approach), with an L2 penalty and, where a feature's sign is declared, weights held to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lists:
    """Candidates of all queries in a row; `starts` marks where each query's begin.

    `target` is 1 / number of winners for a winner, else 0: each query counts once.
    """

    features: NDArray[np.float32]
    starts: NDArray[np.int64]
    target: Floats

    @classmethod
    def of(cls, queries: Sequence[tuple[NDArray[np.float32], NDArray[np.bool_]]]) -> Lists:
        """Queries given as (feature rows, winner flags); those without a winner are dropped."""
        kept = [(x, y) for x, y in queries if y.any()]
        sizes = np.array([len(y) for _, y in kept], dtype=np.int64)
        return cls(
            np.concatenate([x for x, _ in kept]),
            np.cumsum(sizes) - sizes,
            np.concatenate([y / y.sum() for _, y in kept]),
        )


def fit(lists: Lists, signs: Sequence[int], l2: float = 10.0, steps: int = 400) -> Floats:
    """Weights in the units of the features. `signs`: +1 or -1 holds a weight to that side, 0 frees.

    Projected gradient with Nesterov's momentum (restarted when the loss rises) on standardised
    columns; `l2` is the penalty on standardised weights summed over all queries.
    """
    scale = np.maximum(lists.features.std(axis=0, dtype=np.float64), 1e-6)
    x = (lists.features / scale).astype(np.float32)
    low = np.where(np.array(signs) > 0, 0.0, -np.inf)
    high = np.where(np.array(signs) < 0, 0.0, np.inf)
    weights = previous = np.zeros(x.shape[1])
    rate, momentum, best = 1.0 / len(lists.starts), 1.0, np.inf
    for _ in range(steps):
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = weights + (momentum - 1) / faster * (weights - previous)
        loss, slope = loss_and_slope(x, lists, ahead, l2)
        if loss > best:
            momentum, rate, best, previous = 1.0, rate * 0.7, np.inf, weights
            continue
        best, momentum, previous = loss, faster, weights
        weights = np.clip(ahead - rate * slope, low, high)
    result: Floats = weights / scale
    return result


def loss_and_slope(
    x: NDArray[np.float32], lists: Lists, weights: Floats, l2: float
) -> tuple[float, Floats]:
    """Negative log-likelihood of the winners plus the penalty, and its gradient."""
    margin = (x @ weights.astype(np.float32)).astype(np.float64)
    top = np.maximum.reduceat(margin, lists.starts)
    sizes = np.diff(np.append(lists.starts, len(margin)))
    shifted = np.exp(margin - np.repeat(top, sizes))
    total = np.add.reduceat(shifted, lists.starts)
    share = shifted / np.repeat(total, sizes)
    normaliser = np.log(total) + top
    loss = float(normaliser.sum() - lists.target @ margin + l2 / 2 * weights @ weights)
    slope = x.T @ (share - lists.target).astype(np.float32)
    return loss, slope.astype(np.float64) + l2 * weights
