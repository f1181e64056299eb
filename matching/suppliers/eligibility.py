"""What a supplier need requires of a firm, condition by condition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from matching.checks import Check
from matching.geo import nearest_km
from matching.snapshots import Capability, Certificate, Lot, Need, Organization
from matching.suppliers.trade import trade

INVITE = "Invite it to confirm"
MONTH = 30.4375
"""Mean days of a month, for capacity per month over a delivery window."""

remembered = lru_cache(maxsize=20_000)
"""For answers that many firms share: they depend on little of a firm."""


def check(
    need: Need, firm: Organization, today: date, *, proved: bool = False
) -> tuple[Check, ...]:
    """Every condition that the need makes, held against what is known of the firm.

    `proved`: past orders show that it does such work.
    """
    return (
        *standing(firm),
        *trade(need, firm, proved),
        *certificates(need, firm, today),
        *capacity(need, firm, today),
        *place(need, firm),
        *size(need, firm),
        *ownership(need, firm),
        *lead_time(need, firm, today),
    )


def standing(firm: Organization) -> Iterator[Check]:
    """Suspended and rejected firms cannot be awarded anything."""
    if firm.state in ("suspended", "rejected"):
        yield Check(
            f"organization-{firm.state}",
            "failed",
            f"The organisation is {firm.state}",
            "The programme's staff has to decide on it again",
        )


def certificates(need: Need, firm: Organization, today: date) -> Iterator[Check]:
    """Each required scheme must be valid from the first to the last day of delivery."""
    first = need.deliver_from or need.deliver_by or today
    last = need.deliver_by or first
    held = firm.profile.certificates if firm.profile else None
    for scheme in need.certificates:
        yield certificate(scheme, held, first, last)


@remembered
def certificate(
    scheme: str, held: tuple[Certificate, ...] | None, first: date, last: date
) -> Check:
    """One required scheme against the certificates that are shown, None if none are."""
    facts: dict[str, str] = {"scheme": scheme}
    if held is None:
        return Check(
            "certificate-unknown", "unknown", f"Not known whether it holds {scheme}", INVITE, facts
        )
    own = [c for c in held if c.scheme == scheme]
    if not own:
        remedy = "Certify, and add the certificate to the profile"
        return Check("certificate-missing", "failed", f"{scheme} not held", remedy, facts)
    best = max(own, key=lambda c: c.valid_to or date.min)
    if best.valid_to is None:
        text = f"Not known until when {scheme} is valid"
        return Check("certificate-undated", "unknown", text, INVITE, facts)
    facts["valid_to"] = best.valid_to.isoformat()
    if best.valid_from and best.valid_from > first:
        facts["valid_from"] = best.valid_from.isoformat()
        text = f"{scheme} is valid only from {best.valid_from}, after delivery starts"
        return Check("certificate-later", "failed", text, "Move the first delivery", facts)
    if best.valid_to < last:
        when = "starts" if best.valid_to < first else "ends"
        text = f"{scheme} expires {best.valid_to}, before delivery {when}"
        remedy = "Ask for the date of the renewal audit"
        return Check("certificate-expires", "failed", text, remedy, facts | {"when": when})
    return Check("certificate", "met", f"{scheme} valid until {best.valid_to}", facts=facts)


def capacity(need: Need, firm: Organization, today: date) -> Iterator[Check]:
    """Free capacity over the delivery window against the lots, unit by unit.

    Who covers the smallest lot can be awarded that one, so only less than that is a failure.
    """
    for unit, quantity, smallest in quantities(need.lots):
        yield covered(unit, quantity, smallest, free_capacity(need, firm, unit, today))


def covered(unit: str, quantity: float, smallest: float, free: float | None) -> Check:
    """Free capacity in one unit, None if not known, against all lots and the smallest."""
    facts = {"quantity": quantity, "unit": unit}
    if free is None:
        text = f"Not known whether {quantity:,.0f} {unit} fit its free capacity"
        return Check("capacity-unknown", "unknown", text, INVITE, facts)
    facts["free"] = round(free, 1)
    if free >= quantity:
        text = f"{quantity:,.0f} {unit} fit its free capacity"
        return Check("capacity", "met", text, facts=facts)
    text = f"Free capacity for {free:,.0f} of {quantity:,.0f} {unit}"
    if free >= smallest:
        return Check("capacity-part", "partly", text, "Award by lot, or add a second source", facts)
    return Check("capacity-short", "failed", text, "Ask for less, or for later delivery", facts)


@remembered
def quantities(lots: tuple[Lot, ...]) -> tuple[tuple[str, float, float], ...]:
    """By unit, what the lots ask for in all, and the least that one asks for."""
    found: dict[str, list[float]] = {}
    for lot in lots:
        if lot.quantity and lot.unit:
            found.setdefault(lot.unit, []).append(lot.quantity)
    return tuple((unit, sum(each), min(each)) for unit, each in found.items())


def free_capacity(need: Need, firm: Organization, unit: str, today: date) -> float | None:
    """What the firm can still make in this unit from first to last delivery; None if not known."""
    months = window(need.deliver_from, need.deliver_by, today)
    shown = (firm.profile.capabilities or ()) if firm.profile else ()
    known = [_free(c, months) for c in shown if c.unit == unit]
    return max((free for free in known if free is not None), default=None)


@remembered
def window(deliver_from: date | None, deliver_by: date | None, today: date) -> float:
    """Months from first to last delivery, counted from today; at least 1."""
    start = max(deliver_from or today, today)
    end = max(deliver_by or start, start)
    return max((end - start).days / MONTH, 1.0)


def _free(capability: Capability, months: float) -> float | None:
    if capability.capacity is None or capability.free_share is None:
        return None
    return capability.capacity * capability.free_share * months


def place(need: Need, firm: Organization) -> Iterator[Check]:
    """A site within the radius of the place of delivery, where the need sets one."""
    if need.place is not None and need.radius_km is not None:
        yield within(need.radius_km, nearest_km(need.place, firm.sites))


@remembered
def within(radius_km: float, km: float | None) -> Check:
    """The distance of the nearest site, None if not known, against the radius."""
    facts: dict[str, float | None] = {"radius_km": radius_km, "km": km and round(km, 1)}
    if km is None:
        text = f"Not known whether it has a site within {radius_km:.0f} km"
        return Check("place-unknown", "unknown", text, INVITE, facts)
    if km > radius_km:
        text = f"Nearest site {km:.0f} km away; you ask for {radius_km:.0f} km"
        return Check("place-far", "failed", text, "Widen the radius", facts)
    return Check("place", "met", f"In your {radius_km:.0f} km radius", facts=facts)


def size(need: Need, firm: Organization) -> Iterator[Check]:
    """The size class, where only some may apply."""
    if not need.size_classes:
        return
    own = firm.profile.size_class if firm.profile else None
    facts = {"wanted": list(need.size_classes), "size": own}
    if own is None:
        yield Check("size-unknown", "unknown", "Size class not known", INVITE, facts)
    elif own not in need.size_classes:
        wanted = " or ".join(need.size_classes)
        text = f"A {own} firm; you ask for {wanted}"
        yield Check("size-other", "failed", text, "Open the need to this size class", facts)
    else:
        yield Check("size", "met", f"A {own} firm, as asked", facts=facts)


def ownership(need: Need, firm: Organization) -> Iterator[Check]:
    """Women-owned or youth-owned, where the need is reserved."""
    if not need.ownership:
        return
    own = (firm.profile.ownership or {}).get(need.ownership) if firm.profile else None
    facts = {"ownership": need.ownership}
    if own is None:
        text = f"Not known whether it is {need.ownership}-owned"
        yield Check("ownership-unknown", "unknown", text, INVITE, facts)
    elif own:
        yield Check("ownership", "met", f"{need.ownership.capitalize()}-owned", facts=facts)
    else:
        text = f"Not {need.ownership}-owned"
        yield Check("ownership-other", "failed", text, "Open the need to every owner", facts)


def lead_time(need: Need, firm: Organization, today: date) -> Iterator[Check]:
    """The shortest stated lead time, counted from the closing date, must end by the last day."""
    if need.deliver_by is None:
        return
    shown = (firm.profile.capabilities or ()) if firm.profile else ()
    known = [c.lead_time_days for c in shown if c.lead_time_days is not None]
    closes = max(need.apply_by or today, today)
    yield in_time(closes, need.deliver_by, min(known, default=None))


@remembered
def in_time(closes: date, deliver_by: date, days: int | None) -> Check:
    """A lead time in days, None if not known, from the closing date to the last delivery."""
    facts: dict[str, int | str] = {"deliver_by": deliver_by.isoformat()}
    if days is None:
        return Check("lead-time-unknown", "unknown", "Lead time not known", INVITE, facts)
    ready = closes + timedelta(days=days)
    facts |= {"days": days, "ready": ready.isoformat()}
    if ready > deliver_by:
        text = f"Lead time of {days} days ends {ready}; you ask for {deliver_by}"
        return Check("lead-time-long", "failed", text, "Move the last delivery", facts)
    return Check("lead-time", "met", f"Lead time of {days} days", facts=facts)
