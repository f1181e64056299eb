"""The kernel alone on a database: a writer, listeners that count their effects, running parts."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, func, insert, select
from sqlalchemy.orm import Session

from events import catalogue
from events.consumers import Consumer
from events.envelope import Event
from events.outbox import record
from events.ports import Bus, Clock
from events.relay import relay_once
from events.tables import metadata
from marketplace.db import SessionFactory, engine_for

TYPE = "profile.updated"
SAMPLE = catalogue.get(TYPE).sample

_own = MetaData()
effects = Table(
    "test_effects",
    _own,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("consumer", String(60), nullable=False),
    Column("event_id", String(36), nullable=False),
    Column("key", String(80), nullable=False),
    Column("revision", Integer, nullable=False),
)


class Kernel:
    """A database with the kernel's tables, and what tests do with it."""

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        self.engine: Engine = engine_for(url)
        metadata.create_all(self.engine)
        _own.create_all(self.engine)
        self.sessions = SessionFactory(self.engine, clock)
        self._revisions: dict[str, int] = defaultdict(int)

    def close(self) -> None:
        """Empty the database and give it back."""
        metadata.drop_all(self.engine)
        _own.drop_all(self.engine)
        self.engine.dispose()

    def write(self, *keys: str, request_id: str | None = None) -> list[str]:
        """One transaction that records an event of each key, in this order; returns their ids."""
        with self.sessions.write() as session:
            session.info["request_id"] = request_id
            return [self.record(session, key) for key in keys]

    def record(self, session: Session, key: str, type_: str = TYPE) -> str:
        self._revisions[key] += 1
        data = catalogue.get(type_).sample
        return record(session, type_, key=key, revision=self._revisions[key], data=data)

    def effects(self, consumer: str) -> list[Any]:
        """The effects of a consumer in the order in which they were written."""
        with self.sessions.read() as session:
            found = select(effects).where(effects.c.consumer == consumer).order_by(effects.c.id)
            return list(session.execute(found))

    def rows(self, table: Table) -> list[Any]:
        with self.sessions.read() as session:
            return list(session.execute(select(table)))

    def seen(self, consumer: str, wanted: int, seconds: float = 20) -> list[Any]:
        """Wait until the consumer has that many effects; fails with what it has."""
        wait_for(
            lambda: self.count(consumer) >= wanted,
            seconds,
            lambda: f"{consumer}: {self.count(consumer)} of {wanted} effects",
        )
        return self.effects(consumer)

    def count(self, consumer: str) -> int:
        with self.sessions.read() as session:
            found = select(func.count()).where(effects.c.consumer == consumer)
            return session.scalar(found) or 0

    @contextmanager
    def running(self, bus: Bus, *consumers: Consumer) -> Iterator[threading.Event]:
        """A relay and the consumers, each in a thread of its own, until the block ends."""
        stop = threading.Event()
        faults: list[BaseException] = []

        def guarded(work: Callable[[], None]) -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - raised again below
                faults.append(error)

        def relaying() -> None:
            while not stop.is_set():
                if not relay_once(self.sessions, bus):
                    stop.wait(0.02)

        jobs: list[Callable[[], None]] = [relaying]
        jobs += [lambda one=one: bus.consume(one, stop) for one in consumers]  # type: ignore[misc]
        threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        try:
            yield stop
        finally:
            stop.set()
            bus.wake()
            for thread in threads:
                thread.join(30)
        assert not faults, faults
        assert not any(thread.is_alive() for thread in threads)


def counting(
    name: str = "counter", before: Callable[[Session, Event], None] | None = None, **more: Any
) -> Consumer:
    """A consumer that writes one effect an event; `before` may raise or wait first."""

    def apply(session: Session, event: Event, prepared: Any) -> None:
        if before:
            before(session, event)
        session.execute(
            insert(effects).values(
                consumer=name, event_id=event.id, key=event.key, revision=event.revision
            )
        )

    return Consumer(name=name, types=frozenset({TYPE}), apply=apply, **more)


def assert_once_in_order(found: Sequence[Any], wanted: Sequence[str]) -> None:
    """Each event had one effect, and each key's revisions rose."""
    assert len(found) == len(wanted)
    assert {row.event_id for row in found} == set(wanted)
    last: dict[str, int] = defaultdict(int)
    for row in found:
        assert row.revision == last[row.key] + 1, f"{row.key}: {row.revision} after {last[row.key]}"
        last[row.key] = row.revision


def wait_for(
    true: Callable[[], bool], seconds: float = 20, says: Callable[[], str] = lambda: "too late"
) -> None:
    """Look until it is true; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, says()
        time.sleep(0.02)
