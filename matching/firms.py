"""What conditions ask of organisations, in columns by their number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from matching.columns import Column, Parts, SparseRows
from matching.numbers import Numbers
from matching.snapshots import Capability, Certificate, Organization, Place
from matching.text import buckets, words

UNSAID = -1
"""In columns of numbers and of yes (1) and no (0): not known."""

GROUP = 3
"""Digits of a CPV code that two kinds of work must share to be called alike."""

STEM, SHORTEST = 6, 5
"""Letters of a word that are compared, and of the shortest word that says anything."""

OWNERSHIPS = ("women", "youth")


def stems(folded: str) -> list[int]:
    """Buckets of the beginnings of the longer words."""
    return buckets([word[:STEM] for word in words(folded) if len(word) >= SHORTEST])


class Firms:
    """Standing, size, industries, ownership, certificates, sites and capabilities.

    Of capabilities `free` is units a month that are not taken, NaN where not known, `group` the
    number of the first GROUP digits of its CPV code, and `stems` the words that it is known by.
    """

    def __init__(self, places: Numbers) -> None:
        self.places = places
        self.states, self.sizes, self.industries = Numbers(), Numbers(), Numbers()
        self.schemes, self.units, self.groups = Numbers(), Numbers(), Numbers()
        self.revision = Column(np.int32)
        self.state, self.size, self.industry = (Column(np.int32) for _ in range(3))
        self.lead_days = Column(np.float64, math.nan)
        self.certified = Column(np.int8)
        self.owned = {name: Column(np.int8) for name in OWNERSHIPS}
        self.certificates = Parts(scheme=np.int32, valid_from=np.int32, valid_to=np.int32)
        self.sites = Parts(municipality=np.int32, region=np.int32, lat=np.float64, lon=np.float64)
        self.capabilities = Parts(group=np.int32, unit=np.int32, free=np.float64)
        self.stems = SparseRows()

    def reserve(self, organizations: int) -> None:
        """Make room for this many organisations; of new ones nothing is known."""
        for column in (
            self.revision, self.state, self.size, self.industry, self.lead_days, self.certified,
            *self.owned.values(),
        ):  # fmt: skip
            column.reserve(organizations)
        for parts in (self.certificates, self.sites, self.capabilities):
            parts.spans.reserve(organizations)

    def put(
        self, numbers: Sequence[int], found: Sequence[Organization], folded: Sequence[str]
    ) -> None:
        """Replace what is known of each; `folded` are the texts of all capabilities in a row."""
        for number, one in zip(numbers, found, strict=True):
            self._single(number, one)
        self.certificates.put(numbers, [self._certificates(one) for one in found])
        self.sites.put(numbers, [[self._site(place) for place in one.sites] for one in found])
        self.capabilities.put(
            numbers, [[self._capability(c) for c in one.capabilities] for one in found]
        )
        known_by = [stems(text) for text in folded]
        self.stems.extend(
            np.array([stem for each in known_by for stem in each], dtype=np.int32),
            np.array([len(each) for each in known_by], dtype=np.int32),
        )

    def _single(self, number: int, one: Organization) -> None:
        profile = one.profile
        self.revision.values[number] = one.revision
        self.state.values[number] = self.states.of(one.state)
        self.size.values[number] = self.sizes.of((profile and profile.size_class) or "")
        nace = ",".join((profile and profile.nace) or ())
        self.industry.values[number] = self.industries.of(nace)
        days = [c.lead_time_days for c in one.capabilities if c.lead_time_days is not None]
        self.lead_days.values[number] = min(days, default=math.nan)
        shown = profile is not None and profile.certificates is not None
        self.certified.values[number] = 1 if shown else UNSAID
        owned = (profile and profile.ownership) or {}
        for name, column in self.owned.items():
            value = owned.get(name)
            column.values[number] = UNSAID if value is None else value

    def _certificates(self, one: Organization) -> list[tuple[float, ...]]:
        held: Sequence[Certificate] = (one.profile and one.profile.certificates) or ()
        return [
            (
                self.schemes.of(c.scheme),
                c.valid_from.toordinal() if c.valid_from else 0,
                c.valid_to.toordinal() if c.valid_to else 0,
            )
            for c in held
        ]

    def _site(self, place: Place) -> tuple[float, ...]:
        municipality, region = self.places.of(place.municipality), self.places.of(place.region)
        lat, lon = (math.nan if x is None else x for x in (place.lat, place.lon))
        return municipality, region, lat, lon

    def _capability(self, one: Capability) -> tuple[float, ...]:
        known = one.capacity is not None and one.free_share is not None
        free = one.capacity * one.free_share if known else math.nan  # type: ignore[operator]
        return self.groups.of(one.cpv[:GROUP]), self.units.of(one.unit), free
