"""Inviting a person by address to join an organisation."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.accounts import queries as accounts
from marketplace.accounts.models import User
from marketplace.deployment import settings_of
from marketplace.errors import Conflict, Forbidden, NotFound
from marketplace.i18n import N_, translate
from marketplace.mailing import queue_mail
from marketplace.organizations import members, queries
from marketplace.organizations.models import MemberInvitation, Membership, Organization
from marketplace.policy import ROLES, Actor, require
from marketplace.secrets import hash_of, new_secret

GOOD_FOR = timedelta(days=14)
SUBJECT = N_("%(organization)s invites you to %(product)s")
TEXT = N_(
    "%(organization)s would like you to join it as %(role)s.\n\nOpen this page within two weeks,"
    " signed in or newly registered with this address:\n%(link)s"
)
ROLE_NAMES = {"administrator": N_("administrator"), "editor": N_("editor"), "viewer": N_("viewer")}


def invite(
    session: Session, actor: Actor, organization_id: str, email: str, role: str
) -> MemberInvitation:
    """Mail a link that makes whoever owns the address a member; it replaces an earlier one.

    Raises Conflict for an address that is a member's.
    """
    organization = queries.own_organization(session, actor, organization_id, "membership.manage")
    address = email.strip().casefold()
    person = accounts.by_email(session, address)
    if person is not None and queries.is_member(session, person.id, organization_id):
        raise Conflict("This person is a member already.", code="already-member")
    _withdraw(session, organization_id, address)
    secret, hashed = new_secret()
    invitation = MemberInvitation(
        id=new_id(session),
        organization_id=organization_id,
        email=address,
        role=role,
        secret_hash=hashed,
        invited_by=actor.user,
        created_at=now(session),
        expires_at=now(session) + GOOD_FOR,
    )
    session.add(invitation)
    _mail(session, actor, organization, invitation, person, secret)
    details = {"invitation": invitation.id, "role": role}
    audit.note(session, actor, "membership.invite", f"organization/{organization_id}", details)
    return invitation


def opened(session: Session, secret: str) -> MemberInvitation:
    """The invitation of a mailed link; NotFound once it was used, withdrawn or is over."""
    invitation = session.scalar(
        select(MemberInvitation).where(
            MemberInvitation.secret_hash == hash_of(secret),
            MemberInvitation.used_at.is_(None),
            MemberInvitation.expires_at > now(session),
        )
    )
    if invitation is None:
        raise NotFound(
            N_("This invitation was used already or is over. Ask for a new one."), code="link-over"
        )
    return invitation


def accept(session: Session, actor: Actor, secret: str) -> Membership:
    """Join by a mailed link; Forbidden for another address than the invited one."""
    require(actor, "membership.ask")
    invitation = opened(session, secret)
    user = session.get_one(User, actor.user)
    if user.email != invitation.email:
        raise Forbidden("This invitation was sent to another address; sign in with that one.")
    invitation.used_at = now(session)
    role = max(invitation.role, _role_now(session, user.id, invitation), key=ROLES.index)
    return members.enter(session, actor, invitation.organization_id, user.id, role)


def withdraw(session: Session, actor: Actor, invitation_id: str) -> None:
    """The link works no more."""
    invitation = session.get(MemberInvitation, invitation_id)
    if invitation is None:
        raise NotFound("There is no such invitation.")
    require(actor, "membership.manage", invitation.organization_id, hidden=True)
    invitation.used_at = invitation.used_at or now(session)
    details = {"invitation": invitation.id}
    subject = f"organization/{invitation.organization_id}"
    audit.note(session, actor, "membership.withdraw_invitation", subject, details)


def pending(session: Session, actor: Actor, organization_id: str) -> list[MemberInvitation]:
    """Invitations that can still be accepted, newest first."""
    require(actor, "membership.read", organization_id, hidden=True)
    found = select(MemberInvitation).where(
        MemberInvitation.organization_id == organization_id,
        MemberInvitation.used_at.is_(None),
        MemberInvitation.expires_at > now(session),
    )
    return list(session.scalars(found.order_by(MemberInvitation.created_at.desc())))


def _role_now(session: Session, user_id: str, invitation: MemberInvitation) -> str:
    found = session.scalar(
        select(Membership.role).where(
            Membership.user_id == user_id,
            Membership.organization_id == invitation.organization_id,
            Membership.state == "member",
        )
    )
    return found or invitation.role


def _withdraw(session: Session, organization_id: str, address: str) -> None:
    session.execute(
        update(MemberInvitation)
        .where(
            MemberInvitation.organization_id == organization_id,
            MemberInvitation.email == address,
            MemberInvitation.used_at.is_(None),
        )
        .values(used_at=now(session))
    )


def _mail(
    session: Session,
    actor: Actor,
    organization: Organization,
    invitation: MemberInvitation,
    person: User | None,
    secret: str,
) -> None:
    """In the language of the invited person, if known, else of the one who invites."""
    settings = settings_of(session)
    reader = person or session.get_one(User, actor.user)
    facts = {
        "organization": organization.name,
        "product": settings.product_name,
        "role": translate(reader.language, ROLE_NAMES[invitation.role]),
        "link": f"{settings.public_url.rstrip('/')}/invitations/{secret}",
    }
    subject, text = (translate(reader.language, part, **facts) for part in (SUBJECT, TEXT))
    queue_mail(session, invitation.email, subject, text)
