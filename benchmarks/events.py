"""Outbox to committed effect, beside the same rows written straight by SQLAlchemy.

Both sides write the same outbox rows, inbox rows and effect rows in the same batches; ours also
checks each event's schema, gives positions, reads them back and looks the inbox up.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select

from events import catalogue
from events.consumers import Consumer
from events.inprocess import InProcessBus
from events.outbox import record, shard_of
from events.registry import register
from events.relay import relay_once
from events.tables import inbox, metadata, outbox
from marketplace.db import SessionFactory, engine_for

effects_metadata = MetaData()
effects = Table(
    "bench_effects",
    effects_metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(80)),
    Column("revision", Integer),
)
TYPE = "question.asked"


@contextmanager
def store() -> Iterator[SessionFactory]:
    """A fresh SQLite store with the kernel's tables."""
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_for(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        with engine.execution_options(writes=True).begin() as connection:
            metadata.create_all(connection)
            effects_metadata.create_all(connection)
        yield SessionFactory(engine)
        engine.dispose()


def through_the_kernel(sessions: SessionFactory, count: int, batch: int) -> float:
    """Seconds for `count` events from record to committed effect."""
    sample = dict(catalogue.get(TYPE).sample)
    bus = InProcessBus(sessions)

    def apply(session: Any, event: Any, prepared: Any) -> None:
        session.execute(insert(effects).values(key=event.key, revision=event.revision))

    consumer = Consumer("bench", frozenset({TYPE}), apply, batch=batch)
    register(sessions, consumer)
    start = time.perf_counter()
    for first in range(0, count, batch):
        with sessions.write() as session:
            for number in range(first, first + batch):
                record(session, TYPE, key=f"need/{number}", revision=1, data=sample)
        relay_once(sessions, bus)
        while bus.step(consumer):
            pass
    seconds = time.perf_counter() - start
    with sessions.read() as session:
        assert session.scalar(select(func.count()).select_from(effects)) == count
    return seconds


def straight(sessions: SessionFactory, count: int, batch: int) -> float:
    """Seconds for the same rows written by SQLAlchemy, one statement a row, same batches."""
    sample = dict(catalogue.get(TYPE).sample)
    start = time.perf_counter()
    for first in range(0, count, batch):
        with sessions.write() as session:
            for number in range(first, first + batch):
                session.execute(insert(outbox).values(**_row(session, number, sample)))
        with sessions.write() as session:
            for number in range(first, first + batch):
                session.execute(insert(effects).values(key=f"need/{number}", revision=1))
                session.execute(
                    insert(inbox).values(
                        consumer="bench",
                        event_id=f"straight-{number}",
                        handled_at=session.info["clock"].now(),
                    )
                )
    return time.perf_counter() - start


def _row(session: Any, number: int, sample: dict[str, Any]) -> dict[str, Any]:
    return {
        "event_id": f"straight-{number}",
        "topic": "needs",
        "key": f"need/{number}",
        "shard": shard_of(f"need/{number}"),
        "type": TYPE,
        "version": 1,
        "source": "bench",
        "revision": 1,
        "time": session.info["clock"].now(),
        "data": sample,
        "position": number + 1,
    }


def measure(count: int = 5000, batch: int = 100) -> dict[str, Any]:
    """Both in turn, on fresh stores."""
    with store() as sessions:
        bare = straight(sessions, count, batch)
    with store() as sessions:
        ours = through_the_kernel(sessions, count, batch)
    return {
        "events": count,
        "batch": batch,
        "straight_per_second": round(count / bare),
        "kernel_per_second": round(count / ours),
        "ratio": round(bare / ours, 2),
    }


if __name__ == "__main__":
    print(measure())
