"""Moments that lie ahead: entered by whoever causes them, fired once by the worker's sweep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from events.context import now
from events.locks import lock
from events.ports import Sessions
from events.tables import due

Fire = Callable[[Session, str], None]


def schedule(session: Session, kind: str, key: str, at: datetime) -> None:
    """Have `kind` fire for `key` at that moment, instead of any earlier arrangement for both."""
    cancel(session, kind, key)
    session.execute(insert(due).values(kind=kind, key=key, at=at))


def cancel(session: Session, kind: str, key: str) -> None:
    """Forget the arrangement, if there is one."""
    session.execute(delete(due).where(due.c.kind == kind, due.c.key == key))


def sweep(sessions: Sessions, fires: Mapping[str, Fire], limit: int = 100) -> int:
    """Fire what is due, each in a transaction that also removes it; returns how many fired.

    Deadlines are never enforced here: whoever takes an action compares the clock. This tells
    people and moves states on.
    """
    with sessions.read() as session:
        waiting = session.execute(
            select(due.c.kind, due.c.key)
            .where(due.c.at <= now(session), due.c.kind.in_(list(fires)))
            .order_by(due.c.at)
            .limit(limit)
        ).all()
    for kind, key in waiting:
        with sessions.write() as session:
            lock(session, f"due-{kind}-{key}")
            if _take(session, kind, key):
                fires[kind](session, key)
    return len(waiting)


def _take(session: Session, kind: str, key: str) -> bool:
    gone = session.connection().execute(
        delete(due).where(due.c.kind == kind, due.c.key == key, due.c.at <= now(session))
    )
    return gone.rowcount == 1
