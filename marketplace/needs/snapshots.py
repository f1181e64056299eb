"""A need as its events carry it: business facts and ids, nothing personal."""

from __future__ import annotations

from typing import Any

from marketplace.needs.models import Need
from marketplace.vocabularies.places import located

CARRIED = (
    "description",
    "cpv",
    "nace",
    "lots",
    "budget",
    "deliver_from",
    "deliver_by",
    "required_certificates",
    "criteria",
    "business_case",
    "size_classes",
    "ownership",
    "occupation",
    "skills",
    "posts",
    "start",
    "wage",
    "training",
    "hiring_commitment",
)


def snapshot(need: Need) -> dict[str, Any]:
    """The data of every event that tells what a need is now."""
    where = need.content.get("place")
    return {
        "id": need.id,
        "ref": need.ref,
        "organization": need.organization_id,
        "kind": need.kind,
        "state": need.state,
        "title": need.title,
        "apply_by": need.apply_by.isoformat() if need.apply_by else None,
        "published_at": need.published_at.isoformat() if need.published_at else None,
        "reason": why(need),
        "place": located(where) if where else None,
        **{name: need.content.get(name) for name in CARRIED},
    }


def why(need: Need) -> str | None:
    """The reason of the state that it is in."""
    return need.suspension if need.state == "suspended" else need.reason
