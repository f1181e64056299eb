"""Who belongs to an organisation: asking to join, letting in, roles, leaving."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.locks import lock
from marketplace import audit
from marketplace.errors import Conflict, NotFound
from marketplace.organizations import queries
from marketplace.organizations.models import Membership, Organization
from marketplace.organizations.snapshots import identifiers, record_membership
from marketplace.policy import Actor, may, require

MISSING = "There is no such membership."


def ask_to_join(
    session: Session,
    actor: Actor,
    organization_id: str,
    identifier: Mapping[str, str] | None = None,
) -> Membership:
    """Ask the organisation's administrators to be let in; asking twice returns the first.

    One that is not public is joined by whoever knows its number; NotFound for others. Raises
    Conflict for an unclaimed organisation (it is claimed) or a member.
    """
    organization = joinable(session, actor, organization_id, identifier)
    if organization.state == "unclaimed":
        raise Conflict("Nobody has claimed this organisation yet: claim it.", code="unclaimed")
    known = _membership_of(session, organization_id, actor.user or "")
    if known is not None:
        if known.state == "member":
            raise Conflict("You are a member of this organisation.", code="already-member")
        return known
    membership = Membership(
        id=new_id(session),
        organization_id=organization_id,
        user_id=actor.user,
        role="viewer",
        state="asked",
        created_at=now(session),
    )
    session.add(membership)
    _note(session, actor, "membership.ask", membership)
    record_membership(session, membership, "membership.asked")
    return membership


def joinable(
    session: Session, actor: Actor, organization_id: str, identifier: Mapping[str, str] | None
) -> Organization:
    """An organisation that the person may ask to join."""
    require(actor, "membership.ask")
    organization = queries.get(session, organization_id)
    known = identifier is not None and dict(identifier) in identifiers(organization)
    if organization.state in ("rejected", "suspended"):
        raise NotFound(queries.MISSING)
    if not known and not queries.sees(session, actor, organization):
        raise NotFound(queries.MISSING)
    return organization


def grant(session: Session, actor: Actor, membership_id: str, role: str) -> Membership:
    """Let somebody in who asked, or change a member's role.

    Raises Conflict `last-administrator` where nobody would be left to administer.
    """
    membership = _managed(session, actor, membership_id)
    if role != "administrator":
        _keep_an_administrator(session, membership)
    membership.role, membership.state = role, "member"
    _note(session, actor, "membership.grant", membership, role)
    record_membership(session, membership, "membership.granted")
    return membership


def end(session: Session, actor: Actor, membership_id: str) -> None:
    """Remove a member, turn down who asked, or leave; an administrator or the person itself."""
    membership = session.get(Membership, membership_id, with_for_update=True)
    if membership is None:
        raise NotFound(MISSING)
    if not may(actor, "membership.leave", membership.user_id):
        _managed(session, actor, membership_id)
    _end(session, actor, membership)


def leave_all(session: Session, actor: Actor) -> None:
    """End every membership of the person, before the account is closed."""
    require(actor, "account.self", actor.user)
    for membership in session.scalars(select(Membership).where(Membership.user_id == actor.user)):
        _end(session, actor, membership)


def enter(
    session: Session, actor: Actor, organization_id: str, user_id: str, role: str
) -> Membership:
    """Make a person a member in at least this role, by invitation or by an approved claim."""
    membership = _membership_of(session, organization_id, user_id)
    if membership is None:
        membership = Membership(
            id=new_id(session),
            organization_id=organization_id,
            user_id=user_id,
            role=role,
            created_at=now(session),
        )
        session.add(membership)
    membership.role, membership.state = role, "member"
    _note(session, actor, "membership.grant", membership, role)
    record_membership(session, membership, "membership.granted")
    return membership


def overrule(session: Session, actor: Actor, membership: Membership) -> None:
    """End a membership, the last administrator's too: the organisation is somebody else's."""
    session.delete(membership)
    _note(session, actor, "membership.end", membership)
    record_membership(session, membership, "membership.ended", cause="claim")


def _end(session: Session, actor: Actor, membership: Membership) -> None:
    _keep_an_administrator(session, membership)
    was_member = membership.state == "member"
    session.delete(membership)
    _note(session, actor, "membership.end", membership)
    if was_member:
        record_membership(session, membership, "membership.ended")


def _managed(session: Session, actor: Actor, membership_id: str) -> Membership:
    membership = session.get(Membership, membership_id, with_for_update=True)
    if membership is None:
        raise NotFound(MISSING)
    inside = may(actor, "membership.read", membership.organization_id)
    require(actor, "membership.manage", membership.organization_id, hidden=not inside)
    return membership


def _membership_of(session: Session, organization_id: str, user_id: str) -> Membership | None:
    return session.scalar(
        select(Membership).where(
            Membership.organization_id == organization_id, Membership.user_id == user_id
        )
    )


def _keep_an_administrator(session: Session, leaving: Membership) -> None:
    if leaving.state != "member" or leaving.role != "administrator":
        return
    lock(session, f"administrators-{leaving.organization_id}")
    others = select(func.count(Membership.id)).where(
        Membership.organization_id == leaving.organization_id,
        Membership.state == "member",
        Membership.role == "administrator",
        Membership.id != leaving.id,
    )
    if not session.scalar(others):
        raise Conflict(
            "The last administrator stays: make somebody else administrator first.",
            code="last-administrator",
        )


def _note(
    session: Session, actor: Actor, action: str, membership: Membership, role: str | None = None
) -> None:
    details = {"user": membership.user_id} | ({"role": role} if role else {})
    audit.note(session, actor, action, f"organization/{membership.organization_id}", details)
