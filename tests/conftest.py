"""Fixtures: a migrated store per test, copied from a template, and a world on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from marketplace.config import Settings
from marketplace.schema import migrate
from marketplace.wiring import build
from tests.support.apps import lent_app
from tests.support.clock import FixedClock
from tests.support.world import World

pytest_plugins = ["tests.servers.fixtures", "tests.support.chromium"]


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store at the newest revision."""
    path = tmp_path_factory.mktemp("template") / "marketplace.sqlite3"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def settings(tmp_path: Path, template_store: Path) -> Settings:
    """Embedded settings on a fresh copy of the template."""
    shutil.copy(template_store, tmp_path / "marketplace.sqlite3")
    return Settings(data_dir=str(tmp_path), secret_key="x" * 40)


@pytest.fixture
def world(settings: Settings, clock: FixedClock) -> Iterator[World]:
    runtime = build(settings, clock=clock)
    yield World(runtime, clock, lent_app(runtime))
    runtime.close()


WIDE = ("flow", "contract/api", "contract/matching", "http/test_policy_walk.py")
"""Below tests/: what `make test-quick` leaves out, like all tests of pages: whole deployments."""


LONGEST = ("flow/events/test_chaos.py", "flow/test_walk.py", "contract/bus/test_kafka.py")
"""Files that run first, so that no worker is left alone with one of them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the wide tests as slow, and begin with the longest files."""
    root = Path(__file__).parent
    names = {item: item.path.relative_to(root).as_posix() for item in items}
    for item, name in names.items():
        if name.startswith(WIDE) or name.endswith("_pages.py"):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: not names[item].startswith(LONGEST))
