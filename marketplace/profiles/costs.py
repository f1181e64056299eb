"""What a missing part of a profile costs: the open supplier needs that ask for it, counted.

A need counts for a part if one of its fields cannot be answered without that part. It does not
say that the firm would win it, nor that the need is in its trade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.profiles.parts import EMPTY, is_filled

Asks = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Missing:
    """A part, or a fact within it, that is not said; `needs` open needs ask for it."""

    part: str
    fact: str
    needs: int


def asks_of(need: Mapping[str, Any]) -> dict[str, Any]:
    """What an event's need asks for, reduced to what a profile can answer."""
    lots = need.get("lots") or ()
    return {
        "codes": bool(need.get("cpv") or any(lot.get("cpv") for lot in lots)),
        "quantities": any(lot.get("quantity") for lot in lots),
        "nace": bool(need.get("nace")),
        "certificates": list(need.get("required_certificates") or ()),
        "radius": bool((need.get("place") or {}).get("radius_km")),
        "sizes": bool(need.get("size_classes")),
        "ownership": need.get("ownership"),
        "deadline": bool(need.get("deliver_by")),
    }


def missing(content: Mapping[str, Any], open_needs: Iterable[Asks]) -> list[Missing]:
    """Everything that is not said, the costliest first.

    An empty part that no need asks for is told with 0; a fact within a part only if one asks.
    """
    needs = list(open_needs)
    found = [
        Missing(part, fact, sum(map(asked, needs)))
        for part, fact, asked in (*_parts(content), *_facts(content))
    ]
    told = (one for one in found if one.needs or one.fact == "part")
    return sorted(told, key=lambda one: -one.needs)


_ASKED_BY = {
    "summary": lambda need: True,
    "capabilities": lambda need: True,
    "nace": lambda need: need["nace"],
    "certificates": lambda need: bool(need["certificates"]),
    "sites": lambda need: need["radius"],
    "staff": lambda need: need["sizes"],
    "turnover": lambda need: need["sizes"],
    "ownership": lambda need: bool(need["ownership"]),
}
"""Summary and capabilities are the words by which every supplier need finds firms."""


def _parts(content: Mapping[str, Any]) -> Iterable[tuple[str, str, Any]]:
    for name in EMPTY:
        if not is_filled(name, content):
            yield name, "part", _ASKED_BY.get(name, lambda need: False)


def _facts(content: Mapping[str, Any]) -> Iterable[tuple[str, str, Any]]:
    said = content.get("capabilities") or ()
    if said and not any(one.get("cpv") for one in said):
        yield "capabilities", "cpv", lambda need: need["codes"]
    if said and not any(_free(one) for one in said):
        yield "capabilities", "capacity", lambda need: need["quantities"]
    if said and not any(one.get("lead_time_days") is not None for one in said):
        yield "capabilities", "lead_time_days", lambda need: need["deadline"]
    held = {one["scheme"] for one in content.get("certificates") or ()}
    if held:
        yield "certificates", "schemes", lambda need: bool(set(need["certificates"]) - held)
    owned = content.get("ownership") or {}
    for kind in ("women", "youth"):
        if is_filled("ownership", content) and owned.get(kind) is None:
            yield "ownership", kind, lambda need, kind=kind: need["ownership"] == kind


def _free(capability: Mapping[str, Any]) -> bool:
    return capability.get("capacity") is not None and capability.get("free_share") is not None
