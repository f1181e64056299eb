"""The kernel under a steady load: how late an effect is, and what waits for SQLite's lock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, insert, select

from benchmarks.events import TYPE, effects, store
from benchmarks.figures import percentile
from events import catalogue
from events.consumers import Consumer
from events.inprocess import InProcessBus
from events.outbox import record
from events.registry import register
from events.relay import relay_once
from marketplace.db import SessionFactory


@dataclass(slots=True)
class Steady:
    """Seconds: from commit to committed effect of each event, and for the lock of each writer."""

    lateness: list[float] = field(default_factory=list)
    lock_waits: list[float] = field(default_factory=list)
    per_second: float = 0.0


class Load:
    """One writer at a steady rate, a relay and a consumer as threads, as in a worker."""

    def __init__(self, sessions: SessionFactory, rate: float, seconds: float) -> None:
        self._sessions, self._rate, self._count = sessions, rate, int(rate * seconds)
        self._bus = InProcessBus(sessions)
        self._news, self._stop = threading.Event(), threading.Event()
        self._committed: dict[int, float] = {}
        self._batch: list[int] = []
        self.found = Steady()

    def run(self) -> Steady:
        """Write all, wait until all have their effect."""
        sessions = self._sessions
        sessions.on_record = self._news.set
        consumer = Consumer("bench", frozenset({TYPE}), self._apply)
        register(sessions, consumer)
        works: list[Callable[[], None]] = [self._relay, lambda: self._consume(consumer)]
        threads = [threading.Thread(target=work, daemon=True) for work in works]
        for thread in threads:
            thread.start()
        self._write()
        self._wait()
        self._stop.set()
        self._bus.wake()
        for thread in threads:
            thread.join(20)
        return self.found

    def _write(self) -> None:
        sample = dict(catalogue.get(TYPE).sample)
        begun = time.monotonic()
        for number in range(self._count):
            time.sleep(max(begun + number / self._rate - time.monotonic(), 0))
            asked = time.monotonic()
            with self._sessions.write() as session:
                session.connection()
                self.found.lock_waits.append(time.monotonic() - asked)
                record(session, TYPE, key=f"need/{number}", revision=number + 1, data=sample)
            self._committed[number + 1] = time.monotonic()
        self.found.per_second = self._count / (time.monotonic() - begun)

    def _relay(self) -> None:
        while not self._stop.is_set():
            self._news.wait(0.5)
            self._news.clear()
            while relay_once(self._sessions, self._bus):
                pass

    def _consume(self, consumer: Consumer) -> None:
        """Batch by batch, as the bus does, noting when each one's transaction is over."""
        while not self._stop.is_set():
            self._batch.clear()
            if not self._bus.step(consumer):
                self._stop.wait(0.005)
            ended = time.monotonic()
            self.found.lateness += [ended - self._at(number) for number in self._batch]

    def _at(self, number: int) -> float:
        """When the event was committed; its writer may not have noted that yet."""
        return self._committed.get(number, time.monotonic())

    def _apply(self, session: Any, event: Any, prepared: Any) -> None:
        session.execute(insert(effects).values(key=event.key, revision=event.revision))
        self._batch.append(event.revision)

    def _wait(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while self._effects() < self._count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self._effects()} of {self._count} effects")
            time.sleep(0.05)

    def _effects(self) -> int:
        with self._sessions.read() as session:
            return session.scalar(select(func.count()).select_from(effects)) or 0


def measure(rate: float = 200.0, seconds: float = 10.0) -> Steady:
    """On a fresh SQLite store."""
    with store() as sessions:
        return Load(sessions, rate, seconds).run()


def p95_ms(values: list[float]) -> float:
    """The 95th percentile of seconds, in milliseconds."""
    return percentile(values, 0.95) * 1000
