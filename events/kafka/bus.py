"""`events.ports.Bus` on Kafka."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from events.consumers import Consumer
from events.envelope import Event
from events.kafka.config import KafkaConfig
from events.kafka.listener import Listener
from events.kafka.publisher import Publisher
from events.lag import waiting
from events.ports import Sessions


class KafkaBus:
    """At least once, in order per key; the inbox makes it once."""

    reads_outbox = False

    def __init__(self, config: KafkaConfig, sessions: Sessions) -> None:
        self.config = config
        self._sessions = sessions
        self._publisher = Publisher(config)

    def publish(self, events: Sequence[Event]) -> Mapping[str, Exception | None]:
        return self._publisher.publish(events)

    def consume(self, consumer: Consumer, stop: threading.Event) -> None:
        Listener(self.config, self._sessions, consumer, stop).run()

    def wake(self) -> None:
        """Needless: a waiting poll returns by itself."""

    def lag(self, consumer: Consumer) -> int:
        with self._sessions.read() as session:
            return waiting(session, consumer)

    def close(self) -> None:
        self._publisher.close()
