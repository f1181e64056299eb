"""A real browser on a real server with a small world behind it, shared by the tests here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from marketplace.config import Settings
from marketplace.wiring import build
from tests.support.clock import FixedClock
from tests.support.site import Site, serving
from tests.support.world import World


@pytest.fixture(scope="session")
def site(
    browser: Browser, template_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A served world with some needs, firms and services, on the embedded stack."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(template_store, folder / "marketplace.sqlite3")
    runtime = build(
        Settings(data_dir=str(folder), secret_key="x" * 40, demo="1"), clock=FixedClock()
    )
    world = World(runtime, runtime.sessions.clock)  # type: ignore[arg-type]  # the one just given
    with serving(world, browser) as found:
        found.furnish()
        yield found
    runtime.close()
