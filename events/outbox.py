"""Recording an event in the transaction that causes it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, insert
from sqlalchemy.orm import Session

from events import catalogue
from events.context import new_id, now
from events.envelope import Event
from events.tables import SHARDS, outbox

REPUBLISHED = "republish"
"""Source of a snapshot that was recorded again; nothing happened to its subject."""


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
    return record_many(session, type_, [(key, revision, data)], source=source)[0]


def record_many(
    session: Session,
    type_: str,
    items: Iterable[tuple[str, int, Mapping[str, Any]]],
    *,
    source: str = "marketplace",
) -> list[str]:
    """Add one event of the type for each (key, revision, data), in this order; like `record`."""
    kind = catalogue.get(type_)
    session.flush()
    rows = [_values(session, kind, *item, source) for item in items]
    if rows:
        session.execute(insert(outbox), rows)
        session.info["recorded"] = True
    return [row["event_id"] for row in rows]


def _values(
    session: Session,
    kind: catalogue.EventType,
    key: str,
    revision: int,
    data: Mapping[str, Any],
    source: str,
) -> dict[str, Any]:
    kind.check(data)
    return {
        "event_id": new_id(session),
        "topic": kind.topic,
        "key": key,
        "shard": shard_of(key),
        "type": kind.name,
        "version": kind.version,
        "source": source,
        "revision": revision,
        "time": now(session),
        "data": dict(data),
        "request_id": session.info.get("request_id"),
    }


def from_row(row: Row[Any]) -> Event:
    """The event in an outbox row, as it was recorded; `deliver` brings old versions up."""
    return Event(
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
