"""Reads on notifications."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import User
from marketplace.notifications.kinds import GROUPS, KINDS
from marketplace.notifications.models import Notification, Preference
from marketplace.policy import Actor, require

DIGEST_LIMIT = 100
"""Messages in one digest; older ones stay on the page."""


def unread_count(session: Session, user: str | None) -> int:
    """How many messages the person has not read."""
    if user is None:
        return 0
    mine = (Notification.user_id == user) & Notification.read_at.is_(None)
    return session.scalar(select(func.count()).select_from(Notification).where(mine)) or 0


def own(
    session: Session, actor: Actor, *, unread: bool = False, limit: int = 20, offset: int = 0
) -> tuple[list[Notification], int]:
    """The actor's messages, newest first, and how many there are."""
    require(actor, "notification.read", actor.user)
    found = select(Notification).where(Notification.user_id == actor.user)
    if unread:
        found = found.where(Notification.read_at.is_(None))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    newest = found.order_by(Notification.created_at.desc(), Notification.id.desc())
    return list(session.scalars(newest.limit(limit).offset(offset))), total


def preferences(session: Session, user: str) -> dict[str, str]:
    """How mail follows, for every group: what the person chose, else the default."""
    found = select(Preference).where(Preference.user_id == user)
    chosen = {row.group: row.mail for row in session.scalars(found)}
    return {name: chosen.get(name, group.mail) for name, group in GROUPS.items()}


def choices(session: Session, users: Iterable[str], group: str) -> dict[str, str]:
    """How mail of one group follows, by person."""
    ids = list(users)
    found = select(Preference.user_id, Preference.mail).where(
        Preference.user_id.in_(ids), Preference.group == group
    )
    chosen = {row.user_id: row.mail for row in session.execute(found)}
    return dict.fromkeys(ids, GROUPS[group].mail) | chosen


def language_of(session: Session, user: str) -> str:
    """The person's language."""
    return session.get_one(User, user).language


def open_accounts(session: Session, users: Iterable[str]) -> dict[str, User]:
    """Those of the people whose account is open, by id."""
    found = select(User).where(User.id.in_(set(users)), User.disabled_at.is_(None))
    return {user.id: user for user in session.scalars(found)}


def told(session: Session, keys: Iterable[str]) -> set[tuple[str, str]]:
    """Who was told of these keys: (user, key)."""
    found = select(Notification.user_id, Notification.key).where(Notification.key.in_(list(keys)))
    return {(user, key) for user, key in session.execute(found)}


def waiting_for_digest(session: Session, user: str) -> list[Notification]:
    """What the person has neither read nor been mailed, of the groups chosen for the digest."""
    choices = preferences(session, user)
    kinds = [name for name, kind in KINDS.items() if choices[kind.group] == "digest"]
    found = (
        select(Notification)
        .where(
            Notification.user_id == user,
            Notification.read_at.is_(None),
            Notification.mailed_at.is_(None),
            (Notification.mail == "digest")
            | (Notification.mail.is_(None) & Notification.kind.in_(kinds)),
        )
        .order_by(Notification.created_at, Notification.id)
        .limit(DIGEST_LIMIT)
    )
    return list(session.scalars(found))
