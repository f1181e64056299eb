"""What a supplier need requires of a firm, condition by condition, for all candidates at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from matching.checks import ABSENT, Case, Condition, Conditions
from matching.columns import Ints
from matching.directory import Directory
from matching.features import Floats
from matching.firms import UNSAID
from matching.geo import Sites
from matching.snapshots import Lot, Need
from matching.suppliers import certificates, trade

INVITE = "Invite it to confirm"
MONTH = 30.4375
"""Mean days of a month, for capacity per month over a delivery window."""

Facts = Mapping[str, Any]
Told = tuple[str, Facts]


@dataclass(frozen=True)
class Asked:
    """A need beside its candidates, by their numbers.

    `proved`: past orders show that they do such work.
    """

    need: Need
    directory: Directory
    candidates: Ints
    today: date
    proved: Any

    @cached_property
    def sites(self) -> Sites:
        """Where the candidates are, seen from the place of delivery."""
        return Sites(self.directory.firms, self.candidates, self.need.place)

    def said(self, name: str) -> Any:
        """A column of the firms at the candidates."""
        return getattr(self.directory.firms, name).values[self.candidates]


def conditions(asked: Asked) -> Conditions:
    """Every condition that the need makes, held against what is known of the firms."""
    found = (
        *standing(asked),
        *trade.trade(asked),
        *certificates.certificates(asked),
        *capacity(asked),
        *place(asked),
        *size(asked),
        *ownership(asked),
        *lead_time(asked),
    )
    return Conditions(len(asked.candidates), found)


BARRED = tuple(
    Case(f"organization-{state}", "failed", "The programme's staff has to decide on it again")
    for state in ("suspended", "rejected")
)


def standing(asked: Asked) -> Iterator[Condition]:
    """Suspended and rejected firms cannot be awarded anything."""
    own, states = asked.said("state"), asked.directory.firms.states
    which = np.full(len(own), ABSENT)
    for at, case in enumerate(BARRED):
        which[own == states.get(case.code.partition("-")[2])] = at
    which[own == UNSAID] = ABSENT
    yield Condition(BARRED, which, own, barred)


def barred(case: Case, _: Any) -> Told:
    return f"The organisation is {case.code.partition('-')[2]}", {}


CAPACITY = (
    Case("capacity", "met"),
    Case("capacity-part", "partly", "Award by lot, or add a second source"),
    Case("capacity-short", "failed", "Ask for less, or for later delivery"),
    Case("capacity-unknown", "unknown", INVITE),
)


def capacity(asked: Asked) -> Iterator[Condition]:
    """Free capacity over the delivery window against the lots, unit by unit.

    Who covers the smallest lot can be awarded that one, so only less than that is a failure.
    """
    need = asked.need
    months = window(need.deliver_from, need.deliver_by, asked.today)
    for unit, quantity, smallest in quantities(need.lots):
        free = free_a_month(asked, unit) * months
        which = np.where(free >= quantity, 0, np.where(free >= smallest, 1, 2))
        which[np.isnan(free)] = 3
        yield Condition(CAPACITY, which, np.nan_to_num(free), covering(unit, quantity))


def covering(unit: str, quantity: float) -> Any:
    def tell(case: Case, free: float) -> Told:
        facts: dict[str, Any] = {"quantity": quantity, "unit": unit}
        if case.outcome == "unknown":
            return f"Not known whether {quantity:,.0f} {unit} fit its free capacity", facts
        facts["free"] = round(free, 1)
        if case.outcome == "met":
            return f"{quantity:,.0f} {unit} fit its free capacity", facts
        return f"Free capacity for {free:,.0f} of {quantity:,.0f} {unit}", facts

    return tell


def quantities(lots: tuple[Lot, ...]) -> list[tuple[str, float, float]]:
    """By unit, what the lots ask for in all, and the least that one asks for."""
    found: dict[str, list[float]] = {}
    for lot in lots:
        if lot.quantity and lot.unit:
            found.setdefault(lot.unit, []).append(lot.quantity)
    return [(unit, sum(each), min(each)) for unit, each in found.items()]


def free_a_month(asked: Asked, unit: str) -> Floats:
    """What each candidate can still make a month in this unit, by its best line; NaN: not known."""
    firms = asked.directory.firms
    rows, at = firms.capabilities.spans.gather(asked.candidates)
    free = firms.capabilities.get("free", rows)
    known = (firms.capabilities.get("unit", rows) == firms.units.get(unit)) & ~np.isnan(free)
    best = np.full(len(asked.candidates), -np.inf)
    np.maximum.at(best, at[known], free[known])
    return np.where(np.isinf(best), np.nan, best)


def window(deliver_from: date | None, deliver_by: date | None, today: date) -> float:
    """Months from first to last delivery, counted from today; at least 1."""
    start = max(deliver_from or today, today)
    end = max(deliver_by or start, start)
    return max((end - start).days / MONTH, 1.0)


PLACE = (
    Case("place", "met"),
    Case("place-far", "failed", "Widen the radius"),
    Case("place-unknown", "unknown", INVITE),
)


def place(asked: Asked) -> Iterator[Condition]:
    """A site within the radius of the place of delivery, where the need sets one."""
    radius = asked.need.radius_km
    if asked.need.place is None or radius is None:
        return

    def tell(case: Case, km: float) -> Told:
        if case.outcome == "unknown":
            text = f"Not known whether it has a site within {radius:.0f} km"
            return text, {"radius_km": radius, "km": None}
        facts = {"radius_km": radius, "km": round(km, 1)}
        if case.outcome == "failed":
            return f"Nearest site {km:.0f} km away; you ask for {radius:.0f} km", facts
        return f"In your {radius:.0f} km radius", facts

    km = asked.sites.nearest_km
    which = np.where(np.isnan(km), 2, km > radius)
    yield Condition(PLACE, which, np.nan_to_num(km), tell)


SIZE = (
    Case("size", "met"),
    Case("size-other", "failed", "Open the need to this size class"),
    Case("size-unknown", "unknown", INVITE),
)


def size(asked: Asked) -> Iterator[Condition]:
    """The size class, where only some may apply."""
    wanted, sizes = asked.need.size_classes, asked.directory.firms.sizes
    if not wanted:
        return

    def tell(case: Case, own: int) -> Told:
        if case.outcome == "unknown":
            return "Size class not known", {"wanted": list(wanted), "size": None}
        facts = {"wanted": list(wanted), "size": sizes.names[own]}
        if case.outcome == "failed":
            return f"A {sizes.names[own]} firm; you ask for {' or '.join(wanted)}", facts
        return f"A {sizes.names[own]} firm, as asked", facts

    own = asked.said("size")
    other = ~np.isin(own, [sizes.get(name) for name in wanted])
    yield Condition(SIZE, np.where(own == UNSAID, 2, other), own, tell)


OWNERSHIP = (
    Case("ownership", "met"),
    Case("ownership-other", "failed", "Open the need to every owner"),
    Case("ownership-unknown", "unknown", INVITE),
)


def ownership(asked: Asked) -> Iterator[Condition]:
    """Women-owned or youth-owned, where the need is reserved."""
    whose = asked.need.ownership
    if not whose:
        return
    texts = {
        "met": f"{whose.capitalize()}-owned",
        "failed": f"Not {whose}-owned",
        "unknown": f"Not known whether it is {whose}-owned",
    }
    own = asked.directory.firms.owned[whose].values[asked.candidates]
    which = np.where(own == UNSAID, 2, own == 0)
    yield Condition(
        OWNERSHIP, which, own, lambda case, _: (texts[case.outcome], {"ownership": whose})
    )


LEAD_TIME = (
    Case("lead-time", "met"),
    Case("lead-time-long", "failed", "Move the last delivery"),
    Case("lead-time-unknown", "unknown", INVITE),
)


def lead_time(asked: Asked) -> Iterator[Condition]:
    """The shortest stated lead time, counted from the closing date, must end by the last day."""
    last = asked.need.deliver_by
    if last is None:
        return
    closes = max(asked.need.apply_by or asked.today, asked.today)

    def tell(case: Case, days: float) -> Told:
        facts: dict[str, Any] = {"deliver_by": last.isoformat()}
        if case.outcome == "unknown":
            return "Lead time not known", facts
        ready = date.fromordinal(closes.toordinal() + int(days))
        facts |= {"days": int(days), "ready": ready.isoformat()}
        if case.outcome == "failed":
            return f"Lead time of {days:.0f} days ends {ready}; you ask for {last}", facts
        return f"Lead time of {days:.0f} days", facts

    days = asked.said("lead_days")
    which = np.where(np.isnan(days), 2, closes.toordinal() + days > last.toordinal())
    yield Condition(LEAD_TIME, which, np.nan_to_num(days), tell)
