"""Signs of life: which workers run, so that a page and an alarm can say when none does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.orm import Session

from events.context import now
from events.tables import workers

EVERY = 10.0
"""Seconds between two signs of life of a worker."""
ALIVE = timedelta(seconds=3 * EVERY)
FORGOTTEN = timedelta(days=1)


def beat(session: Session, worker: str, role: str, host: str) -> None:
    """Note that the worker lives; forgets those that have been silent for a day."""
    moment = now(session)
    seen = session.connection().execute(
        update(workers).where(workers.c.id == worker).values(seen_at=moment)
    )
    if not seen.rowcount:
        session.execute(
            insert(workers).values(
                id=worker, role=role, host=host[:80], started_at=moment, seen_at=moment
            )
        )
    session.execute(delete(workers).where(workers.c.seen_at < moment - FORGOTTEN))


def leave(session: Session, worker: str) -> None:
    """The worker stops, as it was asked to."""
    session.execute(delete(workers).where(workers.c.id == worker))


def alive(session: Session) -> list[Row[Any]]:
    """The workers seen lately, by role."""
    found = select(workers).where(workers.c.seen_at > now(session) - ALIVE)
    return list(session.execute(found.order_by(workers.c.role, workers.c.started_at)))
