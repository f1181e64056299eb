"""What a consumer has still to handle, counted from outbox and inbox: the same for every bus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, or_, select, update
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.prune import pruned_to
from events.tables import consumers, dead_letters, inbox, outbox


def waiting(session: Session, consumer: Consumer) -> int:
    """How many committed events the consumer has neither handled nor given up as dead letters."""
    found = select(func.count()).select_from(outbox).where(*_open(session, consumer))
    return session.scalar(found) or 0


def unhandled_events(session: Session, consumer: Consumer, limit: int = 20) -> list[Row[Any]]:
    """The first of all that it answers for, those below its mark too: position, event_id, …"""
    answers = select(consumers.c.start_position).where(consumers.c.name == consumer.name)
    floor = max(session.scalar(answers) or 0, pruned_to(session))
    columns = outbox.c
    found = (
        select(
            columns.position,
            columns.event_id,
            columns.type,
            columns.key,
            columns.time,
            columns.published_at,
        )
        .where(*_open(session, consumer, floor))
        .order_by(columns.id)
        .limit(limit)
    )
    return list(session.execute(found))


def _open(
    session: Session, consumer: Consumer, floor: int | None = None
) -> Iterable[ColumnElement[bool]]:
    if floor is None:
        mark = select(consumers.c.position).where(consumers.c.name == consumer.name)
        floor = session.scalar(mark) or 0
    handled = exists().where(
        inbox.c.consumer == consumer.name, inbox.c.event_id == outbox.c.event_id
    )
    given_up = exists().where(
        dead_letters.c.consumer == consumer.name,
        dead_letters.c.event_id == outbox.c.event_id,
        dead_letters.c.resolved_at.is_(None),
    )
    return (
        outbox.c.type.in_(sorted(consumer.types)),
        or_(outbox.c.position.is_(None), outbox.c.position > floor),
        ~handled,
        ~given_up,
    )


def settle(session: Session, consumer: Consumer) -> None:
    """Move the consumer's mark up to its first unhandled event, so that counting stays quick.

    Positions are given in the order of commits, so nothing can appear below the mark later.
    """
    newest = session.scalar(select(func.max(outbox.c.position))) or 0
    first = session.scalar(select(func.min(outbox.c.position)).where(*_open(session, consumer)))
    mark = newest if first is None else first - 1
    session.execute(
        update(consumers)
        .where(consumers.c.name == consumer.name, consumers.c.position < mark)
        .values(position=mark)
    )
