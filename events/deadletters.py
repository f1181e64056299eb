"""Events that a consumer could not handle: kept with their error, inspected, tried again."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, insert, select, update
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.context import now
from events.envelope import Event
from events.ports import Sessions
from events.tables import dead_letters as letters
from events.upcast import upcast


def bury(session: Session, consumer: str, event: Event, error: Exception, *, attempts: int) -> None:
    """Keep an event with the error that it met; later events of its key are parked behind it."""
    text = "".join(traceback.format_exception(error))[-8000:]
    _add(session, consumer, event, error=text, attempts=attempts, parked=False)


def park(session: Session, consumer: str, event: Event) -> None:
    """Keep an event whose key waits for a dead letter before it."""
    _add(session, consumer, event, error="waits for the one before it", attempts=0, parked=True)


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


def is_parked(session: Session, consumer: str, key: str) -> bool:
    """True while the consumer has an unresolved dead letter of this key."""
    return bool(session.scalar(select(exists().where(*_open(consumer), letters.c.key == key))))


def open_ids(session: Session, consumer: str, ids: Sequence[str]) -> set[str]:
    """Which of these events lie unresolved with the consumer."""
    found = select(letters.c.event_id).where(*_open(consumer), letters.c.event_id.in_(ids))
    return set(session.scalars(found))


def _open(consumer: str) -> tuple[Any, ...]:
    return letters.c.consumer == consumer, letters.c.resolved_at.is_(None)


def unresolved(session: Session) -> list[Row[Any]]:
    """All unresolved dead letters, oldest first."""
    return list(
        session.execute(select(letters).where(letters.c.resolved_at.is_(None)).order_by("id"))
    )


def retry(
    sessions: Sessions, consumers: Mapping[str, Consumer], consumer: str, key: str
) -> tuple[int, str | None]:
    """Apply a key's dead letters in order, each in its own transaction.

    Returns how many went through, and the error text of the one that still fails, if one does:
    those behind it stay parked.
    """
    from events.deliver import apply_once

    with sessions.read() as session:
        rows = session.execute(
            select(letters).where(*_open(consumer), letters.c.key == key).order_by(letters.c.id)
        ).all()
    for done, row in enumerate(rows):
        event, listener = _event(row), consumers[consumer]
        try:
            with sessions.read() as session:
                prepared = listener.prepare(session, [event])
            with sessions.write() as session:
                apply_once(session, listener, event, prepared)
                _resolve(session, row.id)
        except Exception as error:  # noqa: BLE001 - kept with the letter and told to the caller
            text = "".join(traceback.format_exception(error))[-8000:]
            with sessions.write() as session:
                _fail_again(session, row.id, text)
            return done, text
    return len(rows), None


def _event(row: Row[Any]) -> Event:
    kept = dict(row.event)
    kept["time"] = datetime.fromisoformat(kept["time"])
    return upcast(Event(**kept))


def _resolve(session: Session, letter: int) -> None:
    session.execute(update(letters).where(letters.c.id == letter).values(resolved_at=now(session)))


def _fail_again(session: Session, letter: int, error: str) -> None:
    session.execute(
        update(letters)
        .where(letters.c.id == letter)
        .values(error=error, attempts=letters.c.attempts + 1, parked=False)
    )
