"""What every bell does, for whoever waits and whoever rings in other processes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from events.bell import PipeBell, PostgresBell
from events.errors import Transient
from events.ports import Bell
from marketplace.db import engine_for

LONG = 20.0
"""Seconds that only an unheard ring would take."""


class BellContract:
    """`make` gives bells of one deployment; each stands for one process."""

    @pytest.fixture
    def make(self) -> Iterator[Callable[[], Bell]]:
        raise NotImplementedError

    def test_a_ring_of_another_ends_the_wait(self, make: Callable[[], Bell]) -> None:
        waiting, ringing = make(), make()
        waiting.wait(0)
        timer = threading.Timer(0.1, ringing.ring)
        timer.start()
        assert waited(waiting) < LONG
        timer.join()

    def test_rings_before_the_wait_are_heard_once(self, make: Callable[[], Bell]) -> None:
        waiting, ringing = make(), make()
        waiting.wait(0)
        for _ in range(5):
            ringing.ring()
        assert waited(waiting) < LONG
        time.sleep(0.1)
        waiting.wait(0.1)
        begun = time.monotonic()
        waiting.wait(0.2)
        assert time.monotonic() - begun > 0.15

    def test_nobody_need_wait(self, make: Callable[[], Bell]) -> None:
        waiting, ringing = make(), make()
        ringing.ring()
        waiting.wait(0)
        waiting.close()
        ringing.ring()


def waited(bell: Bell) -> float:
    begun = time.monotonic()
    bell.wait(LONG)
    return time.monotonic() - begun


def closing(made: list[Bell]) -> None:
    for bell in made:
        bell.close()


class TestPipeBell(BellContract):
    @pytest.fixture
    def make(self, tmp_path: Path) -> Iterator[Callable[[], Bell]]:
        made: list[Bell] = []

        def one() -> Bell:
            made.append(PipeBell(tmp_path / "data" / "bell"))
            return made[-1]

        yield one
        closing(made)

    def test_rings_beyond_what_a_pipe_holds_lose_nothing(self, make: Callable[[], Bell]) -> None:
        waiting, ringing = make(), make()
        waiting.wait(0)
        for _ in range(70_000):
            ringing.ring()
        assert waited(waiting) < LONG

    def test_where_there_can_be_no_pipe_it_waits(self, tmp_path: Path) -> None:
        (tmp_path / "bell").write_text("something else")
        bell = PipeBell(tmp_path / "bell")
        begun = time.monotonic()
        bell.wait(0.2)
        assert time.monotonic() - begun > 0.15
        bell.close()

    def test_no_descriptor_is_left(self, make: Callable[[], Bell]) -> None:
        before = len(os.listdir("/proc/self/fd"))
        waiting = make()
        waiting.wait(0)
        waiting.ring()
        waiting.close()
        assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.servers
class TestPostgresBell(BellContract):
    @pytest.fixture
    def engine(self, new_postgres_database: Callable[[str], str]) -> Iterator[Engine]:
        engine = engine_for(new_postgres_database("bell"))
        yield engine
        engine.dispose()

    @pytest.fixture
    def make(self, engine: Engine) -> Iterator[Callable[[], Bell]]:
        made: list[Bell] = []

        def one() -> Bell:
            made.append(PostgresBell(engine))
            return made[-1]

        yield one
        closing(made)

    def test_a_lost_connection_is_made_again(
        self, make: Callable[[], Bell], engine: Engine
    ) -> None:
        waiting, ringing = make(), make()
        waiting.wait(0)
        with engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        with pytest.raises(Transient):
            waiting.wait(LONG)
        waiting.wait(0)
        ringing.ring()
        assert waited(waiting) < LONG

    def test_a_database_that_is_away_is_no_fault_of_the_caller(self) -> None:
        engine = engine_for("postgresql+psycopg://nobody@127.0.0.1:1/none")
        PostgresBell(engine).ring()
        engine.dispose()
