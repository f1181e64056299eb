"""What the ranker is told: needs, organisations, awards and programmes as plain values.

Made from the data of events (their schemas stand in `events.catalogue`); a field that is missing
or null is not known.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Data = Mapping[str, Any]


def day_of(value: Any) -> date | None:
    """The day of "2027-03-10" or of an RFC 3339 moment."""
    return date.fromisoformat(str(value)[:10]) if value else None


def amount_of(value: Any) -> float | None:
    """A decimal string as a number; None unless it is above 0."""
    number = float(value) if value not in (None, "") else 0.0
    return number if number > 0 and math.isfinite(number) else None


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `municipality` is its code. Coordinates in degrees (WGS 84)."""

    municipality: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None

    @classmethod
    def of(cls, data: Data | None) -> Place | None:
        """A place of the events."""
        if not data:
            return None
        return cls(
            data.get("municipality") or "",
            data.get("region") or "",
            data.get("lat"),
            data.get("lon"),
        )


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of a need; `quantity` in `unit`, None if not said."""

    title: str
    quantity: float | None = None
    unit: str = ""
    cpv: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A need as published; `value` is the most that its budget allows, in `currency`."""

    id: str
    revision: int
    kind: str
    organization: str
    title: str
    state: str = "published"
    cpv: tuple[str, ...] = ()
    nace: tuple[str, ...] = ()
    lots: tuple[Lot, ...] = ()
    place: Place | None = None
    radius_km: float | None = None
    value: float | None = None
    currency: str = ""
    apply_by: date | None = None
    deliver_from: date | None = None
    deliver_by: date | None = None
    certificates: tuple[str, ...] = ()
    size_classes: tuple[str, ...] = ()
    ownership: str = ""
    occupation: str = ""
    skills: tuple[str, ...] = ()
    posts: int | None = None
    start: date | None = None
    buyer_name: str = ""
    category: str = ""

    @classmethod
    def of(cls, data: Data, revision: int) -> Need:
        """A need of the events."""
        budget = data.get("budget") or {}
        lots = tuple(lot_of(lot) for lot in data.get("lots") or ())
        codes = (*(data.get("cpv") or ()), *(lot.cpv for lot in lots if lot.cpv))
        return cls(
            id=data["id"],
            revision=revision,
            kind=data["kind"],
            organization=data["organization"],
            title=data["title"],
            state=data["state"],
            cpv=tuple(dict.fromkeys(codes)),
            nace=tuple(data.get("nace") or ()),
            lots=lots,
            place=Place.of(data.get("place")),
            radius_km=(data.get("place") or {}).get("radius_km"),
            value=amount_of(budget.get("max") or budget.get("min")),
            currency=budget.get("currency") or "",
            certificates=tuple(data.get("required_certificates") or ()),
            size_classes=tuple(data.get("size_classes") or ()),
            ownership=data.get("ownership") or "",
            occupation=data.get("occupation") or "",
            skills=tuple(data.get("skills") or ()),
            posts=data.get("posts"),
            apply_by=day_of(data.get("apply_by")),
            deliver_from=day_of(data.get("deliver_from")),
            deliver_by=day_of(data.get("deliver_by")),
            start=day_of(data.get("start")),
        )

    @property
    def text(self) -> str:
        """Title and what the lots add to it."""
        return " ".join(dict.fromkeys((self.title, *(lot.title for lot in self.lots))))


def lot_of(data: Data) -> Lot:
    """A lot of the events."""
    return Lot(data["title"], data.get("quantity"), data.get("unit") or "", data.get("cpv") or "")


@dataclass(frozen=True, slots=True)
class Capability:
    """What a firm can make: `capacity` units a month, of which `free_share` (0 to 1) is free."""

    text: str
    cpv: str = ""
    capacity: float | None = None
    unit: str = ""
    free_share: float | None = None
    lead_time_days: int | None = None

    @classmethod
    def of(cls, data: Data) -> Capability:
        """A capability of the events."""
        return cls(
            data["text"],
            data.get("cpv") or "",
            data.get("capacity"),
            data.get("unit") or "",
            data.get("free_share"),
            data.get("lead_time_days"),
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate; either end of its validity may be unknown."""

    scheme: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The parts of a profile that the reader of a shortlist may see.

    A part that is withheld from that reader is None, as if it were not known; an empty part was
    shown and says that there is nothing.
    """

    capabilities: tuple[Capability, ...] | None = ()
    nace: tuple[str, ...] | None = ()
    certificates: tuple[Certificate, ...] | None = ()
    sites: tuple[Place, ...] | None = ()
    size_class: str | None = None
    ownership: Mapping[str, bool | None] | None = field(default_factory=dict)
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation with its profile, if it has one; `revision` rises with either."""

    id: str
    name: str
    state: str = "unclaimed"
    kinds: tuple[str, ...] = ()
    place: Place | None = None
    profile: Profile | None = None
    revision: int = 1

    @property
    def sites(self) -> tuple[Place, ...]:
        """Its sites, else its seat; empty if neither is known."""
        shown = (self.profile.sites or ()) if self.profile else ()
        return shown or ((self.place,) if self.place else ())

    @property
    def home(self) -> Place | None:
        """Its first site."""
        return next(iter(self.sites), None)

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What it shows that it can make."""
        return (self.profile.capabilities or ()) if self.profile else ()

    def offers(self) -> list[tuple[str, str]]:
        """Text and CPV code of each capability, and the summary as a line of its own."""
        if not self.profile:
            return []
        lines = [(c.text, c.cpv) for c in self.capabilities]
        return [*lines, (self.profile.summary, "")] if self.profile.summary else lines


@dataclass(frozen=True, slots=True)
class Award:
    """One contract given to one supplier. `day` is a proleptic Gregorian ordinal."""

    id: str
    buyer: str
    buyer_name: str
    supplier: str
    supplier_name: str
    title: str
    day: float
    cpv: str = ""
    municipality: str = ""
    region: str = ""
    category: str = ""
    value: float | None = None
    currency: str = ""
    private: bool = False

    @classmethod
    def of(cls, data: Data) -> Award:
        """An award of the events."""
        texts = ("cpv", "municipality", "region", "category", "currency")
        return cls(
            id=data["id"],
            buyer=data["buyer"],
            buyer_name=data["buyer_name"],
            supplier=data["supplier"],
            supplier_name=data["supplier_name"],
            title=data["title"],
            day=float(date.fromisoformat(data["date"][:10]).toordinal()),
            value=amount_of(data.get("value")),
            private=bool(data.get("private")),
            **{name: data.get(name) or "" for name in texts},
        )


@dataclass(frozen=True, slots=True)
class Programme:
    """A training programme of a support organisation; `occupation` an ISCO-08 code."""

    id: str
    organization: str
    title: str
    revision: int = 1
    open: bool = True
    occupation: str = ""
    skills: tuple[str, ...] = ()
    place: Place | None = None
    seats: int | None = None
    weeks: int | None = None
    starts: tuple[date, ...] = ()
    certificate: str = ""

    @classmethod
    def of(cls, data: Data, revision: int) -> Programme:
        """A service of kind "training" of the events."""
        return cls(
            id=data["id"],
            organization=data["organization"],
            title=data["title"],
            revision=revision,
            open=data["state"] == "published",
            occupation=data.get("occupation") or "",
            skills=tuple(data.get("skills") or ()),
            place=Place.of(data.get("place")),
            seats=data.get("seats"),
            weeks=data.get("weeks"),
            starts=tuple(date.fromisoformat(d) for d in data.get("starts") or ()),
            certificate=data.get("certificate") or "",
        )
