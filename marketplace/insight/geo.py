"""Where regions and municipalities lie on the outline."""

from __future__ import annotations

from functools import cache

from marketplace.vocabularies import outline, places


@cache
def regions() -> dict[str, tuple[float, float]]:
    """By region the middle of its towns, in units of the outline."""
    found = {}
    for region in places.REGIONS:
        towns = [one for one in places.municipalities().values() if one.region == region]
        lat = sum(one.lat for one in towns) / len(towns)
        lon = sum(one.lon for one in towns) / len(towns)
        found[region] = outline.project(lat, lon)
    return found
