"""Reads on organisations and on who stands where in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts.models import User
from marketplace.errors import NotFound
from marketplace.organizations.models import Delegation, Membership, Organization
from marketplace.policy import ROLES


def get(session: Session, organization_id: str) -> Organization:
    """The organisation; raises NotFound."""
    organization = session.get(Organization, organization_id)
    if organization is None:
        raise NotFound("There is no such organisation.")
    return organization


def standing(
    session: Session, user_id: str, organization_id: str, adviser_id: str | None = None
) -> dict[str, Any] | None:
    """The Actor fields of a person acting for an organisation, or None if they may not.

    Through an adviser the role is the person's at the adviser, never above editor.
    """
    organization = session.get(Organization, organization_id)
    role = _role(session, user_id, adviser_id or organization_id)
    if organization is None or role is None:
        return None
    fields: dict[str, Any] = {
        "organization": organization.id,
        "kinds": frozenset(organization.kinds),
        "role": role,
        "verified": organization.state == "verified",
    }
    if adviser_id is None:
        return fields
    delegation = live_delegation(session, organization_id, adviser_id)
    if delegation is None:
        return None
    role = "editor" if role == "administrator" else role
    return fields | {"role": role, "adviser": adviser_id, "tasks": frozenset(delegation.tasks)}


def _role(session: Session, user_id: str, organization_id: str) -> str | None:
    return session.scalar(
        select(Membership.role).where(
            Membership.user_id == user_id,
            Membership.organization_id == organization_id,
            Membership.state == "member",
        )
    )


def live_delegation(session: Session, organization_id: str, adviser_id: str) -> Delegation | None:
    """The delegation of a firm to an adviser that holds today."""
    return session.scalar(
        select(Delegation).where(
            Delegation.organization_id == organization_id,
            Delegation.adviser_id == adviser_id,
            Delegation.revoked_at.is_(None),
            Delegation.until >= now(session).date(),
        )
    )


def members(session: Session, organization_id: str, least_role: str = "viewer") -> list[str]:
    """Ids of the organisation's members in at least this role."""
    roles = ROLES[ROLES.index(least_role) :]
    found = select(Membership.user_id).where(
        Membership.organization_id == organization_id,
        Membership.state == "member",
        Membership.role.in_(roles),
    )
    return list(session.scalars(found))


def reviewers(session: Session) -> list[str]:
    """Ids of those who verify organisations: programme staff and the platform's administrators."""
    staff = session.scalars(select(User.id).where(User.staff.is_(True)))
    programme = session.scalars(
        select(Membership.user_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(
            cast(Organization.kinds, String).contains('"programme"'),
            Membership.state == "member",
            Membership.role.in_(ROLES[ROLES.index("editor") :]),
        )
    )
    return sorted({*staff, *programme})
