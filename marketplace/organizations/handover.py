"""An organisation goes to whoever claimed it: the new administrator enters, all others leave."""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.accounts import signins, tokens
from marketplace.organizations import delegations, members
from marketplace.organizations.models import Delegation, MemberInvitation, Membership, Organization
from marketplace.organizations.snapshots import record_organization
from marketplace.policy import Actor


def hand_over(session: Session, actor: Actor, organization_id: str, person: str) -> None:
    """Make the person administrator. One that nobody had claimed is verified with it: number and
    proof were checked. Of one that had members these lose membership, sign-ins' choice, tokens,
    invitations and delegations, and are told."""
    organization = session.get_one(Organization, organization_id, with_for_update=True)
    if organization.state == "unclaimed":
        organization.state, organization.verified_at = "verified", now(session)
    organization.revision += 1
    members.enter(session, actor, organization_id, person, "administrator")
    session.flush()
    if _end_memberships(session, actor, organization_id, person):
        _end_access(session, actor, organization_id)
    record_organization(session, organization, "organization.claimed")


def others(session: Session, organization_id: str, person: str) -> list[Membership]:
    """Memberships that would end if the organisation went to the person."""
    found = select(Membership).where(
        Membership.organization_id == organization_id,
        Membership.user_id != person,
        Membership.state == "member",
    )
    return list(session.scalars(found.order_by(Membership.id)))


def _end_memberships(session: Session, actor: Actor, organization_id: str, person: str) -> int:
    ending = others(session, organization_id, person)
    for membership in ending:
        members.overrule(session, actor, membership)
    return len(ending)


def _end_access(session: Session, actor: Actor, organization_id: str) -> None:
    for delegation in _live_delegations(session, organization_id):
        delegations.end(session, actor, delegation)
    session.execute(
        update(MemberInvitation)
        .where(
            MemberInvitation.organization_id == organization_id,
            MemberInvitation.used_at.is_(None),
        )
        .values(used_at=now(session))
    )
    signins.stop_acting_for(session, organization_id)
    revoked = tokens.revoke_all_for(session, organization_id)
    subject = f"organization/{organization_id}"
    audit.note(session, actor, "organization.hand_over", subject, {"tokens": revoked})


def _live_delegations(session: Session, organization_id: str) -> list[Delegation]:
    sides = (Delegation.organization_id, Delegation.adviser_id)
    found = select(Delegation).where(
        or_(*(side == organization_id for side in sides)), Delegation.revoked_at.is_(None)
    )
    return list(session.scalars(found.order_by(Delegation.id)))
