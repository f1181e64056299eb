"""Writes on accounts: sign-up, confirmation, password, language, end.

Password hashes are made by the caller, before the writing transaction begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.accounts import mails, queries, rules, signins
from marketplace.accounts.models import ApiToken, Identity, MailedSecret, RecoveryCode, User
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision
from marketplace.secrets import new_secret

CLOSED = "closed-"
"""Begins the address of a closed account."""


def sign_up(
    session: Session, actor: Actor, *, email: str, name: str, password_hash: str, language: str
) -> None:
    """Register a person and mail a link to confirm the address.

    Whether the address was known is told to its owner alone, by mail. An account that was never
    confirmed is taken over: whoever reads the mail owns the address.
    """
    require(actor, "account.enter")
    user = queries.by_email(session, email)
    if user is not None and user.confirmed_at is not None:
        mails.mail(session, user, mails.ALREADY, "/sign-in")
        return
    if user is None:
        user = new_user(session, email, name, language)
    user.name, user.language, user.password_hash = name, language, password_hash
    session.flush()
    _forget(session, user.id)
    secret = _mailed_secret(session, user, "confirm", rules.CONFIRM_FOR)
    mails.mail(session, user, mails.CONFIRM, f"/confirm/{secret}")
    audit.note(session, Actor(user=user.id), "account.sign_up", f"user/{user.id}")


def new_user(session: Session, email: str, name: str, language: str) -> User:
    """An account without a password, not yet confirmed."""
    user = User(
        id=new_id(session),
        email=email.strip().casefold(),
        name=name,
        language=language,
        created_at=now(session),
        revision=1,
    )
    session.add(user)
    return user


def confirm(session: Session, actor: Actor, secret: str) -> User:
    """Take a link from a mail as proof of the address; raises NotFound for a spent one."""
    require(actor, "account.enter")
    link = queries.mailed(session, secret, "confirm")
    link.used_at = now(session)
    user = session.get_one(User, link.user_id, with_for_update=True)
    user.confirmed_at = user.confirmed_at or now(session)
    audit.note(session, Actor(user=user.id), "account.confirm", f"user/{user.id}")
    return user


def ask_reset(session: Session, actor: Actor, email: str) -> None:
    """Mail a link for a new password, if there is such an account; the answer is the same."""
    require(actor, "account.enter")
    user = queries.by_email(session, email)
    if user is None or user.disabled_at is not None or user.locked_at is not None:
        return
    _forget(session, user.id)
    secret = _mailed_secret(session, user, "reset", rules.RESET_FOR)
    mails.mail(session, user, mails.RESET, f"/reset/{secret}")
    audit.note(session, Actor(user=user.id), "account.ask_reset", f"user/{user.id}")


def reset(session: Session, actor: Actor, secret: str, password_hash: str) -> User:
    """A new password by a mailed link, which also proves the address; ends every sign-in."""
    require(actor, "account.enter")
    link = queries.mailed(session, secret, "reset")
    link.used_at = now(session)
    user = session.get_one(User, link.user_id, with_for_update=True)
    user.confirmed_at = user.confirmed_at or now(session)
    set_password(session, Actor(user=user.id), user, password_hash)
    return user


def change_password(
    session: Session, actor: Actor, password_hash: str, keep: str | None = None
) -> None:
    """A new password; every sign-in but the one to keep ends."""
    user = queries.myself(session, actor, change=True)
    set_password(session, actor, user, password_hash, keep)


def set_password(
    session: Session, actor: Actor, user: User, password_hash: str, keep: str | None = None
) -> None:
    """Store a new password's hash, end other sign-ins, and tell the person."""
    user.password_hash = password_hash
    user.revision += 1
    signins.end_all(session, user.id, keep)
    mails.mail(session, user, mails.CHANGED, "/reset")
    audit.note(session, actor, "account.password", f"user/{user.id}")


def update_me(
    session: Session, actor: Actor, content: Mapping[str, Any], expected: int | None
) -> User:
    """Change one's name or language; raises Stale for an older revision."""
    user = queries.myself(session, actor, change=True)
    check_revision(user.revision, expected)
    changed = [name for name, value in content.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, content[name])
    user.revision += 1
    audit.note(session, actor, "account.update", f"user/{user.id}", {"changed": changed})
    return user


def disable(session: Session, actor: Actor) -> None:
    """Close one's own account: sign-ins and tokens end, name and address are erased.

    The row stays, since audit and history name its id. Memberships end in organisations' part.
    """
    user = queries.myself(session, actor, change=True)
    erase(session, user)
    audit.note(session, actor, "account.close", f"user/{user.id}")


def erase(session: Session, user: User) -> None:
    """Take everything personal from an account; a restore does it again to those closed since."""
    moment = now(session)
    user.disabled_at, user.password_hash, user.totp_secret = moment, None, None
    user.locked_at = None
    user.email, user.name = f"{CLOSED}{user.id}@invalid", "Closed account"
    user.staff = False
    user.revision += 1
    signins.end_all(session, user.id)
    for erased in (Identity, RecoveryCode, MailedSecret):
        session.execute(delete(erased).where(erased.user_id == user.id))
    session.execute(
        update(ApiToken)
        .where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=moment)
    )


def _mailed_secret(session: Session, user: User, purpose: str, good_for: timedelta) -> str:
    secret, hashed = new_secret()
    session.add(
        MailedSecret(
            id=new_id(session),
            user_id=user.id,
            purpose=purpose,
            secret_hash=hashed,
            expires_at=now(session) + good_for,
        )
    )
    return secret


def _forget(session: Session, user_id: str) -> None:
    """Links mailed before stop working once a new one is sent."""
    session.execute(
        update(MailedSecret)
        .where(MailedSecret.user_id == user_id, MailedSecret.used_at.is_(None))
        .values(used_at=now(session))
    )
