"""From the outbox to the bus: claims what is not yet published, in order per key."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from events.context import now
from events.locks import try_lock
from events.outbox import from_row
from events.ports import Bus, Sessions
from events.sequencer import assign_positions
from events.tables import SHARDS, outbox

LONGEST_PAUSE = timedelta(seconds=60)


def relay_once(sessions: Sessions, bus: Bus, limit: int = 500) -> int:
    """Sequence what was committed, publish what is unpublished; returns how many rows moved.

    Several relays may run: each shard is claimed under an advisory lock, so that two never
    publish the same key at once. A row that fails blocks only later rows of its own key, and is
    tried again after a pause that doubles up to a minute.
    """
    with sessions.write() as session:
        moved = assign_positions(session)
    shards = list(range(SHARDS))
    random.shuffle(shards)
    published = 0
    for shard in _with_work(sessions, shards):
        with sessions.write() as session:
            published += _publish_shard(session, bus, shard, limit)
    if moved or published:
        bus.wake()
    return moved + published


def _with_work(sessions: Sessions, shards: Sequence[int]) -> list[int]:
    with sessions.read() as session:
        waiting = set(
            session.scalars(
                select(outbox.c.shard).where(outbox.c.published_at.is_(None)).distinct()
            )
        )
    return [shard for shard in shards if shard in waiting]


def _publish_shard(session: Session, bus: Bus, shard: int, limit: int) -> int:
    if not try_lock(session, f"relay-{shard}"):
        return 0
    rows = session.execute(
        select(outbox)
        .where(outbox.c.published_at.is_(None), outbox.c.shard == shard)
        .order_by(outbox.c.id)
        .limit(limit)
    ).all()
    ready = _ready(rows, session)
    outcome = bus.publish([from_row(row) for row in ready]) if ready else {}
    return _mark(session, ready, outcome)


def _ready(rows: Sequence[Row[Any]], session: Session) -> list[Row[Any]]:
    """Leaves out rows that wait for another try, and every later row of their keys."""
    moment, blocked, ready = now(session), set(), []
    for row in rows:
        if row.key in blocked:
            continue
        if row.next_attempt_at and row.next_attempt_at > moment:
            blocked.add(row.key)
        else:
            ready.append(row)
    return ready


def _mark(
    session: Session, rows: Sequence[Row[Any]], outcome: Mapping[str, Exception | None]
) -> int:
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
    return len(done)


def _postpone(session: Session, row: Row[Any], error: Exception | None) -> None:
    pause = min(timedelta(seconds=0.5 * 2 ** min(row.attempts, 10)), LONGEST_PAUSE)
    session.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(
            attempts=min(row.attempts + 1, 1000),
            error=str(error)[:1000],
            next_attempt_at=now(session) + pause,
        )
    )
