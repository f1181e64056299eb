"""Dead letters as pages, API and command show them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from events.tables import dead_letters
from marketplace.errors import NotFound


def letter(session: Session, letter_id: int) -> Row[Any]:
    """One dead letter, resolved or not; raises NotFound."""
    row = session.execute(select(dead_letters).where(dead_letters.c.id == letter_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such dead letter.")
    return row


def keys_of(
    session: Session, letter_id: int | None = None, consumer: str | None = None
) -> list[tuple[str, str]]:
    """(consumer, key) of unresolved ones: that of one letter, those of a consumer, or all."""
    found = (
        select(dead_letters.c.consumer, dead_letters.c.key)
        .where(dead_letters.c.resolved_at.is_(None))
        .distinct()
    )
    if letter_id is not None:
        row = letter(session, letter_id)
        found = found.where(dead_letters.c.consumer == row.consumer, dead_letters.c.key == row.key)
    if consumer is not None:
        found = found.where(dead_letters.c.consumer == consumer)
    return [(row.consumer, row.key) for row in session.execute(found)]


def shown(row: Row[Any]) -> dict[str, Any]:
    """What a list tells of one; `error` is its last line."""
    lines = row.error.strip().splitlines() or [""]
    return {
        "id": row.id,
        "consumer": row.consumer,
        "event": row.event_id,
        "type": row.type,
        "key": row.key,
        "parked": row.parked,
        "attempts": row.attempts,
        "created_at": row.created_at.isoformat(),
        "retry_asked_at": row.retry_asked_at.isoformat() if row.retry_asked_at else None,
        "resolved_at": row.resolved_at.isoformat() if row.resolved_at else None,
        "error": lines[-1],
    }


def shown_whole(row: Row[Any]) -> dict[str, Any]:
    """All of one: the event as it was recorded, and the error with its trace."""
    return shown(row) | {"error": row.error, "content": row.event}


def waiting(row: Row[Any]) -> dict[str, Any]:
    """An event of the outbox."""
    return {
        "id": row.event_id,
        "type": row.type,
        "key": row.key,
        "time": row.time.isoformat(),
        "attempts": row.attempts,
        "error": row.error,
    }
