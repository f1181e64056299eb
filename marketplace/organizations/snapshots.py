"""Organisations, memberships and delegations as their events carry them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from events.outbox import record
from marketplace.organizations.models import Claim, Delegation, Membership, Organization
from marketplace.vocabularies.places import located


def snapshot(organization: Organization) -> dict[str, Any]:
    """The data of every event that tells what an organisation is now."""
    return {
        "id": organization.id,
        "name": organization.name,
        "names": organization.names,
        "kinds": organization.kinds,
        "identifiers": identifiers(organization),
        "state": organization.state,
        "place": located(place(organization)),
        "reason": organization.reason,
    }


def identifiers(organization: Organization) -> list[dict[str, str]]:
    """Its numbers in registers."""
    return [{"scheme": one.scheme, "value": one.value} for one in organization.identifiers]


def place(organization: Organization) -> dict[str, Any]:
    """Where its seat is; the code of the municipality, the English name of the region."""
    return {
        "municipality": organization.municipality,
        "region": organization.region,
        "country": organization.country,
    }


def record_organization(session: Session, organization: Organization, type_: str) -> None:
    """Put the organisation's snapshot into the outbox."""
    record(
        session,
        type_,
        key=f"organization/{organization.id}",
        revision=organization.revision,
        data=snapshot(organization),
    )


def record_membership(
    session: Session, membership: Membership, type_: str, cause: str | None = None
) -> None:
    """Tell that a membership was asked for, granted or ended; `cause` "claim": by a rival's."""
    data = {
        "organization": membership.organization_id,
        "user": membership.user_id,
        "role": membership.role,
    } | ({"cause": cause} if cause else {})
    _record(session, membership.organization_id, type_, data)


def record_claim(session: Session, claim: Claim, type_: str, *, outdone: bool = False) -> None:
    """Tell that a claim waits or is decided; `outdone`: turned down since another's won."""
    data = {
        "id": claim.id,
        "organization": claim.organization_id,
        "user": claim.user_id,
        "state": claim.state,
        "outdone": outdone,
    }
    _record(session, claim.organization_id, type_, data)


def record_delegation(session: Session, delegation: Delegation, type_: str) -> None:
    """Tell that an adviser may act, or may not any more."""
    data = {
        "id": delegation.id,
        "organization": delegation.organization_id,
        "adviser": delegation.adviser_id,
        "tasks": delegation.tasks,
        "until": delegation.until.isoformat(),
    }
    _record(session, delegation.organization_id, type_, data)


def _record(session: Session, organization_id: str, type_: str, data: dict[str, Any]) -> None:
    revision = session.get_one(Organization, organization_id).revision
    record(session, type_, key=f"organization/{organization_id}", revision=revision, data=data)
