"""What the kernel needs from outside, as small protocols."""

from __future__ import annotations

import secrets
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.envelope import Event


class Clock(Protocol):
    """Tells the time; tests and the demo world fix it."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class Ids(Protocol):
    """Makes identifiers that sort by the moment of their making."""

    def new(self) -> str:
        """A UUID of version 7 as 36 characters."""


class Sessions(Protocol):
    """Opens sessions whose end is the one place that commits."""

    def read(self) -> AbstractContextManager[Session]:
        """A session for reading; always rolled back."""

    def write(self) -> AbstractContextManager[Session]:
        """A session that commits when its block ends well, and rolls back otherwise."""


class Bus(Protocol):
    """Carries events from the relay to consumers: at least once, in order per key.

    `reads_outbox` where consumers read the outbox itself: what has a position is published.
    """

    reads_outbox: bool

    def publish(self, events: Sequence[Event]) -> Mapping[str, Exception | None]:
        """Hand over the events; per event id the fault, or None once it is durable."""

    def consume(self, consumer: Consumer, stop: threading.Event) -> None:
        """Deliver to a consumer until `stop` is set; returns after the batch in hand."""

    def wake(self) -> None:
        """Tell waiting consumers that something was published."""

    def lag(self, consumer: Consumer) -> int:
        """Events published for this consumer that it has not handled yet."""

    def close(self) -> None:
        """Give back connections."""


class Bell(Protocol):
    """Wakes the relay, in whichever process it waits; nothing depends on being heard."""

    def ring(self) -> None:
        """Something was committed that is to be relayed. Raises nothing."""

    def wait(self, seconds: float) -> None:
        """Until somebody rings, at most so long."""

    def close(self) -> None:
        """Wait no more."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Uuid7:
    """RFC 9562 version 7: 48 bits of milliseconds, then random."""

    def new(self) -> str:
        millis = time.time_ns() // 1_000_000
        value = (millis << 80) | (0x7 << 76) | (secrets.randbits(12) << 64)
        return str(uuid.UUID(int=value | (0b10 << 62) | secrets.randbits(62)))
