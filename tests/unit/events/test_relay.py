"""The relay when publishing fails."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from events.envelope import Event
from events.errors import Transient
from events.relay import relay_once
from events.tables import outbox
from tests.support.clock import FixedClock
from tests.support.kernel import Kernel
from tests.support.recording_bus import RecordingBus


def refusing(key: str, error: Exception) -> Any:
    def fault(event: Event) -> Exception | None:
        return error if event.key == key else None

    return fault


def drain(kernel: Kernel, bus: RecordingBus) -> None:
    while relay_once(kernel.sessions, bus):
        pass


def test_a_row_at_fault_blocks_later_rows_of_its_key_alone(
    kernel: Kernel, clock: FixedClock
) -> None:
    bus = RecordingBus()
    bus.fault = refusing("bad", ValueError("too large"))
    for _ in range(2):
        kernel.write("bad", "good", "fine")
    drain(kernel, bus)
    assert sorted(event.key for event in bus.published) == ["fine", "fine", "good", "good"]
    bus.fault = lambda event: None
    drain(kernel, bus)
    assert len(bus.published) == 4
    clock.forward(seconds=1)
    drain(kernel, bus)
    assert [(e.key, e.revision) for e in bus.published[4:]] == [("bad", 1), ("bad", 2)]


def test_many_blocked_rows_hide_no_others(kernel: Kernel, clock: FixedClock) -> None:
    bus = RecordingBus()
    bus.fault = refusing("bad", ValueError("too large"))
    kernel.write(*["bad"] * 30)
    relay_once(kernel.sessions, bus, limit=5)
    kernel.write(*(f"good/{n}" for n in range(20)))
    for _ in range(40):
        relay_once(kernel.sessions, bus, limit=5)
    assert len(bus.published) == 20


@pytest.mark.parametrize(
    ("error", "longest"), [(ValueError("too large"), 60), (Transient("broker away"), 5)]
)
def test_the_pause_doubles_up_to_a_limit(
    kernel: Kernel, clock: FixedClock, error: Exception, longest: int
) -> None:
    bus = RecordingBus()
    bus.fault = lambda event: error
    kernel.write("a")
    pauses = []
    for _ in range(10):
        relay_once(kernel.sessions, bus)
        (row,) = kernel.rows(outbox)
        pauses.append((row.next_attempt_at - clock.now()).total_seconds())
        clock.moment = row.next_attempt_at
    assert pauses[:3] == [0.5, 1, 2]
    assert pauses[-1] == longest
    assert str(error) in row.error
    clock.moment += timedelta(seconds=60)
    bus.fault = lambda event: None
    drain(kernel, bus)
    assert len(bus.published) == 1
