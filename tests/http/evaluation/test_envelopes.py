"""Two envelopes: no way to a price or a total before all evaluators have sent."""

from __future__ import annotations

import pytest

from tests.support.evaluating import Scene, all_events
from tests.support.pages import Visitor
from tests.support.world import Api, World

LIMKOV, SHARRA, PERFOREL = "Limkov DOO", "Sharra Metal DOO", "Perforel DOOEL"
PRICES = ("67.90", "62.40", "77.00", "67,90", "62,40", "16,296,000")


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world, envelopes=2)


def paths(scene: Scene) -> list[str]:
    """Every page and answer through which the buyer could learn of a price."""
    need, application = scene.id, scene.applications[LIMKOV]
    return [
        *(f"/needs/{need}/{part}" for part in ("evaluation", "applications", "history")),
        f"/needs/{need}",
        f"/needs/{need}/evaluation/declare",
        f"/applications/{application}",
        "/home",
        "/notifications",
        f"/api/v1/needs/{need}/evaluation",
        f"/api/v1/needs/{need}/applications",
        f"/api/v1/needs/{need}/awards",
        f"/api/v1/applications/{application}",
        "/api/v1/changes",
    ]


def shown(scene: Scene, person: Api) -> list[str]:
    """The paths that show a price to this member of the buyer."""
    visitor = Visitor(scene.world, person.person, person.organization)
    found = []
    for path in paths(scene):
        if path.startswith("/api/v1"):
            answer = person.get(path.removeprefix("/api/v1"))
        else:
            answer = visitor.get(path)
        assert answer.status_code == 200, path
        if any(price in answer.text for price in PRICES):
            found.append(path)
    return found


def test_no_path_reveals_a_price_before_all_have_sent(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(ana, boris)
    scene.score_all(ana, (80, 95), (85, 70), (70, 60))
    for person in (scene.buyer, ana, boris):
        assert shown(scene, person) == []
    assert scene.award(LIMKOV).json["code"] == "scores-missing"
    assert scene.buyer.get(f"/needs/{scene.id}/awards").json["total"] == 0
    scene.score_all(boris, (80, 95), (85, 70), (70, 60))
    assert len(shown(scene, scene.buyer)) >= 4


def test_nobody_named_keeps_the_second_envelope_closed(scene: Scene) -> None:
    scene.close()
    assert shown(scene, scene.buyer) == []
    reasons = [
        {"application": scene.applications[name], "reason": "Too slow."}
        for name in (SHARRA, PERFOREL)
    ]
    assert scene.award(LIMKOV, reasons=reasons).json["code"] == "scores-missing"


def test_events_tell_no_score_and_no_price_before_the_award_is_final(world: World) -> None:
    scene = Scene(world, envelopes=2, standstill_days=5)
    scene.evaluated()
    scene.award(LIMKOV)
    told = [str(data) for type_, data in all_events(world) if type_.startswith(("eval", "award"))]
    assert told
    assert not [text for text in told if any(price in text for price in PRICES)]
