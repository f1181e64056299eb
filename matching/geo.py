"""Distances on the globe."""

from __future__ import annotations

import math
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.columns import Ints
from matching.features import Floats
from matching.firms import UNSAID, Firms
from matching.snapshots import Place

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance by the haversine formula; None where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    across = math.radians(b.lon - a.lon)
    h = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


@lru_cache(maxsize=50_000)
def nearest_km(place: Place, sites: tuple[Place, ...]) -> float | None:
    """Distance to the nearest site; 0 within one municipality, None where none can be told."""
    found = [
        0.0
        if site.municipality and site.municipality == place.municipality
        else distance_km(place, site)
        for site in sites
    ]
    return min((km for km in found if km is not None), default=None)


class Sites:
    """How far the sites of firms are from a place, in km; NaN where not known."""

    def __init__(self, firms: Firms, candidates: Ints, place: Place | None) -> None:
        self._size = len(candidates)
        self._place = place or Place()
        self._municipality = firms.places.get(self._place.municipality)
        self._region = firms.places.get(self._place.region)
        self._sites = firms.sites
        self._rows, self._at = firms.sites.spans.gather(candidates)

    @cached_property
    def _first(self) -> NDArray[np.bool_]:
        """The row of the first site of each firm that has one."""
        found = np.ones(len(self._at), dtype=bool)
        np.not_equal(self._at[1:], self._at[:-1], out=found[1:])
        return found

    @cached_property
    def _km(self) -> Floats:
        """Great-circle distance of each row, by the haversine formula."""
        here = self._place
        if here.lat is None or here.lon is None:
            return np.full(len(self._rows), np.nan)
        lat, lon = (np.radians(self._sites.get(name, self._rows)) for name in ("lat", "lon"))
        lat_here, lon_here = math.radians(here.lat), math.radians(here.lon)
        h = np.sin((lat - lat_here) / 2) ** 2
        h += np.cos(lat) * math.cos(lat_here) * np.sin((lon - lon_here) / 2) ** 2
        found: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(np.sqrt(h), 1))
        return found

    @cached_property
    def first_km(self) -> Floats:
        """Distance of each firm's first site."""
        return self._of_first(self._km, np.nan)

    def same(self, name: str) -> Floats:
        """1 where the first site is in the place's municipality or region, else 0."""
        wanted = {"municipality": self._municipality, "region": self._region}[name]
        if wanted == UNSAID:
            return np.zeros(self._size)
        return self._of_first(self._sites.get(name, self._rows) == wanted, 0.0)

    def _of_first(self, values: NDArray[Any], otherwise: float) -> Floats:
        found = np.full(self._size, otherwise)
        found[self._at[self._first]] = values[self._first]
        return found

    @cached_property
    def nearest_km(self) -> Floats:
        """Distance of each firm's nearest site; 0 within one municipality."""
        km = self._km
        if self._municipality != UNSAID:
            own = self._sites.get("municipality", self._rows)
            km = np.where(own == self._municipality, 0.0, km)
        found = np.full(self._size, np.nan)
        np.fmin.at(found, self._at, km)
        return found
