"""The same stories on the embedded parts and on real PostgreSQL, Kafka and Elasticsearch."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from marketplace.config import Settings
from marketplace.schema import migrate
from marketplace.wiring import build
from marketplace.worker import Worker
from tests.support.clock import FixedClock
from tests.support.world import World

PATIENCE = 60
"""Seconds that an effect may take on a busy machine; none takes more than a few."""


def eventually(question: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """The first true answer; fails when there is none in time."""
    end = time.monotonic() + patience
    while not (answer := question()):
        assert time.monotonic() < end, f"still {answer!r} after {patience} s"
        time.sleep(0.05)
    return answer


MODES = [
    pytest.param("embedded", id="embedded"),
    pytest.param("full", id="full", marks=pytest.mark.servers),
]


@pytest.fixture(params=MODES)
def resting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A deployment without a worker, in either mode: `deliver()` does what one would."""
    settings = _settings(request, tmp_path)
    migrate(settings.sqlalchemy_url)
    clock = FixedClock()
    runtime = build(settings, clock=clock)
    yield World(runtime, clock)
    runtime.close()


@pytest.fixture(params=MODES)
def live(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A deployment with its worker running, in either mode."""
    with _running(_settings(request, tmp_path)) as world:
        yield world


@pytest.fixture
def live_embedded(tmp_path: Path) -> Iterator[World]:
    """The same, embedded alone: for what does not depend on the mode."""
    with _running(Settings(data_dir=str(tmp_path), secret_key="x" * 40)) as world:
        yield world


@contextmanager
def _running(settings: Settings) -> Iterator[World]:
    migrate(settings.sqlalchemy_url)
    clock = FixedClock()
    runtime = build(settings, clock=clock)
    world = World(runtime, clock)
    worker = Worker(runtime).start()
    yield world
    worker.stop()
    runtime.close()
    assert worker.failed is None


def _settings(request: pytest.FixtureRequest, folder: Path) -> Settings:
    if request.param == "embedded":
        return Settings(data_dir=str(folder), secret_key="x" * 40)
    prefix = f"t{uuid.uuid4().hex[:10]}-"
    return Settings(
        data_dir=str(folder),
        secret_key="x" * 40,
        database_url=request.getfixturevalue("new_postgres_database")("flow"),
        bus_url=request.getfixturevalue("kafka_url"),
        search_url=request.getfixturevalue("elasticsearch_url"),
        kafka_prefix=prefix,
        kafka_partitions="2",
        search_prefix=prefix,
    )
