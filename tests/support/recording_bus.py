"""A bus that only notes what it is given, and can be made to fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from events.consumers import Consumer
from events.envelope import Event


class RecordingBus:
    """Implements events.ports.Bus; `fault` says what publishing an event meets, if anything."""

    reads_outbox = False

    def __init__(self) -> None:
        self.published: list[Event] = []
        self.fault: Callable[[Event], Exception | None] = lambda event: None
        self._lock = threading.Lock()

    def publish(self, events: Sequence[Event]) -> Mapping[str, Exception | None]:
        with self._lock:
            outcome = {event.id: self.fault(event) for event in events}
            self.published += [event for event in events if outcome[event.id] is None]
        return outcome

    def consume(self, consumer: Consumer, stop: threading.Event) -> None:
        raise NotImplementedError

    def wake(self) -> None:
        """Nobody waits."""

    def lag(self, consumer: Consumer) -> int:
        raise NotImplementedError

    def close(self) -> None:
        """Holds nothing."""
