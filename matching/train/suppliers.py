"""Learning the supplier ranker's weights from a history, and writing them down with their card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.awards import AwardRow
from matching.evaluate.protocol import Split, split
from matching.evaluate.store import need_of, store
from matching.scoring import Weights
from matching.suppliers.features import feature
from matching.suppliers.retrieve import retrieve
from matching.train.softmax import Lists, fit

L2 = 10.0
DELTA = 0.25
"""Taken off suppliers of the same buyer: the price of "prefer newcomers" is in docs/matching.md."""

QUANTILES = (0.01, 0.05, *(n / 20 for n in range(2, 19)), 0.95, 0.99)

BY_HAND = {
    "offer_text": 5.0,
    "offer_words": 2.0,
    "offer_code": 1.5,
    "industry": 0.8,
    "conditions": 1.0,
    "near": 0.8,
}
"""Weights of what profiles say. Award files hold no profiles, so nothing can be learned of them;
a capability in the need's own words and code is put on a par with a nearest title (text_best)."""

MASKS: tuple[Callable[[AwardRow], AwardRow], ...] = (
    lambda row: row,
    lambda row: replace(row, cpv=row.cpv[:2]),
    lambda row: replace(row, cpv="", municipality=""),
    lambda row: replace(row, cpv="", municipality="", region="", value=""),
)
"""The history as other countries' files would tell it: one set of weights has to serve all."""

Query = tuple[NDArray[np.float32], NDArray[np.bool_]]


def learn(rows: Sequence[AwardRow], start: date, end: date, version: str = "learned") -> Weights:
    """Weights from the tenders between two days, each ranked by what was known before `start`."""
    queries = [q for mask in MASKS for q in masked([mask(r) for r in rows], start, end)]
    learnable = [f for f in feature.all if f.name not in BY_HAND and f.name != "incumbent"]
    columns = [feature.names.index(f.name) for f in learnable]
    lists = Lists.of([(rows_[:, columns], won) for rows_, won in queries])
    found = fit(lists, [f.sign for f in learnable], L2)
    weights = dict(zip((f.name for f in learnable), found.tolist(), strict=True))
    return weighed(weights, queries, version, card(start, end, len(lists.starts)))


def masked(rows: Sequence[AwardRow], start: date, end: date) -> list[Query]:
    """Feature rows and winner flags of the candidates of each tender."""
    parts: Split = split(rows, start, end)
    with store(parts.history) as found:
        numbers = found.state.directory.numbers
        queries = []
        for tender in parts.tenders:
            view = retrieve(need_of(tender.row), found.state, found.engine, start)
            won = np.isin(view.candidates, [numbers.get(w) for w in tender.winners])
            queries.append((feature.matrix(view).astype(np.float32), won))
    return queries


def weighed(
    learned: dict[str, float], queries: Sequence[Query], version: str, card_: dict[str, Any]
) -> Weights:
    """Weights with the map from margins to scores: quantiles of the winners' margins."""
    all_ = learned | BY_HAND | {"incumbent": -DELTA}
    kept = {n: round(all_[n], 4) for n in feature.names if abs(all_[n]) >= 0.01}
    vector = np.array([kept.get(name, 0.0) for name in feature.names])
    margins = np.concatenate([rows[won] @ vector for rows, won in queries])
    knots = [(round(float(np.quantile(margins, q)), 4), q) for q in QUANTILES]
    return Weights(version, kept, knots, card_)


def card(start: date, end: date, queries: int) -> dict[str, Any]:
    """What the weights come from."""
    return {
        "method": "listwise softmax, weights not below 0",
        "l2": L2,
        "window": [start.isoformat(), end.isoformat()],
        "queries": queries,
        "variants": len(MASKS),
        "by_hand": sorted([*BY_HAND, "incumbent"]),
    }


def plain(weights: Weights) -> dict[str, Any]:
    """Weights as the JSON of a weights file."""
    return {
        "version": weights.version,
        "features": dict(weights.features),
        "knots": [list(knot) for knot in weights.knots],
        "card": dict(weights.card),
    }
