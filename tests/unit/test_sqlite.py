"""Writers of the embedded store take turns, and give theirs on whatever happens."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from marketplace import sqlite
from marketplace.db import SessionFactory, engine_for


@pytest.fixture
def sessions(tmp_path: Path) -> SessionFactory:
    sessions = SessionFactory(engine_for(f"sqlite:///{tmp_path / 'store.sqlite3'}"))
    with sessions.write() as session:
        session.execute(text("CREATE TABLE t (n INTEGER)"))
        session.execute(text("INSERT INTO t VALUES (0)"))
    return sessions


def test_many_threads_lose_no_update(sessions: SessionFactory) -> None:
    def add() -> None:
        for _ in range(20):
            with sessions.write() as session:
                n = session.execute(text("SELECT n FROM t")).scalar_one()
                session.execute(text("UPDATE t SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions.read() as session:
        assert session.execute(text("SELECT n FROM t")).scalar_one() == 160


def test_a_failed_writer_gives_its_turn_on(sessions: SessionFactory) -> None:
    def fail() -> None:
        with sessions.write() as session:
            session.execute(text("UPDATE t SET n = 5"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with sessions.write() as session:
        assert session.execute(text("SELECT n FROM t")).scalar_one() == 0


def test_a_reader_does_not_wait_for_a_writer(sessions: SessionFactory) -> None:
    with sessions.write() as writer:
        writer.execute(text("UPDATE t SET n = 5"))
        with sessions.read() as reader:
            assert reader.execute(text("SELECT n FROM t")).scalar_one() == 0


def test_a_turn_that_does_not_come_is_told(
    sessions: SessionFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "LOCK_WAIT_MS", 10)
    with sessions.write() as writer:
        writer.execute(text("UPDATE t SET n = 5"))
        with pytest.raises(sqlite.StoreBusy), sessions.write() as second:
            second.execute(text("UPDATE t SET n = 6"))
