"""How the platform runs, through the API; for its administrator alone."""

from __future__ import annotations

import pytest

from events import deadletters, pulse
from tests.support.world import Api, World


def test_all_is_well_or_what_is_not(world: World, operator: Api) -> None:
    found = operator.get("/operations").json
    assert [one["code"] for one in found["complaints"]] == ["no-worker"]
    with world.sessions.write() as session:
        pulse.beat(session, "w1", "all", "here")
    found = operator.get("/operations").json
    assert found["complaints"] == []
    assert found["outbox"] == {"depth": 0, "age": 0.0, "failing": 0}
    assert set(found["lag"]) == set(world.runtime.consumers)
    assert [one["role"] for one in found["workers"]] == ["all"]


def test_the_outbox_shows_what_waits(world: World, operator: Api) -> None:
    assert operator.get("/operations/outbox").json["total"] == 0
    firm = world.api("msme")
    path = f"/organizations/{firm.organization}/profile"
    assert firm.put(path, {"summary": "Steel parts"}, If_Match='"0"').status_code in (200, 412)
    found = operator.get("/operations/outbox").json
    assert [one["type"] for one in found["items"]] == ["profile.updated"]


def test_a_dead_letter_is_read_and_tried_again(world: World, operator: Api, letter: int) -> None:
    (item,) = operator.get("/dead-letters").json["items"]
    assert (item["consumer"], item["type"], item["error"]) == (
        "shortlists",
        "match.ranked",
        "ValueError: no room",
    )
    whole = operator.get(f"/dead-letters/{letter}").json
    assert whole["content"]["type"] == "match.ranked"
    assert "Traceback" in whole["error"] or "ValueError" in whole["error"]
    asked = operator.post(f"/dead-letters/{letter}/retry", Idempotency_Key="once")
    assert asked.status_code == 200, asked.json
    assert asked.json["retry_asked_at"]
    assert operator.post(f"/dead-letters/{letter}/retry", Idempotency_Key="once").json == asked.json
    assert deadletters.retry_asked(world.sessions, world.runtime.consumers) == 1
    assert operator.get("/dead-letters").json["items"] == []
    assert operator.get(f"/dead-letters/{letter}").json["resolved_at"]
    refused = operator.post(f"/dead-letters/{letter}/retry")
    assert (refused.status_code, refused.json["code"]) == (409, "resolved")


def test_one_is_given_up_with_a_reason(operator: Api, letter: int) -> None:
    assert operator.post(f"/dead-letters/{letter}/discard", {}).status_code == 422
    done = operator.post(f"/dead-letters/{letter}/discard", {"reason": "made by hand"})
    assert done.status_code == 200
    assert "made by hand" in done.json["error"]
    again = operator.post(f"/dead-letters/{letter}/discard", {"reason": "made by hand"})
    assert again.status_code == 409


@pytest.mark.parametrize("path", ["/operations", "/operations/outbox", "/dead-letters"])
def test_nobody_else_sees_it(world: World, path: str) -> None:
    assert world.anonymous().get(path).status_code == 401
    assert world.api("programme", "administrator").get(path).status_code == 403


def test_an_unknown_letter_is_not_found(operator: Api) -> None:
    assert operator.get("/dead-letters/77").status_code == 404
