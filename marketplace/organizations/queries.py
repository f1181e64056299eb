"""Reads on organisations and on who stands where in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts.models import User
from marketplace.errors import NotFound
from marketplace.organizations import rules
from marketplace.organizations.models import Delegation, Membership, Organization
from marketplace.organizations.snapshots import identifiers, place
from marketplace.policy import ROLES, Actor, may, require

MISSING = "There is no such organisation."

STANDING = (
    select(Organization.kinds, Organization.state, Membership.role)
    .join(Membership, Membership.organization_id == bindparam("joined"))
    .where(
        Organization.id == bindparam("organization"),
        Membership.user_id == bindparam("user"),
        Membership.state == "member",
    )
)
"""Columns only, built once: every request of a person who acts for an organisation asks it."""


def get(session: Session, organization_id: str) -> Organization:
    """The organisation; raises NotFound."""
    organization = session.get(Organization, organization_id)
    if organization is None:
        raise NotFound(MISSING)
    return organization


def visible(session: Session, actor: Actor, organization_id: str) -> Organization:
    """An organisation that the actor may know of: a public one, its own, or any for staff."""
    require(actor, "organization.read")
    organization = session.get(Organization, organization_id)
    if organization is None or not sees(session, actor, organization):
        raise NotFound(MISSING)
    return organization


def sees(session: Session, actor: Actor, organization: Organization) -> bool:
    """Whether the actor may know that the organisation exists."""
    return (
        organization.state in rules.PUBLIC
        or may(actor, "organization.read_own", organization.id)
        or may(actor, "organization.review")
        or is_member(session, actor.user, organization.id)
    )


def visible_ids(session: Session, actor: Actor, ids: Sequence[str]) -> set[str]:
    """Those of these organisations that the actor may know of."""
    require(actor, "organization.read")
    found = session.scalars(select(Organization).where(Organization.id.in_(ids)))
    return {one.id for one in found if sees(session, actor, one)}


def is_member(session: Session, user_id: str | None, organization_id: str) -> bool:
    """Whether the person belongs to the organisation, whichever one is acted for."""
    return user_id is not None and _role(session, user_id, organization_id) is not None


def own_organization(
    session: Session, actor: Actor, organization_id: str, action: str
) -> Organization:
    """An organisation on which its people want to act, locked for the change."""
    organization = session.get(Organization, organization_id, with_for_update=True)
    if organization is None:
        raise NotFound(MISSING)
    require(actor, action, organization.id, hidden=not sees(session, actor, organization))
    return organization


def reviewable(session: Session, actor: Actor, organization_id: str) -> Organization:
    """An organisation on which staff decide, locked for the change."""
    require(actor, "organization.review")
    organization = session.get(Organization, organization_id, with_for_update=True)
    if organization is None:
        raise NotFound(MISSING)
    return organization


def to_review(
    session: Session, actor: Actor, states: tuple[str, ...], limit: int, offset: int
) -> tuple[list[Organization], int]:
    """Organisations in these states, those that wait longest first, and how many there are."""
    require(actor, "organization.review")
    found = select(Organization).where(Organization.state.in_(states))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    ordered = found.order_by(Organization.submitted_at, Organization.id)
    return list(session.scalars(ordered.limit(limit).offset(offset))), total


def mine(session: Session, user_id: str) -> list[tuple[Organization, str]]:
    """The person's organisations with the role in each, the one joined first at the front."""
    found = (
        select(Organization, Membership.role)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.user_id == user_id, Membership.state == "member")
        .order_by(Membership.created_at, Membership.id)
    )
    return [(organization, role) for organization, role in session.execute(found)]


def advisers(session: Session) -> list[Organization]:
    """Verified support organisations by name, to choose an adviser from."""
    found = select(Organization).where(
        Organization.state == "verified", cast(Organization.kinds, String).contains('"bso"')
    )
    return list(session.scalars(found.order_by(Organization.name)))


def shown(session: Session, actor: Actor, organization: Organization) -> dict[str, Any]:
    """The organisation as the API answers it; of an unclaimed one only name, kinds and place."""
    inside = (
        may(actor, "organization.read_own", organization.id)
        or may(actor, "organization.review")
        or is_member(session, actor.user, organization.id)
    )
    told = inside or organization.state != "unclaimed"
    fields = {
        "id": organization.id,
        "name": organization.name,
        "names": organization.names if told else {},
        "kinds": organization.kinds,
        "identifiers": identifiers(organization) if told else [],
        "state": organization.state,
        "country": organization.country,
        "place": place(organization),
    }
    return fields | {"reason": organization.reason if inside else None}


def standing(
    session: Session, user_id: str, organization_id: str, adviser_id: str | None = None
) -> dict[str, Any] | None:
    """The Actor fields of a person acting for an organisation, or None if they may not.

    Through an adviser the role is the person's at the adviser, never above editor.
    """
    asked = {"organization": organization_id, "joined": adviser_id or organization_id}
    found = session.execute(STANDING, asked | {"user": user_id}).one_or_none()
    if found is None:
        return None
    fields: dict[str, Any] = {
        "organization": organization_id,
        "kinds": rules.effective_kinds(found.kinds, found.state),
        "role": found.role,
        "verified": found.state == "verified",
    }
    if adviser_id is None:
        return fields
    delegation = live_delegation(session, organization_id, adviser_id)
    if delegation is None or get(session, adviser_id).state != "verified":
        return None
    role = "editor" if found.role == "administrator" else found.role
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
    return members_of_each(session, [organization_id], least_role)[organization_id]


def members_of_each(
    session: Session, ids: Iterable[str], least_role: str = "viewer"
) -> dict[str, list[str]]:
    """Ids of the members in at least this role, by organisation."""
    found: dict[str, list[str]] = {one: [] for one in ids}
    query = select(Membership.organization_id, Membership.user_id).where(
        Membership.organization_id.in_(list(found)),
        Membership.state == "member",
        Membership.role.in_(ROLES[ROLES.index(least_role) :]),
    )
    for organization, user in session.execute(query):
        found[organization].append(user)
    return found


def reviewers(session: Session) -> list[str]:
    """Ids of those who verify organisations: programme staff and the platform's administrators."""
    staff = session.scalars(select(User.id).where(User.staff.is_(True)))
    programme = session.scalars(
        select(Membership.user_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(
            cast(Organization.kinds, String).contains('"programme"'),
            Organization.state == "verified",
            Membership.state == "member",
            Membership.role.in_(ROLES[ROLES.index("editor") :]),
        )
    )
    return sorted({*staff, *programme})
