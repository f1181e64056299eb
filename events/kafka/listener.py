"""A consumer's side: polls, delivers, and commits offsets only after the transaction."""

from __future__ import annotations

import base64
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog

from events import catalogue, deadletters
from events.consumers import Consumer
from events.deliver import deliver, unhandled
from events.envelope import Event
from events.errors import Transient, is_transient
from events.kafka.clients import connected
from events.kafka.config import KafkaConfig
from events.kafka.messages import Message, to_event, type_of
from events.kafka.topics import ensure_topics
from events.patience import Patience
from events.ports import Sessions
from events.registry import register

log = structlog.get_logger()
POLL_MS = 500
METADATA_MS = 15_000
"""How long a consumer may go without hearing of new partitions, or of moved ones."""
UNREADABLE = "unreadable"
"""Type of the dead letter of a message that is no event of ours."""

Batch = Mapping[Any, Sequence[Any]]
"""Records by partition, as a poll returns them."""


class Listener:
    """Runs one consumer in the calling thread until `stop` is set."""

    def __init__(
        self, config: KafkaConfig, sessions: Sessions, consumer: Consumer, stop: threading.Event
    ) -> None:
        self._config = config
        self._sessions = sessions
        self._consumer = consumer
        self._stop = stop
        self._patience = Patience(stop)
        self._log = log.bind(consumer=consumer.name)

    def run(self) -> None:
        """Register, then listen; a connection that is lost or a group that fences us is rejoined.

        Raises what is neither: missing rights, faults of ours.
        """
        self._patience.until_done(lambda: register(self._sessions, self._consumer))
        while not self._stop.is_set():
            self._patience.attempt(self._connection)

    def _connection(self) -> None:
        from kafka.errors import AuthorizationError, KafkaConfigurationError, KafkaError

        try:
            ensure_topics(self._config)
            client = self._connect()
            try:
                self._listen(client)
            finally:
                client.close(autocommit=False, timeout_ms=5000)
        except (AuthorizationError, KafkaConfigurationError):
            raise
        except KafkaError as error:
            raise Transient(f"Kafka: {type(error).__name__}: {error}") from error

    def _connect(self) -> Any:
        from kafka import KafkaConsumer

        from events.kafka.assignor import PatientAssignor

        client = connected(
            KafkaConsumer,
            **self._config.connection,
            group_id=self._config.group(self._consumer.name),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            allow_auto_create_topics=False,
            isolation_level="read_committed",
            partition_assignment_strategy=(PatientAssignor(),),
            max_poll_records=self._consumer.batch,
            session_timeout_ms=self._config.session_ms,
            heartbeat_interval_ms=self._config.session_ms // 6,
            request_timeout_ms=self._config.request_ms,
            bootstrap_timeout_ms=self._config.request_ms,
            metadata_max_age_ms=METADATA_MS,
            metrics_enabled=False,
        )
        topics = catalogue.topics_of(self._consumer.types)
        client.subscribe([self._config.topic(name) for name in topics])
        return client

    def _listen(self, client: Any) -> None:
        while not self._stop.is_set():
            batch: Batch = client.poll(timeout_ms=POLL_MS)
            if batch:
                self._handle(client, batch)

    def _handle(self, client: Any, polled: Batch) -> None:
        """Deliver what goes into one transaction; the rest, or all after a fault, comes again."""
        batch, rest = self._cut(polled)
        try:
            self._deliver(batch)
        except Exception as error:
            if not is_transient(error):
                raise
            _rewind(client, polled)
            self._patience.wait(error)
        else:
            self._patience.reset()
            self._commit(client, batch)
            _rewind(client, rest)

    def _cut(self, polled: Batch) -> tuple[Batch, Batch]:
        records = [(place, one) for place, found in polled.items() for one in found]
        count = self._consumer.portion((type_of(one.headers), one.key) for _, one in records)
        return _by_partition(records[:count]), _by_partition(records[count:])

    def _deliver(self, batch: Batch) -> None:
        read = [self._read(record) for records in batch.values() for record in records]
        events = [event for event in read if event is not None]
        deliver(self._sessions, self._consumer, events, sleep=self._sleep)

    def _read(self, record: Any) -> Event | None:
        """The event in a record; None for one that is kept as a dead letter instead."""
        message = Message(record.key, record.value, list(record.headers))
        try:
            return to_event(message, record.topic.removeprefix(self._config.prefix))
        except Exception as error:  # noqa: BLE001 - whatever a stranger may have sent
            self._bury(record, error)
            return None

    def _bury(self, record: Any, error: Exception) -> None:
        event = _unreadable(record)
        with self._sessions.write() as session:
            if unhandled(session, self._consumer.name, [event]):
                deadletters.bury(session, self._consumer.name, event, error, attempts=1)

    def _commit(self, client: Any, batch: Batch) -> None:
        """Tell the broker how far we are. If it cannot be told, the inbox knows."""
        from kafka import OffsetAndMetadata
        from kafka.errors import KafkaError

        offsets = {
            partition: OffsetAndMetadata(records[-1].offset + 1, "", records[-1].leader_epoch)
            for partition, records in batch.items()
        }
        try:
            client.commit(offsets, timeout_ms=self._config.request_ms)
        except KafkaError as error:
            self._log.info("offsets not committed", error=str(error))

    def _sleep(self, seconds: float) -> None:
        self._stop.wait(seconds)


def _by_partition(records: Sequence[tuple[Any, Any]]) -> Batch:
    found: dict[Any, list[Any]] = {}
    for partition, record in records:
        found.setdefault(partition, []).append(record)
    return found


def _rewind(client: Any, batch: Batch) -> None:
    """Have the same records come again, of the partitions that are still ours."""
    for partition, records in batch.items():
        if partition in client.assignment():
            client.seek(partition, records[0].offset)


def _unreadable(record: Any) -> Event:
    """Stands for a message that is no event of ours, named by its place."""
    place = f"{record.topic}/{record.partition}/{record.offset}"
    encoded = base64.b64encode(record.value or b"").decode()
    return Event(
        id=place[-36:],
        type=UNREADABLE,
        version=1,
        source="kafka",
        topic=record.topic,
        key=place[-80:],
        revision=1,
        time=datetime.fromtimestamp(record.timestamp / 1000, UTC),
        data={"value": encoded[:10_000], "headers": [str(one) for one in record.headers][:50]},
    )
