"""Evaluators: named, apart until all have sent, barred where they declared, agreed on."""

from __future__ import annotations

import pytest

from tests.support.evaluating import Scene
from tests.support.world import World

LIMKOV, SHARRA, PERFOREL = "Limkov DOO", "Sharra Metal DOO", "Perforel DOOEL"


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def test_nothing_is_scored_before_the_seal_opens(scene: Scene) -> None:
    assert scene.score(scene.buyer, LIMKOV, 80, 90).status_code == 404
    assert scene.evaluation()["lots"] == []


def test_one_evaluator_alone_scores_sends_and_has_agreed(scene: Scene) -> None:
    scene.close()
    scene.score_all(scene.buyer, (80, 95), (85, 70), (70, 60))
    found = scene.evaluation()
    assert found["state"] == "agreed"
    lines = found["lots"][0]["lines"]
    assert [one["application"] for one in lines] == list(scene.applications.values())
    assert [one["rank"] for one in lines] == [1, 2, 3]
    assert lines[0]["points"] == ["36.76", "28.00", "23.75"]
    assert lines[0]["total"] == "88.51"
    assert found["lots"][0]["first_stays_first"]["low"] == "0.0"


def test_nobody_sees_anothers_scores_before_all_are_in(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    assert scene.name(ana, boris).status_code == 200
    scene.score_all(ana, (80, 90), (70, 70), (60, 60))
    for reader in (scene.buyer, boris):
        found = scene.evaluation(reader)
        assert (found["scores"], found["lots"], found["own_scores"]) == ([], [], [])
    assert [bool(one["sent_at"]) for one in scene.evaluation()["evaluators"]] == [True, False]
    assert len(scene.evaluation(ana)["own_scores"]) == 6
    scene.score_all(boris, (90, 80), (80, 60), (61, 60))
    found = scene.evaluation(boris)
    assert found["state"] == "opened"
    assert len(found["scores"]) == 12
    assert found["lots"][0]["lines"][0]["scores"] == ["91.90", "85.00", "85.00"]


def test_sent_scores_are_locked_and_drafts_are_not(scene: Scene) -> None:
    scene.close()
    assert scene.score(scene.buyer, LIMKOV, 80, None, draft=True).status_code == 200
    gap = scene.buyer.post(f"/needs/{scene.id}/scores/send")
    assert gap.status_code == 422
    assert len(gap.json["errors"]) == 5
    scene.score_all(scene.buyer, (80, 95), (85, 70), (70, 60))
    locked = scene.score(scene.buyer, LIMKOV, 1, 1)
    assert (locked.status_code, locked.json["code"]) == (409, "scores-sent")


@pytest.mark.parametrize("score", [-1, 101, "abc", 50.123, None, True])
def test_a_score_is_a_number_from_0_to_100(scene: Scene, score: object) -> None:
    scene.close()
    answer = scene.score(scene.buyer, LIMKOV, score, 50)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"].startswith("/scores/")


def test_the_price_is_not_scored_by_people(scene: Scene) -> None:
    scene.close()
    body = {"scores": [{"criterion": "Price", "score": 100}, {"criterion": "Taste", "score": 1}]}
    path = f"/applications/{scene.applications[LIMKOV]}/scores"
    answer = scene.buyer.post(path, body)
    assert [one["pointer"] for one in answer.json["errors"]] == ["/scores/1/criterion"]
    body["scores"].pop()
    assert scene.buyer.post(path, body).json["errors"][0]["pointer"] == "/scores/0/score"


def test_only_those_named_score(scene: Scene) -> None:
    ana = scene.colleague()
    scene.close()
    scene.name(ana)
    assert scene.score(scene.buyer, LIMKOV, 80, 90).status_code == 403
    outsider = scene.world.person()
    tag = f'"{scene.evaluation()["revision"]}"'
    refused = scene.buyer.put(f"/needs/{scene.id}/evaluators", {"people": [outsider]}, If_Match=tag)
    assert refused.json["errors"][0]["pointer"] == "/people/0"


def test_a_declared_conflict_bars_from_that_firm(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(ana, boris)
    scene.score(ana, LIMKOV, 99, 99, draft=True)
    said = "My brother owns a share of it."
    answer = scene.score(ana, LIMKOV, 99, 99, conflict=said)
    assert answer.status_code == 200
    assert scene.evaluation(ana)["own_scores"] == []
    barred = scene.score(ana, LIMKOV, 99, 99)
    assert (barred.status_code, barred.json["code"]) == (409, "conflict-of-interest")
    for name in (SHARRA, PERFOREL):
        assert scene.score(ana, name, 50, 50).status_code == 200
    scene.score_all(boris, (80, 90), (70, 70), (60, 60))
    found = scene.evaluation()
    own = {one["sentence"] for person in found["evaluators"] for one in person["conflicts"]}
    assert own == {said}
    line = next(
        one for one in found["lots"][0]["lines"] if one["application"] == scene.applications[LIMKOV]
    )
    assert line["scores"][1:] == ["80.00", "90.00"]


def test_scores_do_not_open_while_nobody_may_score_a_firm(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(ana)
    firm = scene.firms[LIMKOV].organization
    declared = {"conflicts": [{"organization": firm, "sentence": "We own a part of it."}]}
    assert ana.post(f"/needs/{scene.id}/conflicts", declared).status_code == 200
    for name in (SHARRA, PERFOREL):
        scene.score(ana, name, 50, 50)
    assert scene.evaluation()["opened_at"] is None
    assert scene.name(ana, boris).status_code == 200
    scene.score_all(boris, (80, 90), (70, 70), (60, 60))
    assert scene.evaluation()["opened_at"]


def test_a_conflict_with_the_need_leaves_the_others(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(boris, ana)
    declared = {"conflicts": [{"sentence": "I wrote one of the offers."}]}
    ana.post(f"/needs/{scene.id}/conflicts", declared)
    assert scene.score(ana, SHARRA, 1, 1).json["code"] == "conflict-of-interest"
    scene.score_all(boris, (80, 90), (70, 70), (60, 60))
    assert scene.evaluation()["state"] == "agreed"


def test_the_chair_agrees_and_says_why_it_is_not_the_mean(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    scene.close()
    scene.name(ana, boris)
    scene.score_all(ana, (80, 90), (70, 70), (60, 60))
    early = ana.post(f"/needs/{scene.id}/agreed", {})
    assert (early.status_code, early.json["code"]) == (409, "scores-missing")
    scene.score_all(boris, (90, 80), (80, 60), (60, 60))
    line = {
        "application": scene.applications[LIMKOV],
        "lot": 0,
        "criterion": "Quality",
        "score": 88,
    }
    body = {"scores": [line]}
    assert boris.post(f"/needs/{scene.id}/agreed", body).status_code == 403
    refused = ana.post(f"/needs/{scene.id}/agreed", body)
    assert [one["pointer"] for one in refused.json["errors"]] == ["/scores/0/reason"]
    line["reason"] = "The certificate was overlooked."
    found = ana.post(f"/needs/{scene.id}/agreed", body).json
    assert found["state"] == "agreed"
    assert found["lots"][0]["lines"][0]["scores"][1] == "88.00"
    assert [one["reason"] for one in found["agreed"]] == ["The certificate was overlooked."]
    assert ana.post(f"/needs/{scene.id}/agreed", {}).json["agreed"] == []
