"""What the kernel promises on every database, with many at work at once."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable

from sqlalchemy.orm import Session

from events import due
from events.outbox import from_row
from events.relay import relay_once
from events.sequencer import assign_positions
from events.tables import due as due_table
from events.tables import inbox, outbox
from tests.support.kernel import Kernel, assert_once_in_order, counting, wait_for
from tests.support.recording_bus import RecordingBus


def together(*jobs: Callable[[], None]) -> None:
    """Run the jobs at once; raises the first fault of any."""
    faults: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:  # noqa: BLE001 - raised again below
            faults.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if faults:
        raise faults[0]


class KernelContract:
    """Fixture: `kernel` on an empty database."""

    def test_nothing_is_lost_or_published_twice_by_relays_beside_writers(
        self, kernel: Kernel
    ) -> None:
        """Writers hold transactions open, so that commits come in another order than ids."""
        bus, done = RecordingBus(), threading.Event()
        wanted: list[str] = []

        def write(writer: int) -> Callable[[], None]:
            def job() -> None:
                chance = random.Random(writer)
                for turn in range(30):
                    with kernel.sessions.write() as session:
                        wanted.append(kernel.record(session, f"profile/{writer}-{turn % 5}"))
                        time.sleep(chance.random() * 0.004)

            return job

        def relay() -> None:
            while not done.is_set() or relay_once(kernel.sessions, bus):
                relay_once(kernel.sessions, bus)
                time.sleep(0.002)

        def writers() -> None:
            together(*(write(number) for number in range(4)))
            done.set()

        together(writers, relay, relay, relay)
        assert Counter(event.id for event in bus.published) == Counter(wanted)
        for key in {event.key for event in bus.published}:
            revisions = [event.revision for event in bus.published if event.key == key]
            assert revisions == sorted(revisions)

    def test_positions_have_no_gap_and_never_appear_below_a_reader(self, kernel: Kernel) -> None:
        """A feed that keeps the last position it read gets every event, in rising order."""
        done, read = threading.Event(), list[int]()

        def write() -> None:
            for turn in range(40):
                with kernel.sessions.write() as session:
                    kernel.record(session, f"profile/{threading.get_ident()}-{turn}")
                    time.sleep(0.002)

        def sequence() -> None:
            while not done.is_set():
                with kernel.sessions.write() as session:
                    assign_positions(session, limit=7)
                time.sleep(0.001)

        def feed() -> None:
            while not done.is_set() or self._follow(kernel, read):
                self._follow(kernel, read)

        def writers() -> None:
            together(write, write, write)
            wait_for(lambda: all(row.position for row in kernel.rows(outbox)))
            done.set()

        together(writers, sequence, sequence, feed)
        assert read == list(range(1, 121))

    @staticmethod
    def _follow(kernel: Kernel, read: list[int]) -> int:
        last = read[-1] if read else 0
        with kernel.sessions.read() as session:
            found = outbox.select().where(outbox.c.position > last).order_by(outbox.c.position)
            new = [row.position for row in session.execute(found)]
        read.extend(new)
        return len(new)

    def test_two_that_deliver_the_same_events_have_one_effect_between_them(
        self, kernel: Kernel
    ) -> None:
        from events.deliver import deliver

        wanted = [event for _ in range(5) for event in kernel.write("profile/1", "profile/2")]
        events = [from_row(row) for row in kernel.rows(outbox)]

        def job() -> None:
            deliver(kernel.sessions, counting(), events)

        together(job, job, job)
        assert_once_in_order(kernel.effects("counter"), wanted)
        assert len(kernel.rows(inbox)) == len(wanted)

    def test_a_timer_fires_once_however_many_sweep(self, kernel: Kernel) -> None:
        fired: list[str] = []

        def fire(session: Session, key: str) -> None:
            fired.append(key)
            kernel.record(session, f"profile/{key}")

        with kernel.sessions.write() as session:
            for number in range(30):
                moment = session.info["clock"].now()
                due.schedule(session, "test", str(number), moment)

        def sweep() -> None:
            for _ in range(3):
                due.sweep(kernel.sessions, {"test": fire})

        together(sweep, sweep, sweep)
        assert sorted(fired) == sorted(str(number) for number in range(30))
        assert len(kernel.rows(outbox)) == 30
        assert kernel.rows(due_table) == []
