"""The second factor of a person: set up, asked for at sign-in, replaced by spare codes."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.accounts import queries, totp
from marketplace.accounts.models import RecoveryCode, SignIn, User
from marketplace.deployment import settings_of
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.policy import Actor
from marketplace.secrets import hash_of, seal, unseal


def start(session: Session, actor: Actor) -> None:
    """A fresh secret, kept sealed; nothing is asked for until a first code confirms it."""
    user = queries.myself(session, actor, change=True)
    if user.totp_confirmed_at is not None:
        raise Conflict("Two-factor sign-in is set up already.", code="already-set-up")
    user.totp_secret = seal(settings_of(session), totp.new_totp_secret())
    user.totp_last_step = None


def address(session: Session, actor: Actor) -> str:
    """What the QR code says, shown only while the set-up is under way; raises NotFound else."""
    user = queries.myself(session, actor)
    if user.totp_secret is None or user.totp_confirmed_at is not None:
        raise NotFound("No set-up is under way.")
    settings = settings_of(session)
    return totp.address(unseal(settings, user.totp_secret), user.email, settings.product_name)


def confirm(session: Session, actor: Actor, sign_in: SignIn, code: str) -> list[str]:
    """End the set-up with a first code; returns the spare codes, which are told this once."""
    user = queries.myself(session, actor, change=True)
    if user.totp_confirmed_at is not None:
        raise Conflict("Two-factor sign-in is set up already.", code="already-set-up")
    _take(session, user, code)
    user.totp_confirmed_at = now(session)
    sign_in.second_factor = True
    audit.note(session, actor, "account.second_factor", f"user/{user.id}")
    return _new_codes(session, user)


def give(session: Session, sign_in: SignIn, code: str) -> None:
    """Prove the second factor of a sign-in, by a code of the app or by a spare one."""
    user = session.get_one(User, sign_in.user_id, with_for_update=True)
    if not _use_spare(session, user, code):
        _take(session, user, code)
    audit.note(session, Actor(user=user.id), "account.code", f"sign-in/{sign_in.id}")


def renew_codes(session: Session, actor: Actor, code: str) -> list[str]:
    """New spare codes instead of the old ones, against a code of the app."""
    user = queries.myself(session, actor, change=True)
    _take(session, user, code)
    audit.note(session, actor, "account.recovery_codes", f"user/{user.id}")
    return _new_codes(session, user)


def remove(session: Session, actor: Actor, code: str) -> None:
    """Sign in without a second factor from now on; a role that asks for one asks again."""
    user = queries.myself(session, actor, change=True)
    _take(session, user, code)
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    audit.note(session, actor, "account.second_factor_removed", f"user/{user.id}")


def _take(session: Session, user: User, code: str) -> None:
    secret = user.totp_secret and unseal(settings_of(session), user.totp_secret)
    step = totp.step_of(secret, code, now(session), user.totp_last_step) if secret else None
    if step is None:
        raise Invalid([Fault("/code", "This code does not fit: wait for the next one, type it.")])
    user.totp_last_step = step


def _use_spare(session: Session, user: User, code: str) -> bool:
    spare = session.scalar(
        select(RecoveryCode).where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == hash_of(totp.normal_spare(code)),
            RecoveryCode.used_at.is_(None),
        )
    )
    if spare is None:
        return False
    spare.used_at = now(session)
    return True


def _new_codes(session: Session, user: User) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = totp.spare_codes()
    for code in codes:
        hashed = hash_of(totp.normal_spare(code))
        session.add(RecoveryCode(id=new_id(session), user_id=user.id, code_hash=hashed))
    return codes
