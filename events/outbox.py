"""Recording an event in the transaction that causes it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, insert
from sqlalchemy.orm import Session

from events import catalogue
from events.context import new_id, now
from events.envelope import Event
from events.tables import SHARDS, outbox
from events.upcast import upcast


def shard_of(key: str) -> int:
    """The shard of a key, 0 to SHARDS - 1, the same in every process."""
    return zlib.crc32(key.encode()) % SHARDS


def record(
    session: Session,
    type_: str,
    *,
    key: str,
    revision: int,
    data: Mapping[str, Any],
    source: str = "marketplace",
) -> str:
    """Add an event to the outbox and return its id; it leaves when the transaction commits.

    The session is flushed first, so that the subject's row is locked before the event gets its
    place: two changes of one subject stand in the outbox in the order of their commits. Raises
    UnknownEventType, or InvalidEvent naming the field that does not fit the type's schema.
    """
    kind = catalogue.get(type_)
    kind.check(data)
    session.flush()
    event_id = new_id(session)
    session.execute(
        insert(outbox).values(
            event_id=event_id,
            topic=kind.topic,
            key=key,
            shard=shard_of(key),
            type=type_,
            version=kind.version,
            source=source,
            revision=revision,
            time=now(session),
            data=dict(data),
            request_id=session.info.get("request_id"),
        )
    )
    session.info["recorded"] = True
    return event_id


def from_row(row: Row[Any]) -> Event:
    """The event in an outbox row, its data brought up to the type's newest version."""
    event = Event(
        id=row.event_id,
        type=row.type,
        version=row.version,
        source=row.source,
        topic=row.topic,
        key=row.key,
        revision=row.revision,
        time=row.time,
        data=row.data,
        request_id=row.request_id,
        position=row.position,
    )
    return upcast(event)
