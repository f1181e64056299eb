"""A person's messages and choices through the API."""

from __future__ import annotations

import pytest

from tests.support.matches import entry, rank
from tests.support.needs import supplier_need
from tests.support.notices import mails
from tests.support.world import Api, World


@pytest.fixture
def firm(world: World) -> Api:
    """A firm with two matches."""
    buyer, found = world.api("lead_firm", name="Vardar Motors AD"), world.api("msme")
    for title in ("Stamped steel brackets", "Welded frames"):
        need = buyer.post("/needs", supplier_need(title=title)).json["id"]
        buyer.post(f"/needs/{need}/publish")
        rank(world, need, 2, 1001, entry(found.organization, 0.82))
        world.clock.forward(minutes=1)
    return found


def test_messages_are_listed_newest_first_with_their_text_and_path(firm: Api) -> None:
    found = firm.get("/notifications").json
    assert found["total"] == 2
    first = found["items"][0]
    assert first["subject"] == "A need fits you: Welded frames"
    assert "Your fit is 82 of 100." in first["text"]
    assert first["path"].startswith("/needs/")
    assert (first["group"], first["read_at"]) == ("matching", None)
    page = firm.get("/notifications?limit=1").json
    rest = firm.get(f"/notifications?limit=1&cursor={page['next']}").json
    assert [rest["items"][0]["id"], rest["next"]] == [found["items"][1]["id"], None]


def test_reading_one_takes_it_from_the_unread(world: World, firm: Api) -> None:
    first = firm.get("/notifications").json["items"][0]["id"]
    read = firm.post(f"/notifications/{first}/read")
    assert read.json["read_at"]
    world.clock.forward(hours=1)
    assert firm.post(f"/notifications/{first}/read").json == read.json
    assert firm.get("/notifications?unread=true").json["total"] == 1


def test_messages_are_their_receivers_alone(world: World, firm: Api) -> None:
    first = firm.get("/notifications").json["items"][0]["id"]
    stranger = world.api("msme")
    assert stranger.get("/notifications").json["total"] == 0
    assert stranger.post(f"/notifications/{first}/read").status_code == 404
    assert stranger.post("/notifications/none/read").status_code == 404
    assert world.anonymous().get("/notifications").status_code == 401
    assert world.anonymous().post(f"/notifications/{first}/read").status_code == 401


def test_preferences_start_with_defaults_and_change_by_revision(firm: Api) -> None:
    found = firm.get("/notifications/preferences")
    assert (found.json["matching"], found.json["questions"]) == ("digest", "each")
    choices = found.json | {"matching": "none"}
    tag = found.headers["ETag"]
    assert firm.put("/notifications/preferences", choices).status_code == 428
    assert firm.put("/notifications/preferences", choices, If_Match=tag).status_code == 200
    assert firm.put("/notifications/preferences", choices, If_Match=tag).status_code == 412
    assert firm.get("/notifications/preferences").json == choices


def test_preferences_at_fault_are_named(firm: Api) -> None:
    tag = firm.get("/notifications/preferences").headers["ETag"]
    bad = {"matching": "often", "weather": "each"}
    refused = firm.put("/notifications/preferences", bad, If_Match=tag)
    assert refused.status_code == 422
    assert {fault["pointer"] for fault in refused.json["errors"]} == {"/matching", "/weather"}


def test_no_mail_leaves_for_a_group_without_mail(world: World, firm: Api) -> None:
    tag = firm.get("/notifications/preferences").headers["ETag"]
    firm.put("/notifications/preferences", {"matching": "none"}, If_Match=tag)
    world.clock.forward(days=1)
    world.deliver()
    assert mails(world) == []
