"""How the platform is: counted from the database alone, so that any process can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events import due, pulse
from events.consumers import Consumer
from events.context import now
from events.lag import waiting
from events.tables import dead_letters, outbox

LATE = timedelta(minutes=1)
"""An event that waits longer than this in the outbox is unwell."""
BEHIND = 1000
"""A consumer with more events than this before it is unwell."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """Events recorded and not yet handed to the bus; `age` is the oldest one's, in seconds."""

    depth: int
    age: float
    failing: int


def outbox_state(session: Session) -> Outbox:
    """Of all that was committed."""
    unpublished = outbox.c.published_at.is_(None)
    found = select(
        func.count(), func.min(outbox.c.time), func.count(outbox.c.next_attempt_at)
    ).where(unpublished)
    depth, oldest, failing = session.execute(found).one()
    age = (now(session) - oldest).total_seconds() if oldest else 0.0
    return Outbox(depth, max(age, 0.0), failing)


def lags(session: Session, consumers: Iterable[Consumer]) -> dict[str, int]:
    """Events that each consumer has still to handle."""
    return {consumer.name: waiting(session, consumer) for consumer in consumers}


def letters(session: Session) -> dict[str, int]:
    """Unresolved dead letters by consumer, parked ones included."""
    found = (
        select(dead_letters.c.consumer, func.count())
        .where(dead_letters.c.resolved_at.is_(None))
        .group_by(dead_letters.c.consumer)
    )
    return {row[0]: row[1] for row in session.execute(found)}


def complaints(session: Session, consumers: Mapping[str, Consumer]) -> list[dict[str, Any]]:
    """What is unwell: `code` is stable, `facts` say how much; empty when all is well."""
    state = outbox_state(session)
    found: list[dict[str, Any]] = []
    if not pulse.alive(session):
        found.append({"code": "no-worker", "facts": {}})
    if state.age > LATE.total_seconds():
        found.append({"code": "outbox-late", "facts": {"age": round(state.age)}})
    for name, lag in lags(session, consumers.values()).items():
        if lag > BEHIND:
            found.append({"code": "lag", "facts": {"consumer": name, "events": lag}})
    for name, count in letters(session).items():
        found.append({"code": "dead-letters", "facts": {"consumer": name, "count": count}})
    if failed := len(due.failing(session)):
        found.append({"code": "timers", "facts": {"count": failed}})
    return found
