"""A need and its candidates: pools of evidence, and what is known of each candidate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching import cpv
from matching.checks import Check, Conditions, Flags
from matching.columns import Ints
from matching.directory import HIDDEN
from matching.features import Floats, Norms
from matching.firms import UNSAID
from matching.snapshots import Need
from matching.state import State
from matching.suppliers import eligibility, explain
from matching.suppliers.eligibility import Asked
from matching.suppliers.evidence import Pool, Question

SMOOTHING = 10
"""Pseudo-awards that a code's level borrows from the level above."""


class View:
    """What features look at. `candidates` are numbers of organisations in rising order.

    `o` are awards of other buyers like the need, `b` the buyer's own, `p` what profiles offer.
    """

    def __init__(
        self,
        state: State,
        need: Need,
        question: Question,
        today: date,
        others: Ints,
        own: Ints,
        profiles: Ints,
        norms: Norms | None = None,
    ) -> None:
        self.norms = norms or Norms()
        self._counts: dict[tuple[str, int], Floats] = {}
        self.state, self.need, self.today = state, need, today
        self.question = question
        owner = state.history.lines.ints["owner"].values
        found = np.unique(np.concatenate((owner[others], owner[own], profiles)))
        shown = state.directory.standing.values[found] != HIDDEN
        self.candidates: Ints = found[shown & (found != self.question.buyer)]
        self.o = self._pool("o", others)
        self.b = self._pool("b", own)

    def _pool(self, name: str, rows: Ints) -> Pool:
        lines = self.state.history.lines
        kept = rows[among(lines.get("owner", rows), self.candidates)]
        return Pool(name, self.state, self.question, lines, kept, self.candidates, self.norms)

    @cached_property
    def p(self) -> Pool:
        """Capabilities in the candidates' profiles."""
        directory = self.state.directory
        rows = directory.offered.gather(self.candidates)[0].astype(np.int32)
        return Pool(
            "p", self.state, self.question, directory.offers, rows, self.candidates, self.norms
        )

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The candidates as a list."""
        found: list[int] = self.candidates.tolist()
        return found

    @cached_property
    def ids(self) -> list[str]:
        """Identifiers of the candidates."""
        names = self.state.directory.numbers.names
        return [names[c] for c in self.numbers]

    def about(self, chosen: Sequence[int]) -> list[tuple[str, None, bool]]:
        """Organisation, no subject, and whether nobody has claimed it."""
        firms = self.state.directory.firms
        own = firms.state.values[self.candidates[chosen]]
        unclaimed = (own == UNSAID) | (own == firms.states.get("unclaimed"))
        ids = self.ids
        return [(ids[at], None, free) for at, free in zip(chosen, unclaimed.tolist(), strict=True)]

    @property
    def fits(self) -> Flags:
        """False for each candidate that is known to fail a condition."""
        return self.conditions.fits

    def checks(self, at: int) -> tuple[Check, ...]:
        """The conditions of the candidate there, in words."""
        return self.conditions.checks(at)

    def facts(self, chosen: Sequence[int]) -> list[dict[str, Any]]:
        """What reasons tell of the chosen candidates."""
        return explain.facts(self, chosen)

    @cached_property
    def asked(self) -> Asked:
        """The need beside its candidates, for its conditions."""
        like = self.o.sum((self.o.c >= explain.SIMILAR).astype(float)) + self.with_buyer
        return Asked(self.need, self.state.directory, self.candidates, self.today, like > 0)

    @cached_property
    def conditions(self) -> Conditions:
        """What the need requires, held against every candidate."""
        return eligibility.conditions(self.asked)

    def _counted(self, facet: str, value: int) -> Floats:
        """Awards of each candidate under a facet's value; kept, since several features ask."""
        found = self._counts.get((facet, value))
        if found is None:
            counts = self.state.history.counts[facet].get(value, {})
            values = map(counts.get, self.numbers, repeat(0))
            found = np.fromiter(values, dtype=float, count=len(self.numbers))
            self._counts[facet, value] = found
        return found

    @cached_property
    def total(self) -> Floats:
        """Awards of each candidate."""
        found: Floats = self.state.history.total.values[self.candidates].astype(float)
        return found

    @cached_property
    def clients(self) -> Floats:
        """Distinct buyers of each candidate."""
        found: Floats = self.state.history.clients.values[self.candidates].astype(float)
        return found

    @cached_property
    def idle(self) -> Floats:
        """Age of the last award as a share of the history, 0 to 1; 1 without one."""
        days = self.question.day - self.state.history.last_day.values[self.candidates]
        share = days / self.question.span
        return np.clip(np.where(np.isnan(share), 1.0, share), 0, 1).astype(float)

    @cached_property
    def with_buyer(self) -> Floats:
        """Lines of each candidate among the buyer's own latest awards."""
        return self.b.sum(np.ones(len(self.b.rows)))

    @cached_property
    def code_prior(self) -> Floats:
        """Each candidate's share of the awards in the need's code, smoothed level by level.

        p = n_s / n, then for each level of the code p <- (n_s,code + 10 p) / (n_code + 10); the
        greatest where the need has several codes. After Chen and Goodman's hierarchical smoothing.
        """
        start = self.total / max(self.state.history.count, 1)
        each = [self._prior(start, codes) for codes in self.question.levels]
        found: Floats = np.max(each, axis=0) if each else start
        return found

    def _prior(self, p: Floats, codes: cpv.Levels) -> Floats:
        history = self.state.history
        for n, code in zip(cpv.LEVELS, codes, strict=True):
            if code != cpv.NONE:
                total = history.totals[f"cpv{n}"].get(code, 0)
                mine = self._counted(f"cpv{n}", code)
                p = (mine + SMOOTHING * p) / (total + SMOOTHING)
        return p

    def own_share(self, facet: str, values: set[int]) -> Floats:
        """Share of each candidate's awards that have one of the values of a facet, 0 to 1."""
        found = np.zeros(len(self.numbers))
        for value in values - {-1}:
            found += self._counted(facet, value)
        return np.minimum(found / np.maximum(self.total, 1), 1)

    @cached_property
    def value_z(self) -> Floats:
        """(ln value of the need - mean) / deviation of the candidate's; NaN where not known.

        The deviation is shrunk by two pseudo-awards of the deviation of all awards.
        """
        sums, variance = self.state.history.value_moments(self.question.currency)
        n, total, squares = (column.values[self.candidates] for column in sums)
        mean = total / np.maximum(n, 1)
        spread = np.maximum(squares - n * mean**2, 0)
        deviation = np.maximum(np.sqrt((spread + 2 * variance) / (n + 2)), 0.1)
        return np.where(n > 0, (self.question.log_value - mean) / deviation, np.nan)

    @cached_property
    def name_text(self) -> Floats:
        """Cosine of each candidate's name with the need's text, by 4-grams."""
        names = self.state.directory.names
        return self.state.grams.cosine(self.question.grams, names, self.candidates)


def among(values: Ints, ordered: Ints) -> NDArray[np.bool_]:
    """Which of the values are among the ordered ones; quicker than `isin` for short arrays."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == values
    return found
