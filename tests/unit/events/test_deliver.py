"""From a batch to its effects: once each, faults isolated, transient ones tried again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from events.deliver import deliver
from events.envelope import Event
from events.errors import Transient
from events.outbox import from_row, record
from events.tables import dead_letters, inbox, outbox
from tests.support.kernel import SAMPLE, TYPE, Kernel, counting, effects


def recorded(kernel: Kernel, *keys: str) -> list[Event]:
    kernel.write(*keys)
    return [from_row(row) for row in kernel.rows(outbox)]


def failing(*positions: tuple[str, int]) -> Any:
    """A step that fails for these (key, revision), always."""

    def check(session: Session, event: Event) -> None:
        if (event.key, event.revision) in positions:
            raise ValueError(f"bad {event.key} {event.revision}")

    return check


def no_sleep(seconds: float) -> None:
    return None


def keys(rows: list[Any]) -> list[tuple[str, int]]:
    return [(row.key, row.revision) for row in rows]


def test_a_batch_is_one_transaction(kernel: Kernel) -> None:
    events = recorded(kernel, "a", "b", "c")
    commits: list[int] = []
    finish = commits.append
    deliver(kernel.sessions, counting(), events, finish=lambda session: finish(1))
    assert len(commits) == 1
    assert keys(kernel.effects("counter")) == [("a", 1), ("b", 1), ("c", 1)]


def test_other_types_are_passed_over(kernel: Kernel) -> None:
    with kernel.sessions.write() as session:
        kernel.record(session, "need/1", "need.published")
    events = recorded(kernel, "a")
    deliver(kernel.sessions, counting(), events)
    assert keys(kernel.effects("counter")) == [("a", 1)]
    assert len(kernel.rows(inbox)) == 1


def test_a_batch_is_split_down_to_the_event_at_fault(kernel: Kernel) -> None:
    events = recorded(kernel, *"abcdefgh")
    tries: list[str] = []

    def check(session: Session, event: Event) -> None:
        tries.append(event.key)
        failing(("f", 1))(session, event)

    deliver(kernel.sessions, counting(before=check), events, sleep=no_sleep)
    assert sorted(row.key for row in kernel.effects("counter")) == list("abcdegh")
    (letter,) = kernel.rows(dead_letters)
    assert (letter.key, letter.attempts, letter.parked) == ("f", 3, False)
    assert "ValueError: bad f 1" in letter.error
    assert letter.event["data"] == dict(SAMPLE)


def test_what_fails_twice_then_passes_leaves_no_letter(kernel: Kernel) -> None:
    events = recorded(kernel, "a")
    faults = [ValueError("one"), ValueError("two")]
    pauses: list[float] = []

    def check(session: Session, event: Event) -> None:
        if faults:
            raise faults.pop()

    deliver(kernel.sessions, counting(before=check), events, sleep=pauses.append)
    assert len(kernel.effects("counter")) == 1
    assert kernel.rows(dead_letters) == []
    assert pauses == [0.05, 0.1]


def test_later_events_of_its_key_are_parked_and_no_others(kernel: Kernel) -> None:
    events = recorded(kernel, "a", "b", "a", "b")
    deliver(kernel.sessions, counting(before=failing(("a", 1))), events, sleep=no_sleep)
    deliver(kernel.sessions, counting(), recorded(kernel, "a")[4:], sleep=no_sleep)
    assert keys(kernel.effects("counter")) == [("b", 1), ("b", 2)]
    letters = [(row.event["revision"], row.parked) for row in kernel.rows(dead_letters)]
    assert letters == [(1, False), (2, True), (3, True)]


def test_a_snapshot_consumer_goes_on_with_the_key(kernel: Kernel) -> None:
    events = recorded(kernel, "a", "a", "a")
    consumer = counting(before=failing(("a", 1)), snapshot=True)
    deliver(kernel.sessions, consumer, events, sleep=no_sleep)
    assert keys(kernel.effects("counter")) == [("a", 2), ("a", 3)]


def test_a_transient_fault_is_raised_and_nothing_of_the_batch_stays(kernel: Kernel) -> None:
    events = recorded(kernel, "a", "b")

    def check(session: Session, event: Event) -> None:
        if event.key == "b":
            raise Transient("away")

    with pytest.raises(Transient):
        deliver(kernel.sessions, counting(before=check), events)
    assert kernel.effects("counter") == []
    assert kernel.rows(inbox) == []
    assert kernel.rows(dead_letters) == []


def test_a_handlers_own_events_carry_the_request_on(kernel: Kernel) -> None:
    kernel.write("a", request_id="request-42")
    events = [from_row(row) for row in kernel.rows(outbox)]

    def more(session: Session, event: Event) -> None:
        record(session, TYPE, key="effect", revision=1, data=SAMPLE)

    deliver(kernel.sessions, counting(before=more), events)
    assert {row.key: row.request_id for row in kernel.rows(outbox)}["effect"] == "request-42"


def test_a_handler_that_writes_nonsense_is_isolated_too(kernel: Kernel) -> None:
    """A broken statement is our fault, though SQLite calls it operational like a lock."""
    events = recorded(kernel, "a", "b")

    def check(session: Session, event: Event) -> None:
        if event.key == "a":
            session.connection().exec_driver_sql("SELECT nothing FROM nowhere")

    deliver(kernel.sessions, counting(before=check), events, sleep=no_sleep)
    assert keys(kernel.effects("counter")) == [("b", 1)]
    assert [row.key for row in kernel.rows(dead_letters)] == ["a"]


def test_an_event_twice_in_a_batch_has_one_effect(kernel: Kernel) -> None:
    events = recorded(kernel, "a")
    deliver(kernel.sessions, counting(), events + events)
    assert keys(kernel.effects("counter")) == [("a", 1)]


def test_a_fault_of_the_last_step_alone_is_raised(kernel: Kernel) -> None:
    """What moves the cursor belongs to the bus: no event is to blame for it."""

    def finish(session: Session) -> None:
        session.execute(insert(effects).values(consumer=None))

    with pytest.raises(Exception, match="NOT NULL"):
        deliver(kernel.sessions, counting(), [], finish=finish)
