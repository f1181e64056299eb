"""The change feed on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.changes.suite import ChangesContract
from tests.support.kernel import Kernel


class TestSqlite(ChangesContract):
    @pytest.fixture
    def kernel(self, tmp_path: Path) -> Iterator[Kernel]:
        kernel = Kernel(f"sqlite:///{tmp_path / 'kernel.sqlite3'}")
        yield kernel
        kernel.close()
