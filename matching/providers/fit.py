"""How a training programme and a workforce need fit, one aspect at a time. Each is 0 to 1."""

from __future__ import annotations

import math
from datetime import date, timedelta

from matching.geo import nearest_km
from matching.snapshots import Need, Programme
from matching.text import fold, words

ISCO_LEVELS = {4: 1.0, 3: 0.7, 2: 0.4, 1: 0.15}
"""Equal digits of two ISCO-08 codes -> nearness: unit, minor, sub-major and major group."""


def occupation(need: Need, programme: Programme) -> float:
    """Nearness of the occupations by their ISCO-08 codes; 0 where either is not said."""
    for digits, worth in ISCO_LEVELS.items():
        wanted = need.occupation[:digits]
        if len(wanted) == digits and programme.occupation[:digits] == wanted:
            return worth
    return 0.0


def skills(need: Need, programme: Programme) -> float:
    """Share of the need's skills whose words the programme has, a half-covered skill half."""
    taught = set(words(fold(" ".join((programme.title, *programme.skills)))))
    wanted = [set(words(fold(skill))) for skill in need.skills]
    shares = [len(skill & taught) / len(skill) for skill in wanted if skill]
    return sum(shares) / len(shares) if shares else 0.0


def seats(need: Need, programme: Programme) -> float:
    """Seats as a share of the posts, at most 1; 0 where either is not said."""
    if not need.posts or programme.seats is None:
        return 0.0
    return min(programme.seats / need.posts, 1.0)


def ends(programme: Programme, today: date) -> list[date]:
    """When the courses that are still to begin end, the earliest first."""
    length = timedelta(weeks=programme.weeks or 0)
    return sorted(start + length for start in programme.starts if start >= today)


def timing(need: Need, programme: Programme, today: date) -> float:
    """1 if a course ends before the posts start, exp(-weeks late / 8) after; 0 if not known."""
    found = ends(programme, today)
    if need.start is None or not found:
        return 0.0
    late = max((found[0] - need.start).days, 0) / 7
    return math.exp(-late / 8)


def near(need: Need, programme: Programme) -> float:
    """exp(-km / 60) of the place of training; 1 in the municipality, at least .5 in the region."""
    here, there = need.place, programme.place
    if here is None or there is None:
        return 0.0
    km = nearest_km(here, (there,))
    same_region = bool(here.region) and here.region == there.region
    return max(0.0 if km is None else math.exp(-km / 60), 0.5 * same_region)


def certificate(need: Need, programme: Programme) -> float:
    """1 if the programme ends with a named certificate."""
    return float(bool(programme.certificate))
