"""What the change feed promises on every database: in order, none left out, resumable."""

from __future__ import annotations

import random
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from events import feed
from events.feed import Place, PlaceLost
from events.prune import prune
from events.registry import register
from events.sequencer import assign_positions
from events.tables import outbox
from tests.contract.kernel.suite import together
from tests.support.kernel import TYPE, Kernel, counting, wait_for

OTHER = "file.discarded"
BOTH = frozenset({TYPE, OTHER})
WRITERS, TURNS = 4, 15


class Reader:
    """Reads on from the place it has kept; at random it forgets what it did not keep yet."""

    def __init__(self, kernel: Kernel, types: frozenset[str], seed: int) -> None:
        self.kernel = kernel
        self.types = types
        self.chance = random.Random(seed)
        self.place = Place(0)
        self.found: list[tuple[int, str]] = []

    def step(self) -> int:
        """One request, whose answer is kept, or lost by a crash of the reader."""
        with self.kernel.sessions.read() as session:
            end = feed.newest(session)
            limit = self.chance.randint(1, 9)
            events = feed.following(session, self.place, end, self.types, limit)
        if self.chance.random() < 0.3:
            return len(events)
        self.found += [(event.position or 0, event.id) for event in events]
        whole = len(events) < limit
        self.place = end if whole else feed.place_of(events[-1])
        return len(events)

    def wanted(self) -> list[tuple[int, str]]:
        rows = [row for row in self.kernel.rows(outbox) if row.type in self.types]
        return sorted((row.position, row.event_id) for row in rows)


class ChangesContract:
    """Fixture: `kernel` on an empty database."""

    @pytest.mark.parametrize("seed", range(2))
    def test_readers_that_come_back_get_every_event_once_in_order(
        self, kernel: Kernel, seed: int
    ) -> None:
        """Transactions stay open for a while, so that commits come in another order than ids."""
        readers = [Reader(kernel, BOTH, seed), Reader(kernel, frozenset({OTHER}), seed + 100)]
        done = threading.Event()

        def write(number: int) -> None:
            chance = random.Random(seed * 10 + number)
            for turn in range(TURNS):
                with kernel.sessions.write() as session:
                    for type_ in chance.sample([TYPE, OTHER, TYPE], chance.randint(1, 3)):
                        kernel.record(session, f"thing/{number}-{turn}", type_)
                    time.sleep(chance.random() * 0.004)

        def sequence() -> None:
            while not done.is_set():
                with kernel.sessions.write() as session:
                    assign_positions(session, limit=5)
                time.sleep(0.001)

        def follow(reader: Reader) -> None:
            while not done.is_set() or reader.found != reader.wanted():
                reader.step()
                time.sleep(0.001)

        def writers() -> None:
            together(*(lambda number=number: write(number) for number in range(WRITERS)))  # type: ignore[misc]
            wait_for(lambda: all(row.position for row in kernel.rows(outbox)))
            done.set()

        together(
            writers,
            sequence,
            sequence,
            *(lambda one=one: follow(one) for one in readers),  # type: ignore[misc]
        )
        for reader in readers:
            assert reader.found == reader.wanted()
            assert len(reader.found) > WRITERS * TURNS / 4

    def test_a_place_behind_what_was_removed_is_told_and_not_skipped(self, kernel: Kernel) -> None:
        kernel.write(*(f"thing/{number}" for number in range(10)))
        self._sequence(kernel)
        with kernel.sessions.read() as session:
            end = feed.newest(session)
            events = feed.following(session, Place(0), end, BOTH, 20)
        with kernel.sessions.write() as session:
            session.execute(outbox.update().values(published_at=datetime.now(UTC)))
        listener = counting()
        register(kernel.sessions, listener, start=end.position)
        with kernel.sessions.write() as session:
            assert prune(session, datetime.now(UTC) + timedelta(days=1), [listener], limit=6) == 6
        with kernel.sessions.read() as session:
            begin = feed.oldest(session)
            rest = feed.following(session, begin, end, BOTH, 20)
            assert [event.id for event in rest] == [event.id for event in events[6:]]
            again = feed.following(session, feed.place_of(events[5]), end, BOTH, 20)
            assert again == rest
            with pytest.raises(PlaceLost, match="pruned"):
                feed.following(session, feed.place_of(events[4]), end, BOTH, 20)

    def test_a_place_of_another_history_is_told(self, kernel: Kernel) -> None:
        kernel.write("thing/1", "thing/2")
        self._sequence(kernel)
        with kernel.sessions.read() as session:
            end = feed.newest(session)
            for place in (Place(1, "00000000"), Place(9, end.mark)):
                with pytest.raises(PlaceLost, match="replaced"):
                    feed.following(session, place, end, BOTH, 20)

    @staticmethod
    def _sequence(kernel: Kernel) -> None:
        with kernel.sessions.write() as session:
            assign_positions(session)
