"""The change feed on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.contract.changes.suite import ChangesContract
from tests.support.kernel import Kernel


@pytest.mark.servers
class TestPostgres(ChangesContract):
    @pytest.fixture
    def kernel(self, new_postgres_database: Callable[[str], str]) -> Iterator[Kernel]:
        kernel = Kernel(new_postgres_database("changes"))
        yield kernel
        kernel.close()
