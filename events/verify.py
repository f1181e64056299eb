"""What the kernel promises, held against its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events import deadletters, due
from events.consumers import Consumer
from events.lag import unhandled_events, waiting
from events.tables import outbox


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise; `code` is stable for programs, `what` says it for people."""

    code: str
    what: str


def violations(session: Session, consumers: Iterable[Consumer]) -> Iterator[Violation]:
    """Everything of the kernel's that is not as it must be once all events are handled."""
    yield from _outbox(session)
    for consumer in consumers:
        yield from _consumer(session, consumer)
    for letter in deadletters.unresolved(session):
        last = (letter.error.strip().splitlines() or ["no error kept"])[-1]
        what = f"{letter.consumer}: {letter.type} {letter.event_id} of {letter.key}: {last}"
        yield Violation("dead-letter", what)
    for row in due.failing(session):
        yield Violation("timer", f"{row.kind} for {row.key} failed {row.attempts} times")


def _outbox(session: Session) -> Iterator[Violation]:
    pending = select(func.count()).where(outbox.c.published_at.is_(None))
    if count := session.scalar(pending):
        yield Violation("outbox", f"{count} events are not published")
    first, last, count = session.execute(
        select(
            func.min(outbox.c.position), func.max(outbox.c.position), func.count(outbox.c.position)
        )
    ).one()
    if count and last - first + 1 != count:
        yield Violation("position", f"{last - first + 1} positions for {count} events")


def _consumer(session: Session, consumer: Consumer) -> Iterator[Violation]:
    first = unhandled_events(session, consumer, limit=1)
    if first:
        count = max(waiting(session, consumer), 1)
        what = f"first {first[0].type} {first[0].event_id} of {first[0].key}"
        yield Violation("lag", f"{consumer.name}: {count} events to handle, {what}")
