"""Moments that lie ahead: entered by whoever causes them, fired once by the worker's sweep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from events.context import now
from events.errors import is_transient
from events.locks import lock
from events.ports import Sessions
from events.tables import due

Fire = Callable[[Session, str], None]


LONGEST_PAUSE = timedelta(hours=1)


def schedule(session: Session, kind: str, key: str, at: datetime) -> None:
    """Have `kind` fire for `key` at that moment, instead of any earlier arrangement for both."""
    schedule_many(session, kind, {key: at})


def schedule_many(session: Session, kind: str, moments: Mapping[str, datetime]) -> None:
    """Like `schedule`, for several keys with their moments."""
    if not moments:
        return
    session.execute(delete(due).where(due.c.kind == kind, due.c.key.in_(list(moments))))
    session.execute(
        insert(due),
        [
            {"kind": kind, "key": key, "at": at, "next_attempt_at": at}
            for key, at in moments.items()
        ],
    )


def cancel(session: Session, kind: str, key: str) -> None:
    """Forget the arrangement, if there is one."""
    session.execute(delete(due).where(due.c.kind == kind, due.c.key == key))


def sweep(sessions: Sessions, fires: Mapping[str, Fire], limit: int = 100) -> int:
    """Fire what is due, each in a transaction that also removes it; returns how many fired.

    Deadlines are never enforced here: whoever takes an action compares the clock. This tells
    people and moves states on. One that fails keeps its row with the error and is tried again
    after a pause that doubles up to an hour; `verify` names it.
    """
    with sessions.read() as session:
        waiting = session.execute(
            select(due.c.kind, due.c.key)
            .where(due.c.next_attempt_at <= now(session), due.c.kind.in_(list(fires)))
            .order_by(due.c.next_attempt_at)
            .limit(limit)
        ).all()
    return sum(_fire(sessions, fires[kind], kind, key) for kind, key in waiting)


def failing(session: Session) -> list[Row[Any]]:
    """Those that were tried and failed: kind, key, at, attempts, error."""
    return list(session.execute(select(due).where(due.c.error.is_not(None)).order_by(due.c.at)))


def _fire(sessions: Sessions, fire: Fire, kind: str, key: str) -> bool:
    try:
        with sessions.write() as session:
            lock(session, f"due-{kind}-{key}")
            taken = _take(session, kind, key)
            if taken:
                fire(session, key)
            return taken
    except Exception as error:
        if is_transient(error):
            raise
        with sessions.write() as session:
            _postpone(session, kind, key, "".join(format_exception(error))[-8000:])
        return False


def _take(session: Session, kind: str, key: str) -> bool:
    gone = session.connection().execute(delete(due).where(*_same(kind, key), _ripe(session)))
    return gone.rowcount == 1


def _postpone(session: Session, kind: str, key: str, error: str) -> None:
    row = session.execute(select(due).where(*_same(kind, key), _ripe(session))).one_or_none()
    if row is not None:
        pause = min(timedelta(minutes=2 ** min(row.attempts, 10)), LONGEST_PAUSE)
        session.execute(
            update(due)
            .where(*_same(kind, key))
            .values(
                attempts=min(row.attempts + 1, 1000),
                error=error,
                next_attempt_at=now(session) + pause,
            )
        )


def _same(kind: str, key: str) -> tuple[Any, Any]:
    return due.c.kind == kind, due.c.key == key


def _ripe(session: Session) -> Any:
    return due.c.next_attempt_at <= now(session)
