"""The one order of all committed events: positions, given after commit by one at a time."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from events.context import now
from events.locks import lock
from events.tables import outbox


def assign_positions(session: Session, limit: int = 1000, *, publish: bool = False) -> int:
    """Give the next positions to committed events that have none; returns how many got one.

    `publish` marks them as published too: on a bus whose consumers read the outbox, they are.

    An event of a transaction that commits late gets a later position, so a reader that keeps
    its last position never misses one: ids of the outbox do not have that quality.
    """
    lock(session, "sequencer")
    ids = list(
        session.scalars(
            select(outbox.c.id).where(outbox.c.position.is_(None)).order_by("id").limit(limit)
        )
    )
    if not ids:
        return 0
    last = newest_position(session)
    change = update(outbox).where(outbox.c.id == bindparam("row"))
    if publish:
        change = change.values(published_at=now(session))
    session.connection().execute(
        change.values(position=bindparam("place")),
        [{"row": row, "place": last + step} for step, row in enumerate(ids, start=1)],
    )
    return len(ids)


def unsequenced(session: Session) -> bool:
    """Whether there are committed events without a position."""
    found = select(outbox.c.id).where(outbox.c.position.is_(None)).limit(1)
    return session.scalar(found) is not None


def newest_position(session: Session) -> int:
    """The highest position given so far; 0 before the first."""
    return session.scalar(select(func.max(outbox.c.position))) or 0
