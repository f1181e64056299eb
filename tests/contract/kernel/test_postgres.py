"""The kernel on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.contract.kernel.suite import KernelContract
from tests.support.kernel import Kernel


@pytest.mark.servers
class TestPostgres(KernelContract):
    @pytest.fixture
    def kernel(self, new_postgres_database: Callable[[str], str]) -> Iterator[Kernel]:
        kernel = Kernel(new_postgres_database("kernel"))
        yield kernel
        kernel.close()
