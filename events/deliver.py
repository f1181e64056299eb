"""From a batch of events to their effects, once each, whatever is delivered how often."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session
from structlog.contextvars import bound_contextvars

from events import deadletters
from events.consumers import Consumer
from events.context import now
from events.envelope import Event
from events.errors import is_transient
from events.measures import DELIVERY
from events.outbox import REPUBLISHED
from events.ports import Sessions
from events.tables import inbox
from events.upcast import upcast

TRIES = 3
PAUSE = 0.05
"""Seconds before the second try of an event at fault; doubled for each further one."""


def deliver(
    sessions: Sessions,
    consumer: Consumer,
    events: Sequence[Event],
    *,
    finish: Callable[[Session], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Apply the events in order: inbox rows, effects and new outbox rows in one transaction.

    Events that the inbox knows are passed over. `finish` runs in the last transaction (the
    in-process bus moves its cursor there). A batch that fails is split until the event at fault
    stands alone; it is tried three times, then becomes a dead letter. A transient fault is
    raised instead: nothing of the batch in hand is committed, and the caller comes again.
    """
    wanted = [event for event in events if event.type in consumer.types]
    try:
        with DELIVERY.labels(consumer.name).time():
            _together(sessions, consumer, wanted, finish)
    except Exception as error:
        if is_transient(error):
            raise
        _apart(sessions, consumer, wanted, error, sleep)
        if finish:
            with sessions.write() as session:
                finish(session)


def _apart(
    sessions: Sessions,
    consumer: Consumer,
    events: Sequence[Event],
    error: Exception,
    sleep: Callable[[float], None],
) -> None:
    if not events:
        raise error
    if len(events) == 1:
        _alone(sessions, consumer, events[0], error, sleep)
        return
    middle = len(events) // 2
    deliver(sessions, consumer, events[:middle], sleep=sleep)
    deliver(sessions, consumer, events[middle:], sleep=sleep)


def _alone(
    sessions: Sessions,
    consumer: Consumer,
    event: Event,
    error: Exception,
    sleep: Callable[[float], None],
) -> None:
    for attempt in range(1, TRIES):
        sleep(PAUSE * 2 ** (attempt - 1))
        try:
            _together(sessions, consumer, [event], None)
        except Exception as again:
            if is_transient(again):
                raise
            error = again
        else:
            return
    with sessions.write() as session:
        deadletters.lock_key(session, consumer.name, event.key)
        if unhandled(session, consumer.name, [event]):
            deadletters.bury(session, consumer.name, event, error, attempts=TRIES)


def _together(
    sessions: Sessions,
    consumer: Consumer,
    events: Sequence[Event],
    finish: Callable[[Session], None] | None,
) -> None:
    prepared = None
    if events:
        with sessions.read() as session:
            fresh = unhandled(session, consumer.name, events)
            prepared = consumer.prepare(session, [upcast(one) for one in fresh]) if fresh else None
    with sessions.write() as session:
        fresh = unhandled(session, consumer.name, events)
        if not consumer.snapshot:
            fresh = deadletters.park(session, consumer.name, fresh)
        apply_all(session, consumer, fresh, prepared)
        if finish:
            finish(session)


def apply_all(session: Session, consumer: Consumer, events: Sequence[Event], prepared: Any) -> None:
    """The events' inbox rows, then their effects; what they record carries on the request id.

    A snapshot recorded again says nothing new: it has effects on snapshot consumers only.

    The rows come first: where two deliver the same event, the second waits for the first.
    """
    if not events:
        return
    moment = now(session)
    rows = [
        {"consumer": consumer.name, "event_id": event.id, "handled_at": moment} for event in events
    ]
    session.execute(insert(inbox), rows)
    applied = [upcast(e) for e in events if consumer.snapshot or e.source != REPUBLISHED]
    consumer.begin(session, applied, prepared)
    for event in applied:
        session.info["request_id"] = event.request_id
        with bound_contextvars(request_id=event.request_id, consumer=consumer.name):
            consumer.apply(session, event, prepared)


def unhandled(session: Session, consumer: str, events: Sequence[Event]) -> list[Event]:
    """Those that neither the inbox nor an open dead letter of this consumer knows, once each."""
    ids = {event.id: event for event in events}
    if not ids:
        return []
    known = set(
        session.scalars(
            select(inbox.c.event_id).where(
                inbox.c.consumer == consumer, inbox.c.event_id.in_(list(ids))
            )
        )
    ) | deadletters.open_ids(session, consumer, list(ids))
    return [event for event_id, event in ids.items() if event_id not in known]
