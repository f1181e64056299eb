"""Whom a value belongs to: the organisation that counts, its number, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.organizations import canonical as merges
from marketplace.organizations.models import Organization
from marketplace.profiles.models import Profile
from marketplace.profiles.snapshots import size_class
from marketplace.vocabularies.codes import nace_section

Canonical = Callable[[Session, str], str]
Aliases = Callable[[Session, str], Collection[str]]

_follows: list[tuple[Canonical, Aliases]] = []
USUAL = ("EMBS", "EDB")
"""Schemes of the number that names a firm in the ledger, the first that it has."""


def follows_merges(canonical: Canonical, aliases: Aliases) -> None:
    """Register who knows which organisations were merged: the one that counts, and all that
    count as it."""
    _follows.append((canonical, aliases))


def canonical(session: Session, organization_id: str) -> str:
    """The organisation that counts for this one: itself unless it was merged into another."""
    for follow, _ in _follows:
        organization_id = follow(session, organization_id)
    return organization_id


def aliases(session: Session, organization_id: str) -> set[str]:
    """All organisations that count as this one, itself among them."""
    return {organization_id}.union(*(ids(session, organization_id) for _, ids in _follows))


def identifier(organization: Organization) -> str | None:
    """Its number as scheme and value, such as EMBS 6000001."""
    held = {one.scheme: one.value for one in organization.identifiers}
    scheme = next((one for one in (*USUAL, *sorted(held)) if one in held), None)
    return f"{scheme} {held[scheme]}" if scheme else None


def traits(session: Session, organization_id: str) -> dict[str, Any]:
    """The firm's part of a disaggregation; what is not known is left out, never guessed."""
    return traits_of(session, [organization_id])[organization_id]


def traits_of(session: Session, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The same of several firms, by their ids."""
    rows = session.execute(
        select(Organization.id, Organization.region, Profile.content)
        .outerjoin(Profile, Profile.organization_id == Organization.id)
        .where(Organization.id.in_(list(ids)))
    )
    return {firm: _traits(region, content or {}) for firm, region, content in rows}


def _traits(region: str | None, said: Mapping[str, Any]) -> dict[str, Any]:
    owned = said.get("ownership") or {}
    nace = next(iter(said.get("nace") or ()), None)
    found = {
        "region": region,
        "size": size_class(said)["mk"] if said else None,
        "sector": nace_section(nace) if nace else None,
        "women_owned": _said(owned.get("women")),
        "youth_owned": _said(owned.get("youth")),
    }
    return {key: value for key, value in found.items() if value is not None}


def _said(answer: bool | None) -> str | None:
    return None if answer is None else "yes" if answer else "no"


follows_merges(merges.canonical, merges.aliases)
