"""From the data of events to rows of the matching tables and back to values; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matching.snapshots import (
    Capability,
    Certificate,
    Organization,
    Place,
    Profile,
    day_of,
)

Data = Mapping[str, Any]

SHOWN = ("public", "signed_in")
"""What the owner of a published need may see: such an owner belongs to a verified organisation.

Parts for "those I apply to" are not kept here at all.
"""

PARTS = ("capabilities", "nace", "certificates", "sites", "size_class", "ownership", "summary")


def visible(profile: Data) -> dict[str, Any]:
    """The parts of a profile that ranking may use; a withheld part is None."""
    rules = profile.get("visibility") or {}
    return {
        part: profile.get(part) if rules.get(part, "public") in SHOWN else None for part in PARTS
    }


def profile_of(parts: Data) -> Profile:
    """The visible parts as a value."""
    return Profile(
        capabilities=_many(parts.get("capabilities"), Capability.of),
        nace=_many(parts.get("nace"), str),
        certificates=_many(parts.get("certificates"), certificate_of),
        sites=_many(parts.get("sites"), Place.of),
        size_class=(parts.get("size_class") or {}).get("mk"),
        ownership=parts.get("ownership"),
        summary=parts.get("summary") or "",
    )


def _many(found: Any, make: Any) -> Any:
    return None if found is None else tuple(made for made in map(make, found) if made is not None)


def certificate_of(data: Data) -> Certificate:
    """A certificate of the events."""
    return Certificate(data["scheme"], day_of(data.get("valid_from")), day_of(data.get("valid_to")))


def organization_of(
    identifier: str, organization: Data, profile: Data | None, revision: int
) -> Organization:
    """An organisation with its profile, from the columns of its row.

    One whose own event has not come yet counts as a draft: it is not shown.
    """
    return Organization(
        id=identifier,
        name=organization.get("name") or "",
        state=organization.get("state") or "draft",
        kinds=tuple(organization.get("kinds") or ()),
        place=Place.of(organization.get("place")),
        profile=None if profile is None else profile_of(profile),
        revision=revision,
    )


def need_is_open(data: Data) -> bool:
    """True while a need is published and takes applications."""
    return bool(data["state"] == "published")
