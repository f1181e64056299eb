"""A bus without a broker: consumers read the outbox itself, each with a cursor that it keeps.

The cursor moves in the transaction of the effects, so the guarantees are those of the real bus,
across restarts of the process too.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from events import catalogue
from events.consumers import Consumer
from events.deliver import deliver
from events.envelope import Event
from events.lag import waiting
from events.outbox import from_row
from events.patience import Patience
from events.ports import Sessions
from events.registry import register
from events.tables import consumers, outbox


class InProcessBus:
    """Straight from the outbox; `poll` seconds pass at most before a consumer looks by itself."""

    reads_outbox = True

    def __init__(self, sessions: Sessions, poll: float = 0.3) -> None:
        self._sessions = sessions
        self._poll = poll
        self._news = threading.Condition()
        self._generation = 0

    def publish(self, events: Sequence[Event]) -> Mapping[str, Exception | None]:
        return {event.id: None for event in events}

    def wake(self) -> None:
        with self._news:
            self._generation += 1
            self._news.notify_all()

    def consume(self, consumer: Consumer, stop: threading.Event) -> None:
        patience = Patience(stop)
        patience.until_done(lambda: register(self._sessions, consumer))
        while not stop.is_set():
            seen = self._generation
            if not patience.attempt(lambda: self.step(consumer)):
                self._wait(seen, stop)

    def _wait(self, seen: int, stop: threading.Event) -> None:
        with self._news:
            self._news.wait_for(
                lambda: self._generation != seen or stop.is_set(), timeout=self._poll
            )

    def step(self, consumer: Consumer) -> int:
        """Deliver the consumer's next batch; returns how many events it held."""
        with self._sessions.read() as session:
            batch = self._next(session, consumer)
        if not batch:
            return 0
        last = batch[-1].position

        def finish(session: Session) -> None:
            session.execute(
                update(consumers)
                .where(consumers.c.name == consumer.name, consumers.c.position < last)
                .values(position=last)
            )

        deliver(self._sessions, consumer, batch, finish=finish)
        return len(batch)

    def _next(self, session: Session, consumer: Consumer) -> list[Event]:
        cursor = session.scalar(
            select(consumers.c.position).where(consumers.c.name == consumer.name)
        )
        rows = session.execute(
            select(outbox)
            .where(
                outbox.c.topic.in_(catalogue.topics_of(consumer.types)),
                outbox.c.position > cursor,
            )
            .order_by(outbox.c.position)
            .limit(consumer.batch)
        )
        events = [from_row(row) for row in rows]
        return events[: consumer.portion((event.type, event.key) for event in events)]

    def lag(self, consumer: Consumer) -> int:
        with self._sessions.read() as session:
            return waiting(session, consumer)

    def close(self) -> None:
        self.wake()
