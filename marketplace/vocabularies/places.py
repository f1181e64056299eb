"""Municipalities and statistical regions of North Macedonia."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from marketplace.vocabularies import store
from search.fold import fold

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""

REGIONS: Mapping[str, Mapping[str, str]] = {
    "Skopje": {"mk": "Скопски регион", "sq": "Rajoni i Shkupit"},
    "Pelagonija": {"mk": "Пелагониски регион", "sq": "Rajoni i Pellagonisë"},
    "East": {"mk": "Источен регион", "sq": "Rajoni Lindor"},
    "South-West": {"mk": "Југозападен регион", "sq": "Rajoni Jugperëndimor"},
    "Vardar": {"mk": "Вардарски регион", "sq": "Rajoni i Vardarit"},
    "South-East": {"mk": "Југоисточен регион", "sq": "Rajoni Juglindor"},
    "Polog": {"mk": "Полошки регион", "sq": "Rajoni i Pollogut"},
    "North-East": {"mk": "Североисточен регион", "sq": "Rajoni Verilindor"},
}
"""The eight planning regions by the English name that the API uses, with their other names."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """`code` is ISO 3166-2; `point_of` says whose point it is (a seat's, the city's)."""

    code: str
    names: Mapping[str, str]
    region: str
    lat: float
    lon: float
    point_of: str

    def name(self, language: str = "en") -> str:
        return self.names.get(language) or self.names["en"]


@cache
def municipalities() -> Mapping[str, Municipality]:
    """All 80 by code."""
    return {row["code"]: _municipality(row) for row in store.table("municipalities.csv")}


def _municipality(row: dict[str, str]) -> Municipality:
    names = {language: row[language] for language in ("en", "mk", "sq") if row[language]}
    return Municipality(
        row["code"], names, row["region"], float(row["lat"]), float(row["lon"]), row["point_of"]
    )


def region_name(region: str, language: str = "en") -> str:
    return REGIONS[region].get(language, region)


def region_of(municipality: str) -> str:
    """English name of the region; KeyError for an unknown code."""
    return municipalities()[municipality].region


def haversine(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle kilometres between two (lat, lon) in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def distance(a: str, b: str) -> float:
    """Kilometres between the points of two municipalities, straight."""
    one, two = municipalities()[a], municipalities()[b]
    return haversine((one.lat, one.lon), (two.lat, two.lon))


@lru_cache(1024)
def within(municipality: str, km: float) -> frozenset[str]:
    """Codes of the municipalities whose point is at most `km` away, itself included."""
    return frozenset(code for code in municipalities() if distance(municipality, code) <= km)


@lru_cache(1024)
def find(name: str) -> str | None:
    """Code of the municipality that a person means by its name in any language and script."""
    wanted = fold(name)
    for place in municipalities().values():
        if wanted in {fold(n) for n in place.names.values()}:
            return place.code
    return None


def located(place: Mapping[str, Any]) -> dict[str, Any]:
    """A place with the point of its municipality, for whoever measures distances without us."""
    known = municipalities().get(place.get("municipality") or "")
    return {
        **place,
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
    }
