"""The bus without a broker keeps every promise of a bus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from events.inprocess import InProcessBus
from events.tables import consumers
from tests.contract.bus.suite import BusContract, MakeBus
from tests.support.kernel import Kernel


class TestInProcessBus(BusContract):
    turns_of_200 = 5

    @pytest.fixture
    def kernel(self, tmp_path: Path) -> Iterator[Kernel]:
        kernel = Kernel(f"sqlite:///{tmp_path / 'kernel.sqlite3'}")
        yield kernel
        kernel.close()

    @pytest.fixture
    def make_bus(self, kernel: Kernel) -> MakeBus:
        return lambda: InProcessBus(kernel.sessions, poll=0.2)

    def deliver_again(self, kernel: Kernel) -> None:
        with kernel.sessions.write() as session:
            session.execute(update(consumers).values(position=0))
