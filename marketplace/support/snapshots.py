"""A service as its events carry it."""

from __future__ import annotations

from typing import Any

from marketplace.support.models import Service
from marketplace.vocabularies.places import located

CARRIED = (
    "description",
    "theme",
    "novelty",
    "languages",
    "cost",
    "closes",
    "occupation",
    "skills",
    "seats",
    "weeks",
    "starts",
    "certificate",
)


def snapshot(service: Service) -> dict[str, Any]:
    """The data of every event that tells what a service is now."""
    where = service.content.get("place")
    return {
        "id": service.id,
        "organization": service.organization_id,
        "kind": service.kind,
        "state": service.state,
        "title": service.title,
        "place": located(where) if where else None,
        **{name: service.content.get(name) for name in CARRIED},
    }
