"""Five kills a mode: nothing lost, nothing applied twice."""

from __future__ import annotations

import pytest

from tests.chaos.run import storm

KILLS = 5


@pytest.mark.servers
@pytest.mark.parametrize("mode", ["embedded", "full"])
def test_kills_under_load_lose_and_repeat_nothing(mode: str) -> None:
    found = storm(mode, KILLS)
    assert found["faults"] == []
    assert found["published"] > 0
    assert found["stories"] > 0
    assert sum(found["kills"].values()) == KILLS
