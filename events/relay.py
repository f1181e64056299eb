"""From the outbox to the bus: claims what is not yet published, in order per key."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from events.context import now
from events.errors import is_transient
from events.locks import try_lock
from events.outbox import from_row
from events.ports import Bus, Sessions
from events.sequencer import assign_positions, unsequenced
from events.tables import outbox

LONGEST_PAUSE = timedelta(seconds=60)
LONGEST_WHILE_AWAY = timedelta(seconds=5)
"""A broker that is back is noticed this soon; a row at fault itself waits up to a minute."""
SHARDS_AT_ONCE = 4


def relay_once(sessions: Sessions, bus: Bus, limit: int = 500) -> int:
    """Sequence what was committed, publish what is unpublished; returns how many rows moved.

    Several relays may run: each shard is claimed under an advisory lock, so that two never
    publish the same key at once. A row that fails blocks only later rows of its own key, and is
    tried again after a pause that doubles.
    """
    moved = _sequence(sessions, publish=bus.reads_outbox)
    if moved:
        bus.wake()
        if bus.reads_outbox:
            return moved
    shards = _with_work(sessions)
    random.shuffle(shards)
    published = 0
    for first in range(0, len(shards), SHARDS_AT_ONCE):
        with sessions.write() as session:
            done, failed = _publish(session, bus, shards[first : first + SHARDS_AT_ONCE], limit)
        published += done
        if failed:
            break
    if published:
        bus.wake()
    return moved + published


def _sequence(sessions: Sessions, *, publish: bool) -> int:
    """Looks first: on SQLite a writing transaction keeps all other writers out."""
    with sessions.read() as session:
        if not unsequenced(session):
            return 0
    with sessions.write() as session:
        return assign_positions(session, publish=publish)


def _with_work(sessions: Sessions) -> list[int]:
    with sessions.read() as session:
        found = select(outbox.c.shard).where(outbox.c.published_at.is_(None), _ready(session))
        return list(session.scalars(found.distinct()))


def _publish(session: Session, bus: Bus, shards: Sequence[int], limit: int) -> tuple[int, int]:
    """How many rows of these shards were published, and how many failed."""
    claimed = [shard for shard in shards if try_lock(session, f"relay-{shard}")]
    rows = session.execute(
        select(outbox)
        .where(outbox.c.published_at.is_(None), outbox.c.shard.in_(claimed), _ready(session))
        .order_by(outbox.c.id)
        .limit(limit)
    ).all()
    outcome = bus.publish([from_row(row) for row in rows]) if rows else {}
    return _mark(session, rows, outcome)


def _ready(session: Session) -> Any:
    """Leaves out the keys of rows that wait for another try."""
    waiting = outbox.alias("waiting")
    blocked = select(waiting.c.key).where(
        waiting.c.published_at.is_(None), waiting.c.next_attempt_at > now(session)
    )
    return outbox.c.key.not_in(blocked)


def _mark(
    session: Session, rows: Sequence[Row[Any]], outcome: Mapping[str, Exception | None]
) -> tuple[int, int]:
    failed: set[str] = set()
    done = []
    for row in rows:
        error = outcome[row.event_id]
        if error is None and row.key not in failed:
            done.append(row.id)
        elif row.key not in failed:
            failed.add(row.key)
            _postpone(session, row, error)
    if done:
        session.execute(
            update(outbox).where(outbox.c.id.in_(done)).values(published_at=now(session))
        )
    return len(done), len(failed)


def _postpone(session: Session, row: Row[Any], error: Exception | None) -> None:
    away = error is not None and is_transient(error)
    pause = timedelta(seconds=0.5 * 2 ** min(row.attempts, 10))
    session.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(
            attempts=min(row.attempts + 1, 1000),
            error=str(error)[:1000],
            next_attempt_at=now(session)
            + min(pause, LONGEST_WHILE_AWAY if away else LONGEST_PAUSE),
        )
    )
