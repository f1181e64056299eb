"""The kernel's own tables; they live in the product's database and share its transactions."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from events.columns import NAMING, BigId, Json, UtcDateTime

metadata = MetaData(naming_convention=NAMING)

SHARDS = 16
"""Keys are spread over this many shards; a relay works on one shard at a time."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("event_id", String(36), nullable=False, unique=True),
    Column("topic", String(40), nullable=False),
    Column("key", String(80), nullable=False),
    Column("shard", SmallInteger, nullable=False),
    Column("type", String(60), nullable=False),
    Column("version", SmallInteger, nullable=False),
    Column("source", String(40), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("time", UtcDateTime, nullable=False),
    Column("data", Json, nullable=False),
    Column("request_id", String(64)),
    Column("position", BigId, unique=True),
    Column("published_at", UtcDateTime),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("error", Text),
    Column("next_attempt_at", UtcDateTime),
)
Index("ix_outbox_key_id", outbox.c.key, outbox.c.id)
Index("ix_outbox_topic_position", outbox.c.topic, outbox.c.position)
Index(
    "ix_outbox_unpublished",
    outbox.c.shard,
    outbox.c.id,
    sqlite_where=outbox.c.published_at.is_(None),
    postgresql_where=outbox.c.published_at.is_(None),
)
Index(
    "ix_outbox_unsequenced",
    outbox.c.id,
    sqlite_where=outbox.c.position.is_(None),
    postgresql_where=outbox.c.position.is_(None),
)

consumers = Table(
    "consumers",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("start_position", BigId, nullable=False),
    Column("position", BigId, nullable=False),
    Column("registered_at", UtcDateTime, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("consumer", String(60), primary_key=True),
    Column("event_id", String(36), primary_key=True),
    Column("handled_at", UtcDateTime, nullable=False, index=True),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", BigId, primary_key=True, autoincrement=True),
    Column("consumer", String(60), nullable=False),
    Column("event_id", String(36), nullable=False),
    Column("key", String(80), nullable=False),
    Column("type", String(60), nullable=False),
    Column("event", Json, nullable=False),
    Column("parked", Boolean, nullable=False, server_default=text("false")),
    Column("error", Text, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("retry_asked_at", UtcDateTime),
    Column("resolved_at", UtcDateTime),
)
Index(
    "uq_dead_letters_open",
    dead_letters.c.consumer,
    dead_letters.c.event_id,
    unique=True,
    sqlite_where=dead_letters.c.resolved_at.is_(None),
    postgresql_where=dead_letters.c.resolved_at.is_(None),
)
Index("ix_dead_letters_key", dead_letters.c.consumer, dead_letters.c.key)

due = Table(
    "due",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("next_attempt_at", UtcDateTime, nullable=False, index=True),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("error", Text),
)

high_water = Table(
    "high_water",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("position", BigId, nullable=False),
)

workers = Table(
    "workers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("role", String(12), nullable=False),
    Column("host", String(80), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)
