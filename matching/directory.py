"""Organisations in memory: names, standing, home, and what their profiles offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from matching.columns import Column, Spans, SparseRows
from matching.firms import UNSAID, Firms
from matching.lines import Line, Lines
from matching.numbers import Numbers
from matching.snapshots import Organization
from matching.text import fold, gram_ids
from matching.vocabulary import Vocabulary

OPEN, BARRED, HIDDEN = 0, 1, 2
STANDING = {"verified": OPEN, "unclaimed": OPEN, "suspended": BARRED, "rejected": BARRED}
"""Who may be ranked. Barred firms stay visible with that as their gap; drafts are hidden."""


class Directory:
    """Organisations by number; those known only from awards have a name and nothing else."""

    def __init__(self, words: Vocabulary, grams: Vocabulary) -> None:
        self.numbers, self.places = Numbers(), Numbers()
        self.labels: list[str] = []
        self.name_grams = Vocabulary()
        self.names = SparseRows()
        self.firms = Firms(self.places)
        self.standing = Column(np.int8, OPEN)
        self.offers = Lines(words, grams)
        self.offered = Spans()

    def number(self, identifier: str, name: str = "") -> int:
        """The number of an organisation, known from now on under this name if it is new."""
        known = self.numbers.get(identifier)
        return known if known >= 0 else self.number_all([(identifier, name)])[0]

    def number_all(self, named: Iterable[tuple[str, str]]) -> list[int]:
        """The numbers of organisations by identifier and name, as `number` gives them."""
        first, found = len(self.labels), []
        for identifier, name in named:
            found.append(self.numbers.of(identifier))
            if found[-1] == len(self.labels):
                self.labels.append(name)
        self._name(self.labels[first:])
        return found

    def _name(self, fresh: Sequence[str]) -> None:
        """Take in the names that were just added to the labels."""
        if fresh:
            buckets, lengths = gram_ids([fold(name) for name in fresh])
            self.names.extend(buckets, lengths)
            self.name_grams.add(buckets, len(fresh))
            for table in (self.standing, self.firms, self.offered):
                table.reserve(len(self.labels))

    def state(self, identifier: str) -> str:
        """An organisation's state; empty where it is known from awards alone, or not at all."""
        number = self.numbers.get(identifier)
        code = self.firms.state.values[number] if number >= 0 else UNSAID
        return self.firms.states.names[code] if code != UNSAID else ""

    def put(self, organization: Organization) -> int:
        """Take in an organisation as it is now; an older revision changes nothing."""
        return self.put_all([organization])[0]

    def put_all(self, organizations: Sequence[Organization]) -> list[int]:
        """Take in many organisations, much quicker than one by one; returns their numbers."""
        numbers = self.number_all((one.id, one.name) for one in organizations)
        fresh: dict[int, Organization] = {}
        for number, one in zip(numbers, organizations, strict=True):
            known = (
                fresh[number].revision if number in fresh else self.firms.revision.values[number]
            )
            if known < one.revision:
                fresh[number] = one
        for number, one in fresh.items():
            self.labels[number] = one.name
            self.standing.values[number] = STANDING.get(one.state, HIDDEN)
        self._offer(list(fresh), list(fresh.values()))
        return numbers

    def _offer(self, numbers: Sequence[int], found: Sequence[Organization]) -> None:
        """Replace what each shows that it can do."""
        if not numbers:
            return
        for row in self.offered.gather(np.array(numbers, dtype=np.int32))[0].tolist():
            self.offers.retract(row)
        offers = [one.offers() for one in found]
        folded = [[fold(text) for text, _ in each] for each in offers]
        lines = [
            Line(owner=number, text=text, cpv=code)
            for number, each in zip(numbers, offers, strict=True)
            for text, code in each
        ]
        self.offered.put(numbers, len(self.offers), [len(each) for each in offers])
        if lines:
            self.offers.extend(lines, [text for each in folded for text in each])
        pairs = zip(found, folded, strict=True)
        self.firms.put(
            numbers, found, [t for f, each in pairs for t in each[: len(f.capabilities)]]
        )
