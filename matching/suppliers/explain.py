"""Reasons for a supplier in plain English words, with the facts behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.checks import Check
from matching.features import Floats

if TYPE_CHECKING:
    from matching.suppliers.evidence import Pool
    from matching.suppliers.view import View

Facts = Mapping[str, Any]

SIMILAR = 0.35
"""Cosine of 4-grams from which two titles are called similar."""


def facts(view: View, chosen: Sequence[int]) -> list[dict[str, Any]]:
    """What is known of the chosen candidates, as JSON values, without anything private."""
    counts = {
        "similar": view.o.sum((view.o.c >= SIMILAR).astype(float)),
        "own": view.with_buyer,
        "awards": view.total,
        "clients": view.clients,
        "here": view.o.sum(np.maximum(view.o.municipality, view.o.region)),
    }
    columns = {name: values[chosen].astype(int).tolist() for name, values in counts.items()}
    columns |= {
        "nearest": awards(view, view.o, chosen),
        "own_nearest": awards(view, view.b, chosen),
        "offer": [view.p.lines.texts[row] if row >= 0 else None for row in nearest(view.p, chosen)],
        "km": [
            km if km == km else None for km in view.asked.sites.first_km[chosen].round(1).tolist()
        ],
        "met": [met(view.conditions.checks(at)) for at in chosen],
        "name": [view.state.directory.labels[view.numbers[at]] for at in chosen],
    }
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def met(checks: tuple[Check, ...]) -> list[str]:
    """The conditions that are known to be met, in words."""
    return [check.text for check in checks if check.outcome == "met"]


def nearest(pool: Pool, chosen: Sequence[int]) -> list[int]:
    """The row most like the need of each chosen candidate, -1 where it has none."""
    found = np.full(pool.size, -1)
    if len(pool.rows):
        likeness: Floats = pool.c + pool.bmr
        ordered = np.lexsort((pool.rows, likeness))
        found[pool.at[ordered]] = pool.rows[ordered]
    rows: list[int] = found[chosen].tolist()
    return rows


def awards(view: View, pool: Pool, chosen: Sequence[int]) -> list[dict[str, Any] | None]:
    """The past award most like the need of each chosen candidate, as facts."""
    rows = nearest(pool, chosen)
    if not len(pool.rows):
        return [None for _ in rows]
    lines, labels = view.state.history.lines, view.state.directory.labels
    at = np.array(rows, dtype=np.int32)
    days = np.nan_to_num(lines.floats["day"].values[at]).tolist()
    return [
        {
            "title": lines.texts[row],
            "buyer": labels[buyer],
            "day": date.fromordinal(int(day)).isoformat(),
        }
        if row >= 0
        else None
        for row, buyer, day in zip(rows, lines.get("buyer", at).tolist(), days, strict=True)
    ]


def orders(f: Facts) -> tuple[str, Facts]:
    """Past awards of other buyers."""
    near = f["nearest"]
    if not near:
        return "Past orders in words like yours", {}
    if f["similar"] < 2:
        return f"Delivered a similar order, {near['day'][:7]}: {near['title']}", near
    text = f"{f['similar']} similar orders, the nearest {near['day'][:7]}: {near['title']}"
    return text, {"similar": f["similar"], **near}


def own(f: Facts) -> tuple[str, Facts]:
    """Past awards of the buyer itself."""
    near = f["own_nearest"] or {}
    return f"You have ordered from it before, {f['own']} times", {"own": f["own"], **near}


def buyers(f: Facts) -> tuple[str, Facts]:
    """Clients like the buyer."""
    near = f["nearest"]
    if not near:
        return "Supplies buyers like you", {}
    return f"Supplies buyers like you, {near['buyer']} among them", {"buyer": near["buyer"]}


def place(f: Facts) -> tuple[str, Facts]:
    """Past awards delivered near."""
    if f["here"]:
        return f"{f['here']} orders delivered in your region", {"here": f["here"]}
    return "Delivers in your region", {}


def near(f: Facts) -> tuple[str, Facts]:
    """A site near the place of delivery."""
    if f["km"] is None:
        return "Has a site in your region", {}
    return f"{f['km']:.0f} km from the place of delivery", {"km": f["km"]}


def record(f: Facts) -> tuple[str, Facts]:
    """Everything it has delivered."""
    counted = {"awards": f["awards"], "clients": f["clients"]}
    return f"{f['awards']} orders by {f['clients']} buyers in all", counted


def capability(f: Facts) -> tuple[str, Facts]:
    """What its profile offers."""
    if not f["offer"]:
        return "Works in the industry you ask for", {}
    return f"Offers: {f['offer']}", {"offer": f["offer"]}


def conditions(f: Facts) -> tuple[str, Facts]:
    """Conditions of the need that are known to be met."""
    return "; ".join(f["met"]) or "Meets what you ask for", {"met": f["met"]}


def incumbent(f: Facts) -> tuple[str, Facts]:
    """The other side of "prefer newcomers"."""
    return "Sold to you before, and newcomers are preferred", {"own": f["own"]}


def fixed(text: str) -> Callable[[Facts], tuple[str, Facts]]:
    """A reason without facts of its own."""
    return lambda f: (text, {})


TEXTS: Mapping[str, Callable[[Facts], tuple[str, Facts]]] = {
    "orders": orders,
    "codes": fixed("Sells in the product group you ask for"),
    "buyers": buyers,
    "place": place,
    "value": fixed("Orders of this value are usual for it"),
    "record": record,
    "name": lambda f: (f"Its name says so: {f['name']}", {"name": f["name"]}),
    "own": own,
    "incumbent": incumbent,
    "capability": capability,
    "conditions": conditions,
    "near": near,
}
