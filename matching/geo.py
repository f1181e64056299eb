"""Distances on the globe."""

from __future__ import annotations

import math
from functools import lru_cache

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
