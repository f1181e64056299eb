"""Dead letters are tried again in the order of their key."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy.orm import Session

from events import deadletters
from events.deliver import deliver
from events.envelope import Event
from events.errors import Transient
from events.outbox import from_row
from events.tables import dead_letters, outbox
from tests.support.kernel import Kernel, counting


@pytest.fixture
def parked(kernel: Kernel) -> list[Event]:
    """Three events of one key: the first failed, the others wait behind it."""
    kernel.write("a", "a", "a")
    events = [from_row(row) for row in kernel.rows(outbox)]

    def choke(session: Session, event: Event) -> None:
        if event.revision == 1:
            raise ValueError("bad")

    deliver(kernel.sessions, counting(before=choke), events, sleep=lambda _: None)
    return events


def test_all_of_a_key_go_through_in_order(kernel: Kernel, parked: list[Event]) -> None:
    assert deadletters.retry(kernel.sessions, counting(), "a") == (3, None)
    assert [row.revision for row in kernel.effects("counter")] == [1, 2, 3]
    with kernel.sessions.read() as session:
        assert deadletters.unresolved(session) == []


def test_one_that_still_fails_keeps_those_behind_it(kernel: Kernel, parked: list[Event]) -> None:
    def choke(session: Session, event: Event) -> None:
        if event.revision == 2:
            raise ValueError("still bad")

    done, error = deadletters.retry(kernel.sessions, counting(before=choke), "a")
    assert done == 1
    assert error is not None
    assert "still bad" in error
    with kernel.sessions.read() as session:
        left = [(row.event["revision"], row.parked) for row in deadletters.unresolved(session)]
    assert left == [(2, False), (3, True)]


def test_two_retries_at_once_have_one_effect(kernel: Kernel, parked: list[Event]) -> None:
    threads = [
        threading.Thread(target=deadletters.retry, args=(kernel.sessions, counting(), "a"))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [row.revision for row in kernel.effects("counter")] == [1, 2, 3]


def test_a_transient_fault_changes_nothing(kernel: Kernel, parked: list[Event]) -> None:
    def away(session: Session, event: Event) -> None:
        raise Transient("away")

    before = kernel.rows(dead_letters)
    with pytest.raises(Transient):
        deadletters.retry(kernel.sessions, counting(before=away), "a")
    assert kernel.rows(dead_letters) == before


def test_one_that_never_will_pass_is_discarded_with_a_reason(
    kernel: Kernel, parked: list[Event]
) -> None:
    letter = kernel.rows(dead_letters)[0]
    with kernel.sessions.write() as session:
        deadletters.discard(session, letter.id, "entered by hand instead")
    assert deadletters.retry(kernel.sessions, counting(), "a") == (2, None)
    assert [row.revision for row in kernel.effects("counter")] == [2, 3]
    assert "entered by hand instead" in kernel.rows(dead_letters)[0].error
    deliver(kernel.sessions, counting(), parked)
    assert len(kernel.effects("counter")) == 2
