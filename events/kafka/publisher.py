"""The relay's side: events to the broker, acknowledged by all replicas, in order per key."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import structlog

from events.envelope import Event
from events.errors import Transient
from events.kafka.clients import connected
from events.kafka.config import KafkaConfig
from events.kafka.messages import to_message
from events.kafka.topics import MAX_MESSAGE_BYTES

log = structlog.get_logger()
CLOSING_SECONDS = 10


class Publisher:
    """Owns one producer, made on first use in each process: clients do not survive a fork."""

    def __init__(self, config: KafkaConfig) -> None:
        self._config = config
        self._producer: Any = None
        self._owner = 0

    def publish(self, events: Sequence[Event]) -> Mapping[str, Exception | None]:
        """Per event id the fault, or None once all replicas have it.

        A key's second event is sent only once its first one is acknowledged: a producer that
        gives a batch up may still send the batch after it. After a fault that is not one event's
        own a new producer is made, which also is the cure for an unknown or fenced producer id.
        """
        outcome: dict[str, Exception | None] = {}
        failed: dict[str, Exception] = {}
        for wave in waves(events):
            ready = [event for event in wave if event.key not in failed]
            outcome |= {one.id: failed[one.key] for one in wave if one.key in failed}
            answers = self._send(ready)
            outcome |= answers
            failed |= {one.key: fault for one in ready if (fault := answers[one.id])}
        if any(isinstance(fault, Transient) for fault in failed.values()):
            self.close()
        return outcome

    def _send(self, events: Sequence[Event]) -> dict[str, Exception | None]:
        try:
            producer = self._live()
            sent = [(event.id, self._hand_over(producer, event)) for event in events]
        except Exception as error:  # noqa: BLE001 - told to the relay, which keeps it with the row
            return {event.id: as_ours(error) for event in events}
        return {event_id: self._fault(answer) for event_id, answer in sent}

    def _hand_over(self, producer: Any, event: Event) -> Any:
        """The answer to come, or the fault of this event alone."""
        from kafka.errors import MessageSizeTooLargeError

        message = to_message(event)
        try:
            return producer.send(
                self._config.topic(event.topic),
                key=message.key,
                value=message.value,
                headers=message.headers,
            )
        except MessageSizeTooLargeError as error:
            return error

    def _fault(self, answer: Any) -> Exception | None:
        if isinstance(answer, Exception):
            return answer
        try:
            answer.get(timeout=2 * self._config.delivery_ms / 1000)
        except Exception as error:  # noqa: BLE001 - told to the relay, which keeps it with the row
            return as_ours(error)
        return None

    def _live(self) -> Any:
        from kafka import KafkaProducer

        if self._producer is not None and self._owner != os.getpid():
            self._producer = None
        if self._producer is None:
            self._producer = connected(
                KafkaProducer,
                **self._config.connection,
                acks="all",
                enable_idempotence=True,
                delivery_timeout_ms=self._config.delivery_ms,
                request_timeout_ms=self._config.delivery_ms // 2,
                bootstrap_timeout_ms=self._config.delivery_ms // 2,
                max_block_ms=self._config.delivery_ms // 2,
                max_request_size=MAX_MESSAGE_BYTES,
                allow_auto_create_topics=False,
            )
            self._owner = os.getpid()
        return self._producer

    def close(self) -> None:
        """Give the producer up; the next publish makes another."""
        producer, self._producer = self._producer, None
        if producer is not None and self._owner == os.getpid():
            give_up(producer)


def give_up(producer: Any) -> None:
    """Close it with what it could not send; that stays in the outbox.

    kafka-python's own close raises in that case, and leaves its thread and sockets behind.
    """
    from kafka.errors import KafkaTimeoutError

    try:
        producer.close(timeout=1)
    except KafkaTimeoutError:
        sender = producer._sender  # its close has no other way to drop batches
        sender.force_close()
        sender.join(CLOSING_SECONDS)
        producer.close(timeout=0)


def waves(events: Sequence[Event]) -> Iterator[list[Event]]:
    """The events in rounds, each with at most one event a key, keys in their order."""
    rounds: list[list[Event]] = []
    place: dict[str, int] = {}
    for event in events:
        turn = place.get(event.key, -1) + 1
        place[event.key] = turn
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(event)
    return iter(rounds)


def as_ours(error: Exception) -> Exception:
    """Transient for what passes by itself; the error itself for what somebody must mend."""
    from kafka.errors import (
        AuthorizationError,
        InvalidRecordError,
        KafkaError,
        MessageSizeTooLargeError,
        RecordListTooLargeError,
    )

    lasting = (
        AuthorizationError,
        InvalidRecordError,
        MessageSizeTooLargeError,
        RecordListTooLargeError,
    )
    if isinstance(error, (KafkaError, OSError)) and not isinstance(error, lasting):
        return Transient(f"Kafka: {type(error).__name__}: {error}")
    return error
