"""A workforce need and the training programmes around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from matching.checks import Check, Flags, eligible
from matching.columns import Ints
from matching.directory import HIDDEN
from matching.features import Floats, Norms
from matching.providers import eligibility, explain
from matching.snapshots import Need, Programme
from matching.state import State
from matching.text import fold, gram_ids, word_ids


class View:
    """What features look at. `candidates` are numbers of programmes in rising order."""

    def __init__(self, state: State, need: Need, today: date, found: Ints) -> None:
        self.state, self.need, self.today = state, need, today
        self.norms = Norms()
        self.candidates = np.array(
            [n for n in np.unique(found).tolist() if self._shown(n)], dtype=np.int32
        )
        self.programmes: list[Programme] = [
            state.programmes.known[n] for n in self.candidates.tolist()
        ]
        self._rows = np.array(
            [state.programmes.row[n] for n in self.candidates.tolist()], dtype=np.int32
        )
        self._text = fold(" ".join((need.text, *need.skills)))

    def _shown(self, number: int) -> bool:
        programme = self.state.programmes.known[number]
        directory = self.state.directory
        provider = directory.numbers.get(programme.organization)
        hidden = provider >= 0 and directory.standing.values[provider] == HIDDEN
        return programme.open and not hidden and programme.organization != self.need.organization

    @cached_property
    def ids(self) -> list[str]:
        """Identifiers of the programmes."""
        return [programme.id for programme in self.programmes]

    def about(self, chosen: Sequence[int]) -> list[tuple[str, str, bool]]:
        """Provider, programme, and whether the provider is unclaimed."""
        state = self.state.directory.state
        found = [self.programmes[at] for at in chosen]
        return [(p.organization, p.id, state(p.organization) == "unclaimed") for p in found]

    @cached_property
    def _checks(self) -> list[tuple[Check, ...]]:
        state = self.state.directory.state
        return [
            eligibility.check(self.need, p, state(p.organization), self.today)
            for p in self.programmes
        ]

    @property
    def fits(self) -> Flags:
        """False for each programme that is known to fail a condition."""
        return np.array([eligible(checks) for checks in self._checks], dtype=bool)

    def checks(self, at: int) -> tuple[Check, ...]:
        """The conditions of the programme there, in words."""
        return self._checks[at]

    def facts(self, chosen: Sequence[int]) -> list[dict[str, Any]]:
        """What reasons tell of the chosen programmes."""
        return [explain.facts(self.need, self.programmes[at], self.checks(at)) for at in chosen]

    @cached_property
    def cosine(self) -> Floats:
        """Cosine of title and skills with the need's, by 4-grams, 0 to 1."""
        programmes = self.state.programmes
        grams = gram_ids([self._text])[0]
        return programmes.grams.cosine(grams, programmes.lines.grams, self._rows)

    @cached_property
    def words(self) -> Floats:
        """BM25 as a share of the most that the need's words could give, 0 to 1."""
        programmes = self.state.programmes
        words = np.array(word_ids(self._text), dtype=np.int32)
        found, bound = programmes.words.bm25(words, programmes.lines.words, self._rows)
        return found / max(bound, 1e-9)

    def each(self, value: Any) -> Floats:
        """A function of need and programme, for every programme."""
        return np.array([value(self.need, p) for p in self.programmes], dtype=float)
