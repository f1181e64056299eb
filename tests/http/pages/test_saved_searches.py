"""Searches that people keep: told of each new need that fits, once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.home.saved import fits
from marketplace.notifications.models import Notification
from search.documents import Document
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import World


def keep(world: World, person: str, query: str) -> Visitor:
    visitor = Visitor(world, person)
    visitor.get("/needs")
    answer = visitor.post("/searches", {"query": query})
    assert (answer.status_code, answer.location) == (303, "/searches")
    return visitor


def told(world: World, person: str) -> list[str]:
    mine = select(Notification).where(
        Notification.user_id == person, Notification.kind == "search.found"
    )
    return world.look(lambda session: [one.facts["title"] for one in session.scalars(mine)])


def test_whoever_keeps_a_search_is_told_once_of_each_new_need(world: World) -> None:
    person, other = world.person(), world.person()
    visitor = keep(world, person, "q=челик&certificates=ISO+9001&sort=closes")
    keep(world, other, "region=East")
    assert "“челик”, ISO 9001" in visitor.get("/searches").text
    buyer = world.api("lead_firm")
    for title, held in (("Čelik, brackets", ["ISO 9001"]), ("Cotton", ["ISO 9001"]), ("Čelik", [])):
        content = supplier_need(title=title, description=title, required_certificates=held)
        buyer.post(f"/needs/{buyer.post('/needs', content).json['id']}/publish")
    world.deliver()
    assert told(world, person) == ["Čelik, brackets"]
    assert told(world, other) == []


def test_a_search_is_kept_once_and_dropped_by_its_owner_only(world: World) -> None:
    person = world.person()
    visitor = keep(world, person, "q=steel")
    page = keep(world, person, "q=steel&cursor=abc").get("/searches").text
    assert page.count("kept on") == 1
    path = page.split('action="/searches/')[2].split('"')[0]
    stranger = Visitor(world, world.person())
    stranger.get("/searches")
    assert stranger.post(f"/searches/{path}").status_code == 404
    visitor.get("/searches")
    assert visitor.post(f"/searches/{path}").status_code == 303
    assert "No searches kept yet" in visitor.get("/searches").text


@pytest.mark.parametrize(
    ("asked", "fit"),
    [
        ({"text": "stee brack", "filters": {}, "ranges": {}}, True),
        ({"text": "steel cotton", "filters": {}, "ranges": {}}, False),
        ({"text": "", "filters": {"region": ["East", "Vardar"]}, "ranges": {}}, True),
        ({"text": "", "filters": {"occupation": ["7212"]}, "ranges": {}}, False),
        ({"text": "", "filters": {}, "ranges": {"budget": [10, None]}}, True),
        ({"text": "", "filters": {}, "ranges": {"budget": [None, 10]}}, False),
        ({"text": "", "filters": {}, "ranges": {"posts": [1, None]}}, False),
    ],
)
def test_what_fits(asked: dict[str, object], fit: bool) -> None:
    found = Document(
        "n",
        1,
        words={"title": "Steel brackets"},
        tokens={"region": ("East",)},
        numbers={"budget": 20.0},
    )
    assert fits(asked, found) is fit
