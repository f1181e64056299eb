"""A service as its events carry it."""

from __future__ import annotations

from typing import Any

from marketplace.support.models import Service

CARRIED = (
    "description",
    "theme",
    "place",
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
    return {
        "id": service.id,
        "organization": service.organization_id,
        "kind": service.kind,
        "state": service.state,
        "title": service.title,
        **{name: service.content.get(name) for name in CARRIED},
    }
