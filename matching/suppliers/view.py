"""A need and its candidates: the two pools of awards, and what is known of each candidate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from matching import cpv
from matching.buyers import similar
from matching.columns import Ints
from matching.inquiry import Inquiry
from matching.state import State
from matching.suppliers.evidence import Floats, Pool, Question

SMOOTHING = 10
"""Pseudo-awards that a code's level borrows from the level above."""


class View:
    """What features look at. `candidates` are numbers of organisations in rising order."""

    def __init__(self, state: State, inquiry: Inquiry, others: Ints, own: Ints, more: Ints) -> None:
        self.state, self.question = state, Question(state, inquiry)
        owner = state.awards.ints["owner"].values
        others, own = others[owner[others] >= 0], own[owner[own] >= 0]
        self.candidates: Ints = np.unique(np.concatenate((owner[others], owner[own], more)))
        self.o = Pool(state, self.question, others, self.candidates)
        self.b = Pool(state, self.question, own, self.candidates)

    def _lookup(self, counts: dict[int, int]) -> Floats:
        get = counts.get
        return np.array([get(c, 0) for c in self._list], dtype=float)

    @cached_property
    def _list(self) -> Sequence[int]:
        found: list[int] = self.candidates.tolist()
        return found

    @cached_property
    def total(self) -> Floats:
        """Awards of each candidate."""
        return self.state.total.values[self.candidates].astype(float)

    @cached_property
    def clients(self) -> Floats:
        """Distinct buyers of each candidate."""
        buyers = self.state.buyers_of
        return np.array([len(buyers.get(c, ())) for c in self._list], dtype=float)

    @cached_property
    def idle(self) -> Floats:
        """Age of the last award as a share of the history, 0 to 1; 1 without one."""
        days = self.question.day - self.state.last_day.values[self.candidates]
        return np.clip(np.nan_to_num(days / self.question.span, nan=1.0), 0, 1)

    @cached_property
    def with_buyer(self) -> Floats:
        """Awards of each candidate by the need's own buyer."""
        return self._lookup(self.state.suppliers_of.get(self.question.buyer, {}))

    @cached_property
    def code_prior(self) -> Floats:
        """Each candidate's share of the awards in the need's code, smoothed level by level.

        p = n_s / n, then for each level of the code p <- (n_s,code + 10 p) / (n_code + 10); the
        greatest where the need has several codes. After Chen and Goodman's hierarchical smoothing.
        """
        start = self.total / max(self.state.award_count, 1)
        each = [self._prior(start, codes) for codes in self.question.levels]
        return np.max(each, axis=0) if each else start

    def _prior(self, p: Floats, codes: cpv.Levels) -> Floats:
        for n, code in zip(cpv.LEVELS, codes, strict=True):
            if code != cpv.NONE:
                total = self.state.totals[f"cpv{n}"].get(code, 0)
                mine = self._lookup(self.state.counts[f"cpv{n}"].get(code, {}))
                p = (mine + SMOOTHING * p) / (total + SMOOTHING)
        return p

    def own_share(self, facet: str) -> Floats:
        """Share of each candidate's awards that have the need's value of a facet, 0 to 1."""
        counts = self.state.counts[facet]
        found = [self._lookup(counts.get(value, {})) for value in self._wanted(facet)]
        return np.minimum(sum(found, np.zeros(len(self.candidates))) / np.maximum(self.total, 1), 1)

    def _wanted(self, facet: str) -> set[int]:
        if facet.startswith("cpv"):
            level = cpv.LEVELS.index(int(facet[3:]))
            return {codes[level] for codes in self.question.levels} - {cpv.NONE}
        return {getattr(self.question, facet)} - {-1}

    @cached_property
    def shared_clients(self) -> Floats:
        """Sum over buyers similar to the need's of similarity x ln(1 + awards)."""
        known = similar(self.state, self.question.buyer)
        buyers = self.state.buyers_of
        return np.array(
            [
                sum(known.get(b, 0.0) * math.log1p(n) for b, n in buyers.get(c, {}).items())
                for c in self._list
            ]
        )

    @cached_property
    def value_z(self) -> Floats:
        """(ln value of the need - mean) / deviation of the candidate's; NaN where not known.

        The deviation is shrunk by two pseudo-awards of the deviation of all awards.
        """
        n, total, squares = (c.values[self.candidates] for c in self.state.value_sums)
        mean = total / np.maximum(n, 1)
        spread = np.maximum(squares - n * mean**2, 0)
        deviation = np.sqrt((spread + 2 * self.state.value_variance) / (n + 2))
        return np.where(n > 0, (self.question.log_value - mean) / np.maximum(deviation, 0.1), np.nan)

    @cached_property
    def name_title(self) -> Floats:
        """Cosine of each candidate's name with the need's text, by 4-grams."""
        return self.state.grams.cosine(self.question.grams, self.state.names, self.candidates)
