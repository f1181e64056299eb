"""Events that a consumer could not handle: kept with their error, inspected, tried again."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.context import now
from events.envelope import Event
from events.errors import is_transient
from events.locks import lock
from events.ports import Sessions
from events.tables import dead_letters as letters
from events.tables import inbox
from events.upcast import upcast


def bury(session: Session, consumer: str, event: Event, error: Exception, *, attempts: int) -> None:
    """Keep an event with the error that it met; later events of its key are parked behind it."""
    text = "".join(traceback.format_exception(error))[-8000:]
    _add(session, consumer, event, error=text, attempts=attempts, parked=False)


def park(session: Session, consumer: str, events: Sequence[Event]) -> list[Event]:
    """Keep the events whose keys wait for a dead letter before them; returns the others."""
    keys = sorted({event.key for event in events} & _parked(session, consumer))
    for key in keys:
        lock_key(session, consumer, key)
    still = _parked(session, consumer) if keys else set()
    for event in events:
        if event.key in still:
            waits = "waits for the one before it"
            _add(session, consumer, event, error=waits, attempts=0, parked=True)
    return [event for event in events if event.key not in still]


def lock_key(session: Session, consumer: str, key: str) -> None:
    """Keep others from burying, parking or retrying this key until the transaction ends."""
    lock(session, f"letters-{consumer}-{key}")


def _add(
    session: Session, consumer: str, event: Event, *, error: str, attempts: int, parked: bool
) -> None:
    session.execute(
        insert(letters).values(
            consumer=consumer,
            event_id=event.id,
            key=event.key,
            type=event.type,
            event=asdict(event) | {"time": event.time.isoformat(), "data": dict(event.data)},
            parked=parked,
            error=error,
            attempts=attempts,
            created_at=now(session),
        )
    )


def _parked(session: Session, consumer: str) -> set[str]:
    """Keys of which the consumer has an unresolved dead letter."""
    return set(session.scalars(select(letters.c.key).where(*_open(consumer)).distinct()))


def open_ids(session: Session, consumer: str, ids: Sequence[str]) -> set[str]:
    """Which of these events lie unresolved with the consumer."""
    found = select(letters.c.event_id).where(*_open(consumer), letters.c.event_id.in_(ids))
    return set(session.scalars(found))


def _open(consumer: str) -> tuple[Any, ...]:
    return letters.c.consumer == consumer, letters.c.resolved_at.is_(None)


def unresolved(session: Session) -> list[Row[Any]]:
    """All unresolved dead letters, oldest first."""
    found = select(letters).where(letters.c.resolved_at.is_(None)).order_by(letters.c.id)
    return list(session.execute(found))


def retry(sessions: Sessions, listener: Consumer, key: str) -> tuple[int, str | None]:
    """Apply a key's dead letters in order, each in its own transaction, until none is left.

    Returns how many went through, and the error text of the one that still fails, if one does:
    those behind it stay parked. Raises what is_transient names.
    """
    done = 0
    while (letter := _oldest(sessions, listener.name, key)) is not None:
        try:
            done += _again(sessions, listener, letter)
        except Exception as error:
            if is_transient(error):
                raise
            text = "".join(traceback.format_exception(error))[-8000:]
            with sessions.write() as session:
                _fail_again(session, letter.id, text)
            return done, text
    return done, None


def ask_retry(session: Session, consumer: str, key: str) -> int:
    """Have the worker try a key again; returns how many letters that concerns."""
    asked = session.connection().execute(
        update(letters)
        .where(*_open(consumer), letters.c.key == key)
        .values(retry_asked_at=now(session))
    )
    return asked.rowcount


def retry_asked(sessions: Sessions, consumers: Mapping[str, Consumer]) -> int:
    """Try again what was asked for; returns how many went through."""
    wanted = select(letters.c.consumer, letters.c.key).where(
        letters.c.retry_asked_at.is_not(None), letters.c.resolved_at.is_(None)
    )
    with sessions.read() as session:
        asked = [row for row in session.execute(wanted.distinct()) if row.consumer in consumers]
    done = 0
    for row in asked:
        done += retry(sessions, consumers[row.consumer], row.key)[0]
        with sessions.write() as session:
            mine = (*_open(row.consumer), letters.c.key == row.key)
            session.execute(update(letters).where(*mine).values(retry_asked_at=None))
    return done


def _oldest(sessions: Sessions, consumer: str, key: str) -> Row[Any] | None:
    with sessions.read() as session:
        return session.execute(
            select(letters)
            .where(*_open(consumer), letters.c.key == key)
            .order_by(letters.c.id)
            .limit(1)
        ).one_or_none()


def _again(sessions: Sessions, listener: Consumer, letter: Row[Any]) -> bool:
    """Apply one letter; False if somebody else resolved it meanwhile."""
    from events.deliver import apply_all

    event = to_event(letter)
    with sessions.read() as session:
        prepared = listener.prepare(session, [upcast(event)])
    with sessions.write() as session:
        lock_key(session, listener.name, event.key)
        if not open_ids(session, listener.name, [event.id]):
            return False
        apply_all(session, listener, [event], prepared)
        _resolve(session, letter.id)
    return True


def to_event(letter: Row[Any]) -> Event:
    """The event in a dead letter, as it was recorded."""
    kept = dict(letter.event)
    kept["time"] = datetime.fromisoformat(kept["time"])
    return Event(**kept)


def _resolve(session: Session, letter: int) -> None:
    session.execute(update(letters).where(letters.c.id == letter).values(resolved_at=now(session)))


def discard(session: Session, letter: int, reason: str) -> Row[Any] | None:
    """Give an event up for good: it counts as handled, without effect. None if already resolved.

    Those behind it go through with the next retry of the key.
    """
    found = select(letters).where(letters.c.id == letter, letters.c.resolved_at.is_(None))
    row = session.execute(found).one_or_none()
    if row is None:
        return None
    lock_key(session, row.consumer, row.key)
    session.execute(
        insert(inbox).values(consumer=row.consumer, event_id=row.event_id, handled_at=now(session))
    )
    text = f"discarded: {reason}\n{row.error}"[:8000]
    session.execute(update(letters).where(letters.c.id == letter).values(error=text))
    _resolve(session, letter)
    return row


def _fail_again(session: Session, letter: int, error: str) -> None:
    session.execute(
        update(letters)
        .where(letters.c.id == letter)
        .values(error=error, attempts=letters.c.attempts + 1, parked=False)
    )
