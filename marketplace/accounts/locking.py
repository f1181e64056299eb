"""What administrators do to accounts: lock, unlock, sign out everywhere."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.accounts import mails, signins
from marketplace.accounts.models import AccountLock, ApiToken, MailedSecret, User
from marketplace.errors import Conflict, Forbidden, NotFound
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision

MISSING = "There is no such account."


def administered(session: Session, actor: Actor, account_id: str, *, change: bool = False) -> User:
    """An account that an administrator looks at, locked in the database if it is to be changed."""
    require(actor, "account.administer")
    user = session.get(User, account_id, with_for_update=change)
    if user is None:
        raise NotFound(MISSING)
    return user


def lock_account(
    session: Session, actor: Actor, account_id: str, reason: str, expected: int | None
) -> User:
    """Nobody can sign in to it; its sign-ins, tokens and mailed links end, and its person is told
    why by mail. Raises Forbidden for one's own, Conflict for one that is locked or closed."""
    user = _changed(session, actor, account_id, expected)
    if user.disabled_at is not None:
        raise Conflict("This account is closed.", code="closed")
    if user.locked_at is not None:
        raise Conflict("This account is locked already.", code="locked")
    user.locked_at = now(session)
    entry = AccountLock(
        id=new_id(session), user_id=user.id, at=user.locked_at, by=actor.user, reason=reason
    )
    session.add(entry)
    _end_all(session, user.id)
    mails.mail(session, user, mails.LOCKED, "/", reason=reason)
    audit.note(session, actor, "account.lock", f"user/{user.id}", {"lock": entry.id})
    return user


def unlock_account(
    session: Session, actor: Actor, account_id: str, reason: str, expected: int | None
) -> User:
    """Its person can sign in again, and is told; tokens that ended stay ended."""
    user = _changed(session, actor, account_id, expected)
    entry = lock_of(session, user.id)
    if entry is None:
        raise Conflict("This account is not locked.", code="not-locked")
    user.locked_at = None
    entry.lifted_at, entry.lifted_by, entry.lifted_reason = now(session), actor.user, reason
    mails.mail(session, user, mails.UNLOCKED, "/sign-in", reason=reason)
    audit.note(session, actor, "account.unlock", f"user/{user.id}", {"lock": entry.id})
    return user


def sign_out_account(session: Session, actor: Actor, account_id: str, expected: int | None) -> User:
    """End every browser's sign-in of the account; its tokens go on."""
    user = _changed(session, actor, account_id, expected)
    signins.end_all(session, user.id)
    audit.note(session, actor, "account.sign_out_all", f"user/{user.id}")
    return user


def lock_of(session: Session, user_id: str) -> AccountLock | None:
    """The lock that is in force."""
    return session.scalar(
        select(AccountLock).where(AccountLock.user_id == user_id, AccountLock.lifted_at.is_(None))
    )


def locks(session: Session, user_id: str) -> list[AccountLock]:
    """Every lock that there was, the newest first."""
    found = select(AccountLock).where(AccountLock.user_id == user_id)
    return list(session.scalars(found.order_by(AccountLock.at.desc(), AccountLock.id)))


def _changed(session: Session, actor: Actor, account_id: str, expected: int | None) -> User:
    user = administered(session, actor, account_id, change=True)
    check_revision(user.revision, expected)
    if user.id == actor.user:
        raise Forbidden("Nobody does this to their own account.")
    user.revision += 1
    return user


def _end_all(session: Session, user_id: str) -> None:
    moment = now(session)
    signins.end_all(session, user_id)
    session.execute(
        update(ApiToken)
        .where(ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=moment)
    )
    session.execute(
        update(MailedSecret)
        .where(MailedSecret.user_id == user_id, MailedSecret.used_at.is_(None))
        .values(used_at=moment)
    )
