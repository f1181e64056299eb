"""The full stack's bus, outbox to committed effect, beside raw kafka-python on the same broker."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, insert, select

from benchmarks.events import TYPE, effects, effects_metadata, straight
from events import catalogue
from events.consumers import Consumer
from events.envelope import Event
from events.kafka import KafkaBus, KafkaConfig
from events.kafka.messages import Message, to_message
from events.kafka.topics import ensure_topics
from events.outbox import from_row, record_many
from events.registry import register
from events.relay import relay_once
from events.tables import metadata, outbox
from marketplace.db import SessionFactory, engine_for

BATCH = 500
PATIENCE = 120.0
RAW_TOPIC = "profiles"
"""One of ours with nothing in it: the kernel's events go to "needs"."""


@contextmanager
def store(url: str) -> Iterator[SessionFactory]:
    """The kernel's tables in an empty PostgreSQL database."""
    engine = engine_for(url)
    for tables in (metadata, effects_metadata):
        tables.create_all(engine)
    yield SessionFactory(engine)
    for tables in (effects_metadata, metadata):
        tables.drop_all(engine)
    engine.dispose()


def measure(servers: str, database: str, count: int) -> tuple[float, float, float]:
    """Events a second: ours from outbox to committed effect, the same rows written straight by
    SQLAlchemy in the same batches, and raw produce and consume."""
    config = KafkaConfig(servers, prefix=f"bench-{secrets.token_hex(4)}-", partitions=4)
    with store(database) as sessions:
        written = count / straight(sessions, count, BATCH)
    with store(database) as sessions:
        ensure_topics(config)
        ours = count / _ours(sessions, config, count)
        with sessions.read() as session:
            events = [from_row(row) for row in session.execute(select(outbox))]
        raw = count / _raw(config, [to_message(event) for event in events])
    return ours, written, raw


def _ours(sessions: SessionFactory, config: KafkaConfig, count: int) -> float:
    """Seconds; the consumer has joined its group, and one event gone through, before."""

    def apply(session: Any, event: Event, prepared: Any) -> None:
        session.execute(insert(effects).values(key=event.key, revision=event.revision))

    consumer = Consumer("bench", frozenset({TYPE}), apply, batch=BATCH)
    register(sessions, consumer)
    bus, stop = KafkaBus(config, sessions), threading.Event()
    listening = threading.Thread(target=bus.consume, args=(consumer, stop), daemon=True)
    listening.start()
    try:
        _through(sessions, bus, 1, 0)
        start = time.perf_counter()
        _through(sessions, bus, count, 1)
        return time.perf_counter() - start
    finally:
        stop.set()
        listening.join(20)
        bus.close()


def _through(sessions: SessionFactory, bus: KafkaBus, count: int, before: int) -> None:
    sample = dict(catalogue.get(TYPE).sample)
    for first in range(0, count, BATCH):
        numbers = range(before + first, before + min(first + BATCH, count))
        with sessions.write() as session:
            record_many(session, TYPE, [(f"need/{number}", 1, sample) for number in numbers])
        relay_once(sessions, bus)
    deadline = time.monotonic() + PATIENCE
    while _effects(sessions) < before + count:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{_effects(sessions)} of {before + count} effects")
        if not relay_once(sessions, bus):
            time.sleep(0.01)


def _effects(sessions: SessionFactory) -> int:
    with sessions.read() as session:
        return session.scalar(select(func.count()).select_from(effects)) or 0


def _raw(config: KafkaConfig, messages: list[Message]) -> float:
    """Seconds to produce the same messages, acknowledged by all, and to read them back."""
    from kafka import KafkaConsumer, KafkaProducer

    topic = config.topic(RAW_TOPIC)
    producer = KafkaProducer(bootstrap_servers=config.servers, acks="all", enable_idempotence=True)
    client = KafkaConsumer(
        topic, bootstrap_servers=config.servers, auto_offset_reset="earliest",
        enable_auto_commit=False, max_poll_records=BATCH,
    )  # fmt: skip
    client.poll(timeout_ms=1000)
    start = time.perf_counter()
    for message in messages:
        producer.send(topic, key=message.key, value=message.value, headers=message.headers)
    producer.flush()
    left, deadline = len(messages), time.monotonic() + PATIENCE
    while left > 0 and time.monotonic() < deadline:
        left -= sum(len(records) for records in client.poll(timeout_ms=500).values())
    seconds = time.perf_counter() - start
    producer.close()
    client.close()
    assert left == 0, f"{left} messages did not come back"
    return seconds
