"""What every bus promises; a subclass brings a kernel on a database and makes buses on it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from events.envelope import Event
from events.errors import Transient
from events.ports import Bus
from events.tables import dead_letters, inbox, outbox
from tests.support.kernel import TYPE, Kernel, assert_once_in_order, counting, wait_for

MakeBus = Callable[[], Bus]


class BusContract:
    """Fixtures: `kernel`, and `make_bus`, which gives a new bus as a new process would."""

    turns_of_200 = 50

    def test_each_event_has_one_effect_in_the_order_of_its_key(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        wanted: list[str] = []
        with kernel.running(make_bus(), counting()):
            for turn in range(60):
                wanted += kernel.write(*(f"profile/{(turn * n) % 17}" for n in range(1, 6)))
            found = kernel.seen("counter", len(wanted))
        assert_once_in_order(found, wanted)

    def test_the_event_arrives_as_it_was_recorded(self, kernel: Kernel, make_bus: MakeBus) -> None:
        got: list[Event] = []
        with kernel.running(make_bus(), counting(before=lambda _, event: got.append(event))):
            kernel.write("profile/Битола 1", request_id="request-0001")
            kernel.seen("counter", 1)
        (row,) = kernel.rows(outbox)
        names = ("type", "version", "source", "topic", "key", "revision", "time", "request_id")
        assert {n: getattr(got[0], n) for n in names} == {n: getattr(row, n) for n in names}
        assert (got[0].id, dict(got[0].data)) == (row.event_id, row.data)

    def test_two_consumers_each_get_everything(self, kernel: Kernel, make_bus: MakeBus) -> None:
        wanted = kernel.write(*(f"profile/{n}" for n in range(20)))
        with kernel.running(make_bus(), counting("one"), counting("two")):
            assert_once_in_order(kernel.seen("one", 20), wanted)
            assert_once_in_order(kernel.seen("two", 20), wanted)

    def test_a_failing_consumer_delays_no_other(self, kernel: Kernel, make_bus: MakeBus) -> None:
        kernel.write(*(f"profile/{n}" for n in range(20)))
        release = threading.Event()

        def stuck(session: Session, event: Event) -> None:
            if not release.is_set():
                raise Transient("away")

        with kernel.running(make_bus(), counting("stuck", stuck), counting("well")):
            kernel.seen("well", 20)
            assert kernel.effects("stuck") == []
            release.set()
            kernel.seen("stuck", 20)
        assert kernel.rows(dead_letters) == []

    def test_a_poisonous_event_becomes_a_dead_letter_and_parks_its_key_alone(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        def choke(session: Session, event: Event) -> None:
            if (event.key, event.revision) == ("profile/3", 2):
                raise ValueError("cannot digest this")

        for _ in range(4):
            kernel.write(*(f"profile/{n}" for n in range(6)))
        with kernel.running(make_bus(), counting(before=choke)):
            found = kernel.seen("counter", 21)
            wait_for(lambda: len(kernel.rows(dead_letters)) == 3)
        assert [row.revision for row in found if row.key == "profile/3"] == [1]
        letters = [row for row in kernel.rows(dead_letters) if not row.parked]
        assert [(row.key, row.attempts) for row in letters] == [("profile/3", 3)]
        assert "cannot digest this" in letters[0].error

    def test_what_is_delivered_again_has_no_second_effect(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        wanted = kernel.write(*(f"profile/{n}" for n in range(10)))
        with kernel.running(make_bus(), counting()):
            kernel.seen("counter", 10)
        self.deliver_again(kernel)
        with kernel.running(make_bus(), counting()):
            wanted += kernel.write("profile/after")
            kernel.seen("counter", 11)
        assert_once_in_order(kernel.effects("counter"), wanted)
        assert len(kernel.rows(inbox)) == 11

    def deliver_again(self, kernel: Kernel) -> None:
        """Have everything that was delivered come a second time."""
        raise NotImplementedError

    def test_a_new_process_goes_on_where_the_last_one_stopped(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        wanted: list[str] = []
        for round_ in range(3):
            bus = make_bus()
            with kernel.running(bus, counting()):
                wanted += kernel.write(*(f"profile/{n}" for n in range(15)))
                kernel.seen("counter", 15 * round_ + 5)
            bus.close()
            wanted += kernel.write("profile/1", "profile/2")
        with kernel.running(make_bus(), counting()):
            kernel.seen("counter", len(wanted))
        assert_once_in_order(kernel.effects("counter"), wanted)

    def test_lag_counts_what_waits(self, kernel: Kernel, make_bus: MakeBus) -> None:
        bus, consumer = make_bus(), counting()
        kernel.write(*(f"profile/{n}" for n in range(7)))
        assert bus.lag(consumer) == 7
        with kernel.running(bus, consumer):
            kernel.seen("counter", 7)
        assert bus.lag(consumer) == 0

    def test_a_stop_lets_the_batch_in_hand_finish(self, kernel: Kernel, make_bus: MakeBus) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def slow(session: Session, event: Event) -> None:
            begun.set()
            assert go_on.wait(10)

        kernel.write("profile/1")
        with kernel.running(make_bus(), counting(before=slow)) as stop:
            assert begun.wait(20)
            stop.set()
            go_on.set()
        assert len(kernel.effects("counter")) == 1

    def test_a_fault_while_preparing_is_tried_again(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        tries: list[int] = []

        def prepare(session: Session, events: Any) -> int:
            tries.append(len(events))
            if len(tries) < 3:
                raise ConnectionError("the index is away")
            return len(events)

        with kernel.running(make_bus(), counting(prepare=prepare)):
            kernel.write("profile/1")
            kernel.seen("counter", 1)
        assert len(tries) == 3

    def test_many_events_keep_the_order_of_their_keys(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        wanted: list[str] = []
        with kernel.running(make_bus(), counting(batch=500)):
            for turn in range(self.turns_of_200):
                wanted += kernel.write(*(f"profile/{(n * 7 + turn) % 400}" for n in range(200)))
            found = kernel.seen("counter", len(wanted), seconds=60)
        assert_once_in_order(found, wanted)

    def test_heavy_events_commit_few_keys_at_a_time(
        self, kernel: Kernel, make_bus: MakeBus
    ) -> None:
        portions: list[list[str]] = []
        committed: list[int] = []

        def prepare(session: Session, events: Any) -> None:
            committed.append(kernel.count("counter"))
            portions.append([event.key for event in events])
            if len(portions) == 3:
                raise Transient("away")

        wanted = kernel.write(*(f"profile/{n % 30}" for n in range(90)))
        heavy = frozenset({TYPE})
        with kernel.running(make_bus(), counting(prepare=prepare, heavy=heavy, few=4, batch=500)):
            found = kernel.seen("counter", 90)
        assert_once_in_order(found, wanted)
        assert all(len(set(keys)) <= 4 for keys in portions)
        assert committed[2] == committed[3] == len(portions[0] + portions[1])
