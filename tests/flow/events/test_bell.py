"""A relay that never looks by itself is woken by every process that records an event."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from marketplace import worker
from marketplace.wiring import build
from tests.flow.conftest import eventually
from tests.support.needs import supplier_need
from tests.support.world import World


@pytest.fixture
def waits_for_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "POLL", 600)


@pytest.fixture
def web(waits_for_rings: None, live: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Another process's parts on the same store."""
    runtime = build(live.runtime.settings, clock=live.clock)
    yield World(runtime, live.clock)
    monkeypatch.setattr(worker, "POLL", 0.1)
    runtime.bell.ring()
    runtime.close()


def test_a_need_of_another_process_is_ranked_without_a_poll(web: World) -> None:
    buyer = web.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json["id"]
    assert buyer.post(f"/needs/{need}/publish").status_code == 200
    eventually(lambda: buyer.get(f"/needs/{need}/shortlist").json["revision"] is not None)
