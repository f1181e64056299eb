"""Sign-ins of browsers: begun, listed, ended. The cookie holds the secret, the table its hash."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.accounts import queries
from marketplace.accounts.models import SignIn, User
from marketplace.accounts.passwords import matches
from marketplace.db import SessionFactory
from marketplace.deployment import settings_of
from marketplace.errors import DomainError, NotFound
from marketplace.i18n import N_
from marketplace.policy import Actor, require
from marketplace.secrets import hash_of, new_secret


class WrongCredentials(DomainError):
    """Address and password do not belong together; which is wrong is not told."""

    status = 422
    code = "wrong-credentials"
    title = N_("Address or password is wrong")


class NotConfirmed(DomainError):
    """The password is right, but the address was never confirmed."""

    status = 422
    code = "not-confirmed"
    title = N_(
        "Confirm your address first: open the link in our mail, or register again for a new one"
    )


class AccountLocked(DomainError):
    """An administrator keeps the account shut."""

    status = 422
    code = "account-locked"
    title = N_("This account is locked by an administrator; we wrote you why.")


def check_credentials(sessions: SessionFactory, email: str, password: str) -> str:
    """The id of the account, with time spent alike whether or not there is one.

    Takes the factory, not a session: no transaction is open while the hash is computed.
    """
    with sessions.read() as session:
        user = queries.by_email(session, email)
    usable = user is not None and user.disabled_at is None
    right = matches(user.password_hash if user and usable else None, password)
    if user is None or not right:
        raise WrongCredentials()
    if user.confirmed_at is None:
        raise NotConfirmed()
    if user.locked_at is not None:
        raise AccountLocked()
    return user.id


def begin(
    session: Session,
    user_id: str,
    *,
    browser: str,
    organization: str | None,
    second_factor: bool = False,
    instead_of: str | None = None,
) -> str:
    """A new sign-in, and the secret for its cookie; the one of the old secret ends.

    Raises AccountLocked.
    """
    user = session.get_one(User, user_id)
    if user.locked_at is not None:
        raise AccountLocked()
    user.signed_in_at = now(session)
    if instead_of:
        _end_by_secret(session, instead_of)
    secret, hashed = new_secret()
    days = int(settings_of(session).session_days)
    row = SignIn(
        id=new_id(session),
        user_id=user_id,
        secret_hash=hashed,
        organization_id=organization,
        browser=browser[:200],
        second_factor=second_factor,
        created_at=now(session),
        expires_at=now(session) + timedelta(days=days),
    )
    session.add(row)
    audit.note(session, Actor(user=user_id), "account.sign_in", f"sign-in/{row.id}")
    return secret


def rotate(session: Session, old: SignIn, *, second_factor: bool) -> str:
    """The same sign-in under a new secret, once more has been proven."""
    secret, old.secret_hash = new_secret()
    old.second_factor = second_factor
    return secret


def end(session: Session, actor: Actor, sign_in_id: str) -> None:
    """End one sign-in of the person; NotFound for any other's."""
    row = session.get(SignIn, sign_in_id)
    if row is None:
        raise NotFound("There is no such sign-in.")
    require(actor, "account.self", row.user_id, hidden=True)
    row.revoked_at = row.revoked_at or now(session)
    audit.note(session, actor, "account.sign_out", f"sign-in/{row.id}")


def end_others(session: Session, actor: Actor, keep: str | None) -> None:
    """End every sign-in of the person but the one of this id."""
    user = queries.myself(session, actor)
    end_all(session, user.id, keep)
    audit.note(session, actor, "account.sign_out_others", f"user/{user.id}")


def end_all(session: Session, user_id: str, keep: str | None = None) -> None:
    """End a person's sign-ins, except the one of the id to keep."""
    live = update(SignIn).where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None))
    if keep:
        live = live.where(SignIn.id != keep)
    session.execute(live.values(revoked_at=now(session)))


def stop_acting_for(session: Session, organization_id: str) -> None:
    """Browsers that act for the organisation, or through it as adviser, act for nobody now."""
    sides = (SignIn.organization_id == organization_id, SignIn.adviser_id == organization_id)
    session.execute(update(SignIn).where(or_(*sides)).values(organization_id=None, adviser_id=None))


def sign_out(session: Session, secret: str | None) -> None:
    """End the sign-in of a cookie, whoever it is."""
    if secret:
        _end_by_secret(session, secret)


def user_of(session: Session, sign_in: SignIn) -> User:
    """The person of a sign-in."""
    return session.get_one(User, sign_in.user_id)


def _end_by_secret(session: Session, secret: str) -> None:
    row = session.scalar(select(SignIn).where(SignIn.secret_hash == hash_of(secret)))
    if row is not None and row.revoked_at is None:
        row.revoked_at = now(session)
        actor = Actor(user=row.user_id)
        audit.note(session, actor, "account.sign_out", f"sign-in/{row.id}")
