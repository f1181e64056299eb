"""The kernel on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.kernel.suite import KernelContract
from tests.support.kernel import Kernel


class TestSqlite(KernelContract):
    @pytest.fixture
    def kernel(self, tmp_path: Path) -> Iterator[Kernel]:
        kernel = Kernel(f"sqlite:///{tmp_path / 'kernel.sqlite3'}")
        yield kernel
        kernel.close()
