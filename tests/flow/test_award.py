"""Applied, unsealed, scored by two apart, agreed, awarded, and final, in both modes."""

from __future__ import annotations

from typing import Any

from tests.flow.conftest import eventually
from tests.support.evaluating import Scene, events_of
from tests.support.world import World


def test_from_sealed_applications_to_a_final_award(live: World) -> None:
    scene = Scene(live, deliver=False, envelopes=2, standstill_days=3)
    assert scene.listed()["items"] == []
    live.clock.forward(days=70)
    eventually(lambda: scene.buyer.get(f"/needs/{scene.id}").json["state"] == "closed")
    ana, boris = scene.colleague(), scene.colleague()
    assert scene.name(ana, boris).status_code == 200
    scene.score_all(ana, (80, 95), (85, 70), (70, 60))
    assert scene.evaluation(boris)["lots"] == []
    scene.score_all(boris, (82, 93), (85, 70), (70, 60))
    assert ana.post(f"/needs/{scene.id}/agreed", {}).status_code == 200
    made = scene.award("Limkov DOO")
    assert made.status_code == 201, made.json
    assert scene.told("Limkov DOO")["state"] == "selected"
    live.clock.forward(days=10)
    eventually(lambda: scene.told("Limkov DOO")["state"] == "awarded")
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "awarded"
    assert len(events_of(live, "award.final")) == 1
    kinds = eventually(lambda: _told(scene, "Sharra Metal DOO"))
    assert "application.not_selected" in kinds


def _told(scene: Scene, name: str) -> Any:
    items = scene.firms[name].get("/notifications").json["items"]
    kinds = [one["kind"] for one in items]
    return kinds if "application.not_selected" in kinds else None
