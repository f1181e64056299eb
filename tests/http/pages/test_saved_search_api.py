"""Kept searches through the API: the pages' rules."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from marketplace.mailing import Delivery
from marketplace.notifications.models import Notification
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import Api, World

STEEL = {"query": "q=steel&cursor=abc&sort=closes"}


@pytest.fixture
def api(world: World) -> Api:
    return world.api()


def published(world: World, title: str) -> None:
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need(title=title, description=title)).json["id"]
    buyer.post(f"/needs/{need}/publish")
    world.deliver()


def mails(world: World) -> int:
    found = select(func.count()).select_from(Delivery).where(Delivery.subject.contains("steel"))
    return int(world.look(lambda session: session.scalar(found)))


def test_a_search_is_kept_listed_changed_and_dropped(world: World, api: Api) -> None:
    made = api.post("/searches", STEEL, Idempotency_Key="a")
    assert (made.status_code, made.json["query"], made.json["mail"]) == (201, "q=steel", "usual")
    assert api.post("/searches", STEEL, Idempotency_Key="a").json == made.json
    assert api.post("/searches", {"query": "q=steel"}).json["id"] == made.json["id"]
    path = f"/searches/{made.json['id']}"
    assert api.get("/searches").json["items"] == [made.json]
    tag = api.get(path).headers["ETag"]
    assert api.put(path, {"mail": "each"}).status_code == 428
    changed = api.put(path, {"mail": "each"}, If_Match=tag)
    assert (changed.status_code, changed.json["mail"]) == (200, "each")
    assert api.put(path, {"mail": "none"}, If_Match=tag).status_code == 412
    stranger = world.api()
    assert stranger.get(path).status_code == 404
    assert stranger.delete(path, If_Match=tag).status_code == 404
    assert api.delete(path).status_code == 428
    assert api.delete(path, If_Match=changed.headers["ETag"]).status_code == 204
    assert api.get("/searches").json["total"] == 0


def test_what_the_list_does_not_know_is_a_fault_of_the_query(api: Api) -> None:
    refused = api.post("/searches", {"query": "state=nowhere", "mail": "loud"})
    assert [one["pointer"] for one in refused.json["errors"]] == ["/mail"]
    refused = api.post("/searches", {"query": "state=nowhere"})
    assert [one["pointer"] for one in refused.json["errors"]] == ["/query"]


def test_no_more_than_so_many_are_kept(api: Api) -> None:
    for n in range(20):
        assert api.post("/searches", {"query": f"q=word{n}"}).status_code == 201
    assert api.post("/searches", {"query": "q=more"}).status_code == 409


@pytest.mark.parametrize(("choice", "at_once", "later"), [("each", 1, 1), ("digest", 0, 0)])
def test_mail_follows_as_chosen_for_the_search(
    world: World, api: Api, choice: str, at_once: int, later: int
) -> None:
    api.post("/searches", {"query": "q=steel", "mail": choice})
    published(world, "Brackets of steel")
    assert mails(world) == at_once
    world.clock.forward(days=1)
    world.deliver()
    assert mails(world) == later
    digest = select(Notification.mailed_at).where(Notification.user_id == api.person)
    assert world.look(lambda session: session.scalar(digest)) is not None


def test_no_mail_leaves_the_message_on_the_page(world: World, api: Api) -> None:
    visitor = Visitor(world, api.person)
    made = api.post("/searches", {"query": "q=steel"}).json["id"]
    visitor.get("/searches")
    chosen = visitor.post(f"/searches/{made}/mail", {"mail": "none", "_revision": "1"})
    assert chosen.status_code == 303
    assert '<option value="none" selected>' in visitor.get("/searches").text
    published(world, "Brackets of steel")
    world.clock.forward(days=1)
    world.deliver()
    found = select(Notification.mailed_at).where(Notification.user_id == api.person)
    assert world.look(lambda session: session.scalars(found).all()) == [None]
