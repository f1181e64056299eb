"""Reasons for a training programme in plain English words, with the facts behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from matching.checks import Check
from matching.geo import nearest_km
from matching.snapshots import Need, Programme

Facts = Mapping[str, Any]


def facts(need: Need, programme: Programme, checks: tuple[Check, ...]) -> dict[str, Any]:
    """What is known of a programme, as JSON values."""
    here, there = need.place, programme.place
    km = nearest_km(here, (there,)) if here and there else None
    return {
        "title": programme.title,
        "occupation": programme.occupation,
        "skills": list(programme.skills),
        "seats": programme.seats,
        "weeks": programme.weeks,
        "certificate": programme.certificate,
        "km": None if km is None else round(km, 1),
        "met": [check.text for check in checks if check.outcome == "met"],
    }


def near(f: Facts) -> tuple[str, Facts]:
    """Where the training is."""
    if f["km"] is None:
        return "Trains in your region", {}
    return f"Trains {f['km']:.0f} km from the place of work", {"km": f["km"]}


TEXTS: Mapping[str, Callable[[Facts], tuple[str, Facts]]] = {
    "occupation": lambda f: (
        f"Trains for your occupation (ISCO-08 {f['occupation']})",
        {"occupation": f["occupation"]},
    ),
    "skills": lambda f: (f"Teaches {', '.join(f['skills'])}", {"skills": f["skills"]}),
    "words": lambda f: (f"Its programme reads like your need: {f['title']}", {"title": f["title"]}),
    "seats": lambda f: (f"{f['seats']} seats", {"seats": f["seats"]}),
    "timing": lambda f: ("A course ends in time or soon after", {"weeks": f["weeks"]}),
    "near": near,
    "certificate": lambda f: (
        f"Ends with a certificate: {f['certificate']}",
        {"certificate": f["certificate"]},
    ),
}
