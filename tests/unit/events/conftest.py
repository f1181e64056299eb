"""A kernel on SQLite for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.kernel import Kernel


@pytest.fixture
def kernel(tmp_path: Path, clock: FixedClock) -> Iterator[Kernel]:
    kernel = Kernel(f"sqlite:///{tmp_path / 'kernel.sqlite3'}", clock)
    yield kernel
    kernel.close()
