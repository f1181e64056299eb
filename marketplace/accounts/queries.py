"""Reads on accounts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.accounts.models import ApiToken, MailedSecret, RecoveryCode, SignIn, User
from marketplace.errors import NotFound
from marketplace.i18n import N_
from marketplace.policy import Actor, require
from marketplace.secrets import hash_of


def by_email(session: Session, email: str) -> User | None:
    """The account of an address, however it is written."""
    return session.scalar(select(User).where(User.email == email.strip().casefold()))


def myself(session: Session, actor: Actor, *, change: bool = False) -> User:
    """The acting person's account, locked if it is to be changed."""
    require(actor, "account.self", actor.user)
    return session.get_one(User, actor.user, with_for_update=change)


def sign_ins(session: Session, actor: Actor) -> list[SignIn]:
    """The person's live sign-ins, newest first."""
    require(actor, "account.self", actor.user)
    found = select(SignIn).where(
        SignIn.user_id == actor.user,
        SignIn.revoked_at.is_(None),
        SignIn.expires_at > now(session),
    )
    return list(session.scalars(found.order_by(SignIn.created_at.desc(), SignIn.id.desc())))


def tokens(session: Session, actor: Actor) -> list[ApiToken]:
    """The person's tokens that still work, newest first."""
    require(actor, "token.manage", actor.user)
    found = select(ApiToken).where(
        ApiToken.user_id == actor.user,
        ApiToken.revoked_at.is_(None),
        ApiToken.expires_at > now(session),
    )
    return list(session.scalars(found.order_by(ApiToken.created_at.desc(), ApiToken.id.desc())))


def own_token(session: Session, actor: Actor, token_id: str) -> ApiToken:
    """A token of the person; NotFound for any other's."""
    token = session.get(ApiToken, token_id)
    if token is None:
        raise NotFound("There is no such token.")
    require(actor, "token.manage", token.user_id, hidden=True)
    return token


def mailed(session: Session, secret: str, purpose: str) -> MailedSecret:
    """An unused link from a mail; NotFound once it was used, is over, or was never sent."""
    found = session.scalar(
        select(MailedSecret).where(
            MailedSecret.secret_hash == hash_of(secret),
            MailedSecret.purpose == purpose,
            MailedSecret.used_at.is_(None),
            MailedSecret.expires_at > now(session),
        )
    )
    if found is None:
        raise NotFound(
            N_("This link was used already or is over. Ask for a new one."), code="link-over"
        )
    return found


def codes_left(session: Session, user_id: str) -> int:
    """How many recovery codes are still unused."""
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(unused) or 0


def moment(at: datetime | None) -> str | None:
    """A time as the API has it."""
    return at.isoformat() if at else None


def token_fields(token: ApiToken) -> dict[str, object]:
    """A token as the API answers it, without its secret."""
    return {
        "id": token.id,
        "name": token.name,
        "organization": token.organization_id,
        "scopes": token.scopes,
        "created_at": moment(token.created_at),
        "expires_at": moment(token.expires_at),
        "revoked_at": moment(token.revoked_at),
    }


def sign_in_fields(sign_in: SignIn) -> dict[str, object]:
    """A sign-in as the API answers it."""
    return {
        "id": sign_in.id,
        "browser": sign_in.browser,
        "created_at": moment(sign_in.created_at),
        "expires_at": moment(sign_in.expires_at),
    }
