"""Moments that lie ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from events import due
from events.errors import Transient
from events.tables import due as table
from tests.support.clock import NOON, FixedClock
from tests.support.kernel import Kernel


def arrange(kernel: Kernel, *keys: str, hours: int = 0) -> None:
    with kernel.sessions.write() as session:
        for key in keys:
            due.schedule(session, "test", key, NOON + timedelta(hours=hours))


def test_it_fires_when_its_time_has_come(kernel: Kernel, clock: FixedClock) -> None:
    fired: list[str] = []
    fires = {"test": lambda session, key: fired.append(key)}
    arrange(kernel, "a", hours=2)
    arrange(kernel, "b", hours=1)
    assert due.sweep(kernel.sessions, fires) == 0
    clock.forward(hours=3)
    assert due.sweep(kernel.sessions, fires) == 2
    assert fired == ["b", "a"]
    assert due.sweep(kernel.sessions, fires) == 0


def test_a_later_arrangement_replaces_the_earlier(kernel: Kernel, clock: FixedClock) -> None:
    fired: list[str] = []
    arrange(kernel, "a")
    arrange(kernel, "a", hours=5)
    assert due.sweep(kernel.sessions, {"test": lambda _, key: fired.append(key)}) == 0
    with kernel.sessions.write() as session:
        due.cancel(session, "test", "a")
    assert kernel.rows(table) == []


def test_one_that_fails_delays_no_other_and_is_tried_again(
    kernel: Kernel, clock: FixedClock
) -> None:
    fired: list[str] = []

    def fire(session: Session, key: str) -> None:
        if key == "bad" and not fired.count("mended"):
            raise ValueError("cannot")
        fired.append(key)

    arrange(kernel, "bad", "good")
    assert due.sweep(kernel.sessions, {"test": fire}) == 1
    assert fired == ["good"]
    with kernel.sessions.read() as session:
        (row,) = due.failing(session)
    assert (row.key, row.attempts, row.next_attempt_at - clock.now()) == (
        "bad",
        1,
        timedelta(minutes=1),
    )
    assert "ValueError: cannot" in row.error
    fired.append("mended")
    clock.forward(minutes=1)
    assert due.sweep(kernel.sessions, {"test": fire}) == 1
    assert kernel.rows(table) == []


def test_a_transient_fault_keeps_it_due(kernel: Kernel, clock: FixedClock) -> None:
    def away(session: Session, key: str) -> None:
        raise Transient("away")

    arrange(kernel, "a")
    with pytest.raises(Transient):
        due.sweep(kernel.sessions, {"test": away})
    assert [row.attempts for row in kernel.rows(table)] == [0]
