"""Reads on the persons of organisations: who belongs, and who acts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import User
from marketplace.accounts.queries import myself
from marketplace.errors import NotFound
from marketplace.organizations import queries
from marketplace.organizations.models import MemberInvitation, Membership
from marketplace.policy import Actor, require

Member = tuple[Membership, User]


def memberships(session: Session, actor: Actor, organization_id: str) -> list[Member]:
    """Members first, then those who ask, each by name."""
    require(actor, "membership.read", organization_id, hidden=True)
    found = (
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == organization_id)
        .order_by(Membership.state.desc(), User.name)
    )
    return [(membership, user) for membership, user in session.execute(found)]


def visible_membership(session: Session, actor: Actor, membership_id: str) -> Member:
    """A membership of the organisation acted for, or one's own; NotFound for any other."""
    membership = session.get(Membership, membership_id)
    if membership is None:
        raise NotFound("There is no such membership.")
    if membership.user_id != actor.user:
        require(actor, "membership.read", membership.organization_id, hidden=True)
    return membership, session.get_one(User, membership.user_id)


def shown(member: Member) -> dict[str, Any]:
    """A membership as the API answers it."""
    membership, user = member
    return {
        "id": membership.id,
        "organization": membership.organization_id,
        "user": membership.user_id,
        "name": user.name,
        "role": membership.role,
        "state": membership.state,
        "created_at": membership.created_at.isoformat(),
    }


def shown_invitation(invitation: MemberInvitation) -> dict[str, Any]:
    """An invitation as the API answers it; its secret goes out by mail alone."""
    return {
        "id": invitation.id,
        "organization": invitation.organization_id,
        "email": invitation.email,
        "role": invitation.role,
        "created_at": invitation.created_at.isoformat(),
        "expires_at": invitation.expires_at.isoformat(),
    }


def me(session: Session, actor: Actor) -> tuple[dict[str, Any], int]:
    """The acting person as the API answers it, and the revision of the account."""
    user = myself(session, actor)
    places = [
        {
            "organization": organization.id,
            "name": organization.name,
            "kinds": organization.kinds,
            "state": organization.state,
            "role": role,
        }
        for organization, role in queries.mine(session, user.id)
    ]
    fields = {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "administrator": user.staff,
        "two_factor": user.totp_confirmed_at is not None,
        "organization": actor.organization,
        "adviser": actor.adviser,
        "role": actor.role,
        "scopes": None if actor.scopes is None else sorted(actor.scopes),
        "organizations": places,
    }
    return fields, user.revision
