"""Organisations in memory: names, standing, home, and what their profiles offer."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from matching.columns import Column, SparseRows
from matching.lines import Line, Lines
from matching.numbers import Numbers
from matching.snapshots import Organization, Place
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
        self.known: dict[int, Organization] = {}
        self.offers = Lines(words, grams)
        self.offer_rows: dict[int, list[int]] = defaultdict(list)
        self.standing = Column(np.int8, OPEN)
        self.home = {name: Column(np.int32) for name in ("municipality", "region")}
        self.point = {name: Column(np.float32, np.nan) for name in ("lat", "lon")}

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
            for column in (self.standing, *self.home.values(), *self.point.values()):
                column.reserve(len(self.labels))

    def put(self, organization: Organization) -> int:
        """Take in an organisation as it is now; an older revision changes nothing."""
        return self.put_all([organization])[0]

    def put_all(self, organizations: Sequence[Organization]) -> list[int]:
        """Take in many organisations, much quicker than one by one; returns their numbers."""
        numbers = self.number_all((one.id, one.name) for one in organizations)
        fresh = {}
        for number, organization in zip(numbers, organizations, strict=True):
            known = self.known.get(number)
            if known is None or known.revision < organization.revision:
                self.known[number] = fresh[number] = organization
                self.labels[number] = organization.name
                self.standing.values[number] = STANDING.get(organization.state, HIDDEN)
                self._settle(number, organization.home)
        self._offer(fresh)
        return numbers

    def _settle(self, number: int, home: Place | None) -> None:
        place = home or Place()
        self.home["municipality"].values[number] = self.places.of(place.municipality)
        self.home["region"].values[number] = self.places.of(place.region)
        for name, value in (("lat", place.lat), ("lon", place.lon)):
            self.point[name].values[number] = math.nan if value is None else value

    def _offer(self, fresh: Mapping[int, Organization]) -> None:
        for number in fresh:
            for row in self.offer_rows.pop(number, []):
                self.offers.retract(row)
        lines = [
            Line(owner=number, text=text, cpv=code)
            for number, organization in fresh.items()
            for text, code in organization.offers()
        ]
        if lines:
            for line, row in zip(lines, self.offers.extend(lines), strict=True):
                self.offer_rows[line.owner].append(row)
