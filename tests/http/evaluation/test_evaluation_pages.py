"""The pages of an evaluation, by form alone: named, declared, scored apart, agreed, awarded."""

from __future__ import annotations

import re

import pytest

from tests.support.evaluating import Scene
from tests.support.pages import Visitor
from tests.support.world import Api, World

LIMKOV, SHARRA, PERFOREL = "Limkov DOO", "Sharra Metal DOO", "Perforel DOOEL"
SCORES = {LIMKOV: (80, 95), SHARRA: (85, 70), PERFOREL: (70, 60)}


def visitor(scene: Scene, person: Api) -> Visitor:
    return Visitor(scene.world, person.person, person.organization)


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world, lots=[{"title": "Brackets", "quantity": 240000, "unit": "piece"}])


def sheet(scene: Scene, **scores: tuple[object, object]) -> dict[str, str]:
    """The fields of an evaluator's sheet."""
    given = scores or SCORES
    return {
        f"scores.{scene.applications[name]}.l0.c{place}": str(value)
        for name, pair in given.items()
        for place, value in enumerate(pair, 1)
    }


def test_the_whole_way_by_form(scene: Scene) -> None:
    ana, boris = scene.colleague(), scene.colleague()
    path = f"/needs/{scene.id}/evaluation"
    manager, first, second = (visitor(scene, one) for one in (scene.buyer, ana, boris))
    assert "Sealed" in manager.get(path).text
    manager.get(f"{path}/people")
    named = {"people[]": [ana.person, boris.person], "chair": str(ana.person)}
    assert manager.post(f"{path}/people", named).status_code == 303
    scene.close()
    for one in (first, second):
        assert "Declare" in one.get(path).text
        one.get(f"{path}/declare")
        assert one.post(f"{path}/declare", {}).status_code == 303
        page = one.get(path).text
        assert "Send my scores" in page
        assert "67.90" not in page
        assert one.post(path, sheet(scene) | {"draft": "1"}).status_code == 303
        assert 'value="95"' in one.get(path).text
        assert "How firm" not in one.get(path).text
        assert one.post(path, sheet(scene) | {"send": "1"}).status_code == 303
    first.get(f"{path}/agree")
    field = f"{scene.applications[LIMKOV]}.l0.c1"
    refused = first.post(f"{path}/agree", {f"scores.{field}": "90"})
    assert refused.status_code == 422
    assert "Say why it differs" in refused.text
    agreed = {f"scores.{field}": "82", f"why.{field}": "A certificate was overlooked."}
    assert first.post(f"{path}/agree", agreed).status_code == 303
    page = first.get(path).text
    assert "How firm is this order?" in page
    assert "<svg" in page
    assert "A certificate was overlooked." in page
    page = manager.get(f"/needs/{scene.id}/award").text
    assert "Best weighted total." in page
    give = {f"give.{scene.applications[LIMKOV]}.l0": "240000"}
    done = manager.post(f"/needs/{scene.id}/award", give, follow=True)
    assert "Every firm is told" in done.text
    assert scene.told(LIMKOV)["state"] == "awarded"
    assert "Delivery" in firm_page(scene, SHARRA)


def firm_page(scene: Scene, name: str) -> str:
    """The firm's page of its application."""
    text: str = (
        visitor(scene, scene.firms[name]).get(f"/applications/{scene.applications[name]}").text
    )
    return text


def test_a_faulty_sheet_keeps_what_was_typed(scene: Scene) -> None:
    scene.close()
    one = visitor(scene, scene.buyer)
    path = f"/needs/{scene.id}/evaluation"
    one.get(f"{path}/declare")
    one.post(f"{path}/declare", {})
    one.get(path)
    answer = one.post(path, sheet(scene, **{LIMKOV: ("eighty", 101)}) | {"send": "1"})
    assert answer.status_code == 422
    assert 'value="eighty"' in answer.text
    assert answer.text.count("0 to 100, two places") >= 2
    gaps = one.post(path, sheet(scene, **{LIMKOV: (80, 90)}) | {"send": "1"})
    assert gaps.status_code == 422
    assert 'value="80"' in gaps.text


def test_a_conflict_takes_the_firm_off_the_sheet(scene: Scene) -> None:
    scene.close()
    one = visitor(scene, scene.buyer)
    path = f"/needs/{scene.id}/evaluation"
    one.get(f"{path}/declare")
    firm = scene.firms[LIMKOV].organization
    one.post(f"{path}/declare", {f"firm.{firm}": "I own a share."})
    page = one.get(path).text
    assert "You do not score Limkov DOO" in page
    assert f"scores.{scene.applications[LIMKOV]}" not in page


def test_an_award_that_stands_is_undone_declined_or_taken_back(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    buyer, firm = visitor(scene, scene.buyer), visitor(scene, scene.firms[LIMKOV])
    made = scene.award(LIMKOV).json
    page = buyer.get(f"/needs/{scene.id}/evaluation").text
    assert "Undo this decision" in page
    assert buyer.post(f"/decisions/{made['id']}/undo").status_code == 303
    award = scene.award(LIMKOV).json["id"]
    assert f"/awards/{award}" in firm_page(scene, LIMKOV)
    assert "You were chosen" in firm.get(f"/awards/{award}").text
    firm.get(f"/awards/{award}/decline")
    assert firm.post(f"/awards/{award}/decline", {"reason": ""}).status_code == 422
    said = {"reason": "The line is full."}
    assert firm.post(f"/awards/{award}/decline", said).status_code == 303
    page = buyer.get(f"/needs/{scene.id}/award").text
    assert re.search(rf'name="give.{scene.applications[SHARRA]}.l0"[^>]* value="240,000"', page)
    assert f"give.{scene.applications[LIMKOV]}" not in page
    other = scene.award(SHARRA).json["id"]
    buyer.get(f"/awards/{other}/cancel")
    assert buyer.post(f"/awards/{other}/cancel", said).status_code == 303
    assert "The line is full." in firm_page(scene, SHARRA)


def test_the_arithmetic_is_exported_once_it_is_open(scene: Scene) -> None:
    one = visitor(scene, scene.buyer)
    path = f"/needs/{scene.id}/evaluation"
    scene.close()
    assert one.get(f"{path}?format=csv").status_code == 409
    scene.score_all(scene.buyer, *SCORES.values())
    text = one.get(f"{path}?format=csv").text
    assert len(text.splitlines()) == 10
    assert re.search(r"Limkov DOO,67\.90,Price,price,40(\.0)?,91\.90,36\.76,88\.51,1", text)
    assert one.get(f"{path}?format=xlsx").status_code == 200
    assert one.get(f"{path}?format=json").json["lots"][0]["lines"][0]["total"] == "88.51"
