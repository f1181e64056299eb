"""Rate limits count alike on both databases, from several threads at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from marketplace.db import SessionFactory, engine_for
from marketplace.limits import DatabaseStorage, Hit
from tests.support.clock import FixedClock


class LimitsContract:
    """What every database must do."""

    @pytest.fixture
    def url(self) -> str:
        raise NotImplementedError

    @pytest.fixture
    def app(self, url: str, clock: FixedClock) -> Iterator[Flask]:
        engine = engine_for(url)
        Hit.metadata.create_all(engine, tables=[Hit.__table__])  # type: ignore[list-item]
        app = Flask("limits")
        app.extensions["sessions"] = SessionFactory(engine, clock)
        yield app
        Hit.metadata.drop_all(engine, tables=[Hit.__table__])  # type: ignore[list-item]
        engine.dispose()

    def test_a_window_begins_anew_when_it_is_over(self, app: Flask, clock: FixedClock) -> None:
        storage = DatabaseStorage()
        with app.app_context():
            assert [storage.incr("k", 60) for _ in range(3)] == [1, 2, 3]
            assert storage.get_expiry("k") == clock.now().timestamp() + 60
            clock.forward(seconds=61)
            assert storage.get("k") == 0
            assert storage.incr("k", 60) == 1

    def test_keys_count_apart_and_can_be_cleared(self, app: Flask) -> None:
        storage = DatabaseStorage()
        with app.app_context():
            storage.incr("a", 60)
            storage.incr("b", 60, amount=5)
            assert (storage.get("a"), storage.get("b")) == (1, 5)
            storage.clear("a")
            assert (storage.get("a"), storage.get("b")) == (0, 5)
            storage.reset()
            assert storage.get("b") == 0

    def test_nothing_is_lost_between_threads(self, app: Flask) -> None:
        def hit(_number: int) -> int:
            with app.app_context():
                return DatabaseStorage().incr("k", 60)

        with ThreadPoolExecutor(4) as pool:
            counts = list(pool.map(hit, range(40)))
        assert sorted(counts) == list(range(1, 41))


class TestOnSqlite(LimitsContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'limits.sqlite3'}"


@pytest.mark.servers
class TestOnPostgres(LimitsContract):
    @pytest.fixture
    def url(self, postgres_url: str) -> str:
        return postgres_url
