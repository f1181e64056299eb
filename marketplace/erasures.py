"""Erasures outlive a restore: what was erased after the backup is erased again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.ports import Sessions
from marketplace.accounts.models import User
from marketplace.accounts.services import CLOSED, erase


def erased(session: Session) -> list[str]:
    """Subjects, such as user/ID, that hold nothing personal any more."""
    closed = select(User.id).where(User.email.startswith(CLOSED)).order_by(User.id)
    return [f"user/{user}" for user in session.scalars(closed)]


def reapply(sessions: Sessions, subjects: Iterable[str]) -> int:
    """Erase those that are not erased in this store; returns how many there were."""
    done = 0
    for subject in subjects:
        kind, _, identifier = subject.strip().partition("/")
        with sessions.write() as session:
            user = session.get(User, identifier) if kind == "user" else None
            if user is not None and not user.email.startswith(CLOSED):
                erase(session, user)
                done += 1
    return done
