"""How awards end: declined, taken back, undone, called off with the need, or final."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.evaluating import Scene, events_of
from tests.support.world import World

LIMKOV, SHARRA, PERFOREL = "Limkov DOO", "Sharra Metal DOO", "Perforel DOOEL"


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.json
    return [fault["pointer"] for fault in answer.json["errors"]]


@pytest.mark.parametrize("how", ["decline", "cancel"])
def test_the_next_in_rank_follows_one_who_falls_away(world: World, how: str) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    made = scene.award(LIMKOV).json
    assert made["awards"][0]["state"] == "standing"
    actor = scene.firms[LIMKOV] if how == "decline" else scene.buyer
    path = f"/awards/{made['id']}/{how}"
    ended = actor.post(path, {"reason": "The line is full."})
    assert ended.json["state"] == {"decline": "declined", "cancel": "cancelled"}[how]
    told = scene.told(LIMKOV)
    assert (told["state"], told["outcome"]["reason"]) == ("not_selected", ended.json["state"])
    assert told["outcome"]["message"] == "The line is full."
    assert actor.post(path, {"reason": "Again."}).json["code"] == "award-over"
    assert pointers(scene.award(LIMKOV)) == ["/lots/0/application"]
    assert scene.award(SHARRA).status_code == 201
    assert scene.told(SHARRA)["state"] == "selected"
    assert scene.told(PERFOREL)["outcome"]["rank"] == 3


def test_a_standstill_ends_in_a_deal_and_in_the_history(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    award = scene.award(LIMKOV).json["awards"][0]
    assert scene.told(LIMKOV)["state"] == "selected"
    world.deliver()
    assert events_of(world, "award.final") == []
    world.clock.forward(days=20)
    late = scene.firms[LIMKOV].post(f"/awards/{award['id']}/decline", {"reason": "Too late."})
    assert late.json["code"] == "award-over"
    world.deliver()
    assert len(events_of(world, "award.final")) == 1
    assert len(events_of(world, "award.reminded")) == 1
    assert scene.told(LIMKOV)["state"] == "awarded"
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "awarded"
    [recorded] = events_of(world, "award.recorded")
    assert recorded["supplier"] == scene.firms[LIMKOV].organization
    assert recorded["value"] is None
    world.deliver()
    assert len(events_of(world, "award.recorded")) == 1


def test_an_award_is_undone_in_time_and_everybody_is_told(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    made = scene.award(LIMKOV).json
    undone = scene.buyer.post(f"/decisions/{made['id']}/undo")
    assert undone.json["awards"][0]["state"] == "undone"
    assert {scene.told(name)["state"] for name in scene.firms} == {"submitted"}
    assert scene.told(SHARRA)["outcome"] is None
    assert len(events_of(world, "award.undone")) == 1
    world.deliver()
    kinds = [one["kind"] for one in scene.firms[SHARRA].get("/notifications").json["items"]]
    assert "application.reopened" in kinds
    again = scene.award(LIMKOV).json
    world.clock.forward(hours=49)
    late = scene.buyer.post(f"/decisions/{again['id']}/undo")
    assert (late.status_code, late.json["code"]) == (409, "too-late")


def test_without_a_standstill_an_award_is_undone_until_something_is_done(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    made = scene.award(LIMKOV).json
    world.deliver()
    [deal] = scene.buyer.get("/deals").json["items"]
    undone = scene.buyer.post(f"/decisions/{made['id']}/undo")
    assert undone.status_code == 200, undone.json
    assert scene.buyer.get(f"/needs/{scene.id}").json["state"] == "closed"
    world.deliver()
    assert scene.buyer.get(f"/deals/{deal['id']}").json["state"] == "terminated"
    assert events_of(world, "award.recorded") == []
    again = scene.award(LIMKOV).json
    world.deliver()
    deal = next(one for one in scene.buyer.get("/deals").json["items"] if one["state"] == "open")
    assert scene.firms[LIMKOV].post(f"/deals/{deal['id']}/start").status_code < 300
    assert scene.buyer.post(f"/decisions/{again['id']}/undo").json["code"] == "too-late"
    world.clock.forward(days=3)
    world.deliver()
    assert len(events_of(world, "award.recorded")) == 1


def test_a_firm_declines_an_order_that_it_has_not_begun(world: World) -> None:
    scene = Scene(world)
    scene.evaluated()
    made = scene.award(LIMKOV).json
    world.deliver()
    declined = scene.firms[LIMKOV].post(f"/awards/{made['id']}/decline", {"reason": "We are full."})
    assert declined.json["state"] == "declined"
    world.deliver()
    assert scene.award(SHARRA).status_code == 201
    world.deliver()
    states = {one["state"] for one in scene.buyer.get("/deals").json["items"]}
    assert states == {"terminated", "open"}


def test_an_act_of_another_ends_the_time_to_undo(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    made = scene.award(LIMKOV).json
    scene.firms[LIMKOV].post(f"/awards/{made['id']}/decline", {"reason": "The line is full."})
    assert scene.buyer.post(f"/decisions/{made['id']}/undo").json["code"] == "too-late"


def test_what_stands_falls_with_a_need_that_is_called_off(world: World) -> None:
    scene = Scene(world, standstill_days=5)
    scene.evaluated()
    made = scene.award(LIMKOV).json
    scene.buyer.post(f"/needs/{scene.id}/cancel", {"reason": "The line is not built."})
    world.deliver()
    award = scene.buyer.get(f"/awards/{made['id']}").json
    assert (award["state"], award["reason"]) == ("cancelled", "The line is not built.")
    world.clock.forward(days=20)
    world.deliver()
    assert events_of(world, "award.final") == []
