"""Search of organisations: what can be asked, and what is told of each that is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from marketplace.finding import Search, found
from marketplace.policy import Actor, require
from marketplace.profiles import snapshots
from marketplace.profiles.queries import Seen, seen_many, with_standing
from search.specs import ORGANIZATIONS

SEARCH = Search(
    ORGANIZATIONS,
    filters=(
        "kinds",
        "state",
        "region",
        "municipality",
        "section",
        "nace",
        "cpv",
        "division",
        "size",
        "certificates",
        "ownership",
        "languages",
    ),
    ranges=("staff", "founded"),
    sorts=("staff", "founded"),
    facets=("kinds", "state", "region", "section", "size", "certificates", "ownership"),
)


def search(session: Session, actor: Actor, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The page of organisations that is asked for, each with what this reader sees of it."""
    require(actor, "public.read")
    page = SEARCH.find(asked)
    seen = seen_many(session, actor, [hit.id for hit in page.hits])
    return found([brief(session, one) for one in seen], page)


def brief(session: Session, seen: Seen) -> dict[str, Any]:
    """An organisation in a list."""
    organization, said = seen.organization, seen.parts
    classed = "size_class" not in seen.withheld
    return {
        "id": organization.id,
        "name": organization.name,
        "names": organization.names,
        "kinds": organization.kinds,
        "state": organization.state,
        "place": {
            "municipality": organization.municipality,
            "region": organization.region,
            "country": organization.country,
        },
        "summary": said.get("summary", ""),
        "capabilities": _texts(said.get("capabilities") or ()),
        "certificates": _schemes(session, said.get("certificates") or ()),
        "size_class": snapshots.size_class(seen.content) if classed else None,
    }


def _texts(capabilities: Sequence[Mapping[str, Any]]) -> list[str]:
    return [one["text"] for one in capabilities][:5]


def _schemes(session: Session, certificates: Sequence[Mapping[str, Any]]) -> list[str]:
    """Schemes held today, each once."""
    held = with_standing(session, certificates)
    return list(dict.fromkeys(one["scheme"] for one in held if one["standing"] != "expired"))
