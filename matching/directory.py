"""Organisations in memory: names, standing, home, and what their profiles offer."""

from __future__ import annotations

import math
from collections import defaultdict

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
        number = self.numbers.of(identifier)
        if number == len(self.labels):
            self.labels.append(name)
            buckets, lengths = gram_ids([fold(name)])
            self.names.extend(buckets, lengths)
            self.name_grams.add(buckets, 1)
            for column in (self.standing, *self.home.values(), *self.point.values()):
                column.reserve(number + 1)
        return number

    def put(self, organization: Organization) -> int:
        """Take in an organisation as it is now; an older revision changes nothing."""
        number = self.number(organization.id, organization.name)
        known = self.known.get(number)
        if known and known.revision >= organization.revision:
            return number
        self.known[number] = organization
        self.labels[number] = organization.name
        self.standing.values[number] = STANDING.get(organization.state, HIDDEN)
        self._settle(number, organization.home)
        self._offer(number, organization)
        return number

    def _settle(self, number: int, home: Place | None) -> None:
        place = home or Place()
        self.home["municipality"].values[number] = self.places.of(place.municipality)
        self.home["region"].values[number] = self.places.of(place.region)
        for name, value in (("lat", place.lat), ("lon", place.lon)):
            self.point[name].values[number] = math.nan if value is None else value

    def _offer(self, number: int, organization: Organization) -> None:
        for row in self.offer_rows.pop(number, []):
            self.offers.retract(row)
        offers = organization.offers()
        if offers:
            lines = [Line(owner=number, text=text, cpv=code) for text, code in offers]
            self.offer_rows[number] = list(self.offers.extend(lines))
