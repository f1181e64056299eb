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
from matching.checks import Check, met_share
from matching.columns import Ints
from matching.directory import HIDDEN
from matching.features import Floats, Norms
from matching.geo import EARTH_KM
from matching.snapshots import Need, Organization
from matching.state import State
from matching.suppliers import eligibility, explain
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
        today: date,
        others: Ints,
        own: Ints,
        profiles: Ints,
        norms: Norms | None = None,
    ) -> None:
        self.norms = norms or Norms()
        self._counts: dict[tuple[str, int], Floats] = {}
        self.state, self.need, self.today = state, need, today
        self.question = Question(state, need, float(today.toordinal()))
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
        rows = [row for c in self.numbers for row in directory.offer_rows.get(c, ())]
        chosen = np.array(rows, dtype=np.int32)
        return Pool(
            "p", self.state, self.question, directory.offers, chosen, self.candidates, self.norms
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

    def about(self, at: int) -> tuple[str, None, bool]:
        """Organisation, no subject, and whether it is known from awards alone."""
        known = self.state.directory.known.get(self.numbers[at])
        return self.ids[at], None, known is None or known.state == "unclaimed"

    def facts(self, chosen: Sequence[int]) -> list[dict[str, Any]]:
        """What reasons tell of the chosen candidates."""
        return explain.facts(self, chosen)

    @cached_property
    def checks(self) -> list[tuple[Check, ...]]:
        """Each candidate's conditions; those without a profile share one answer."""
        unknown = eligibility.check(self.need, Organization("", ""), self.today)
        known = self.state.directory.known
        like = self.o.sum((self.o.c >= explain.SIMILAR).astype(float)) + self.with_buyer
        return [
            eligibility.check(self.need, known[c], self.today, proved=proved)
            if c in known
            else unknown
            for c, proved in zip(self.numbers, (like > 0).tolist(), strict=True)
        ]

    @cached_property
    def conditions(self) -> Floats:
        """Share of the need's conditions that each candidate is known to meet."""
        return np.array([met_share(checks) for checks in self.checks])

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
        buyers = self.state.history.buyers_of
        return np.array([len(buyers.get(c, ())) for c in self.numbers], dtype=float)

    @cached_property
    def idle(self) -> Floats:
        """Age of the last award as a share of the history, 0 to 1; 1 without one."""
        days = self.question.day - self.state.history.last_day.values[self.candidates]
        return np.clip(np.nan_to_num(days / self.question.span, nan=1.0), 0, 1).astype(float)

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

    @cached_property
    def km(self) -> Floats:
        """Great-circle distance of each candidate's first site; NaN where not known."""
        place = self.need.place
        if place is None or place.lat is None or place.lon is None:
            return np.full(len(self.numbers), np.nan)
        point = self.state.directory.point
        lat, lon = (
            np.radians(point[n].values[self.candidates].astype(float)) for n in ("lat", "lon")
        )
        here, there = np.radians(place.lat), np.radians(place.lon)
        h = np.sin((lat - here) / 2) ** 2
        h += np.cos(lat) * np.cos(here) * np.sin((lon - there) / 2) ** 2
        return 2 * EARTH_KM * np.arcsin(np.minimum(np.sqrt(h), 1))

    def home(self, name: str) -> Floats:
        """1 where the first site is in the need's municipality or region."""
        wanted = getattr(self.question, name)
        own = self.state.directory.home[name].values[self.candidates]
        return ((own == wanted) & (own != -1)).astype(float)


def among(values: Ints, ordered: Ints) -> NDArray[np.bool_]:
    """Which of the values are among the ordered ones; quicker than `isin` for short arrays."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: NDArray[np.bool_] = ordered[at] == values
    return found
