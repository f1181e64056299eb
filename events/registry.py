"""Which consumers there are, and from which position each has to answer."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.context import now
from events.locks import lock
from events.ports import Sessions
from events.tables import consumers


def register(sessions: Sessions, consumer: Consumer, start: int = 0) -> None:
    """Enter the consumer once; it answers for every event after `start`."""
    with sessions.write() as session:
        lock(session, "consumers")
        if not _known(session, consumer.name):
            session.execute(
                insert(consumers).values(
                    name=consumer.name,
                    start_position=start,
                    position=start,
                    registered_at=now(session),
                )
            )


def _known(session: Session, name: str) -> bool:
    return session.scalar(select(consumers.c.name).where(consumers.c.name == name)) is not None
