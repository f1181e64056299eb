"""What a workforce need requires of a training programme, condition by condition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from matching.checks import Check
from matching.geo import nearest_km
from matching.providers.fit import ends
from matching.snapshots import Need, Programme

ASK = "Ask the provider to state it"


def check(need: Need, programme: Programme, provider: str, today: date) -> tuple[Check, ...]:
    """Every condition that the need makes, held against the programme; `provider`: its state."""
    return (
        *standing(provider),
        *seats(need, programme),
        *timing(need, programme, today),
        *place(need, programme),
    )


def standing(provider: str) -> Iterator[Check]:
    """Suspended and rejected providers cannot be contracted."""
    if provider in ("suspended", "rejected"):
        text = f"The provider is {provider}"
        remedy = "The programme's staff has to decide on it again"
        yield Check(f"organization-{provider}", "failed", text, remedy)


def seats(need: Need, programme: Programme) -> Iterator[Check]:
    """A seat for each post."""
    if need.posts is None:
        return
    facts = {"posts": need.posts, "seats": programme.seats}
    if programme.seats is None:
        yield Check("seats-unknown", "unknown", "Number of seats not known", ASK, facts)
    elif programme.seats < need.posts:
        text = f"{programme.seats} seats for {need.posts} posts"
        yield Check("seats-short", "failed", text, "Split over two courses or providers", facts)
    else:
        yield Check("seats", "met", f"{programme.seats} seats", facts=facts)


def timing(need: Need, programme: Programme, today: date) -> Iterator[Check]:
    """A course that is still to begin ends before the posts start."""
    if need.start is None:
        return
    found = ends(programme, today)
    facts = {"start": need.start.isoformat(), "ends": found[0].isoformat() if found else None}
    if not found or programme.weeks is None:
        yield Check("timing-unknown", "unknown", "Next course not known", ASK, facts)
    elif found[0] > need.start:
        text = f"The next course ends {found[0]}; the posts start {need.start}"
        yield Check(
            "timing-late", "failed", text, "Start the posts later, or a course earlier", facts
        )
    else:
        yield Check("timing", "met", f"A course ends {found[0]}", facts=facts)


def place(need: Need, programme: Programme) -> Iterator[Check]:
    """Within the radius, where the need sets one."""
    if need.place is None or need.radius_km is None:
        return
    km = nearest_km(need.place, (programme.place,) if programme.place else ())
    facts = {"radius_km": need.radius_km, "km": None if km is None else round(km, 1)}
    if km is None:
        yield Check("place-unknown", "unknown", "Place of training not known", ASK, facts)
    elif km > need.radius_km:
        text = f"{km:.0f} km away; you ask for {need.radius_km:.0f} km"
        yield Check("place-far", "failed", text, "Widen the radius", facts)
    else:
        yield Check("place", "met", f"In your {need.radius_km:.0f} km radius", facts=facts)
