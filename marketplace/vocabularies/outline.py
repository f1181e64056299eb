"""The country's outline as an SVG path, and where a point lies on it.

Natural Earth 1:10m admin 0 (public domain). The drawing is equirectangular with the parallel
41.6° N true: x = (lon - 20.43) · 640 / 2.63, y = (42.39 - lat) · 640 / 2.63 / cos 41.6°.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import cos, radians
from typing import Any

from marketplace.vocabularies import store

WEST, NORTH = 20.43, 42.39
X_PER_DEGREE = 640 / 2.63
Y_PER_DEGREE = X_PER_DEGREE / cos(radians(41.6))
VIEW_BOX = "-4 -4 648 513"
"""A viewBox that holds the outline with a margin of 4 units."""


@cache
def _drawing() -> dict[str, Any]:
    drawing: dict[str, Any] = json.loads(store.text("outline.json"))
    return drawing


def points() -> tuple[tuple[float, float], ...]:
    """Corners in SVG units; the first is repeated at the end."""
    return tuple((x, y) for x, y in _drawing()["points"])


@cache
def path() -> str:
    """The `d` of the path."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points()) + "Z"


def project(lat: float, lon: float) -> tuple[float, float]:
    """SVG units of a point in degrees, to a tenth."""
    return round((lon - WEST) * X_PER_DEGREE, 1), round((NORTH - lat) * Y_PER_DEGREE, 1)


def degrees(x: float, y: float) -> tuple[float, float]:
    """(lat, lon) of a point of the drawing."""
    return NORTH - y / Y_PER_DEGREE, WEST + x / X_PER_DEGREE


def contains(x: float, y: float) -> bool:
    """Whether a point of the drawing lies inside the outline (even-odd rule)."""
    inside = False
    corners = points()
    for (x1, y1), (x2, y2) in pairwise(corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
