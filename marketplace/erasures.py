"""Erasures outlive a restore: what was erased after the backup is erased again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.ports import Sessions
from marketplace.accounts.models import User
from marketplace.accounts.services import CLOSED, erase
from marketplace.outcomes.evidence import wipe
from marketplace.outcomes.models import Evidence


def erased(session: Session) -> list[str]:
    """Subjects, such as user/ID, that hold nothing personal any more."""
    closed = select(User.id).where(User.email.startswith(CLOSED)).order_by(User.id)
    gone = select(Evidence.id).where(Evidence.erased_at.is_not(None)).order_by(Evidence.id)
    people = [f"user/{user}" for user in session.scalars(closed)]
    return people + [f"evidence/{one}" for one in session.scalars(gone)]


def reapply(sessions: Sessions, subjects: Iterable[str]) -> int:
    """Erase those that are not erased in this store; returns how many there were."""
    done = 0
    for subject in subjects:
        kind, _, identifier = subject.strip().partition("/")
        with sessions.write() as session:
            done += ERASE[kind](session, identifier) if kind in ERASE else False
    return done


def _person(session: Session, identifier: str) -> bool:
    user = session.get(User, identifier)
    if user is None or user.email.startswith(CLOSED):
        return False
    erase(session, user)
    return True


def _evidence(session: Session, identifier: str) -> bool:
    found = session.get(Evidence, identifier)
    if found is None or found.erased_at is not None:
        return False
    wipe(session, found)
    return True


ERASE: Mapping[str, Callable[[Session, str], bool]] = {"user": _person, "evidence": _evidence}
