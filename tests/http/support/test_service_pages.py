"""Pages of services: from a draft to what all see, and back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.forms import inputs
from tests.support.pages import Visitor
from tests.support.profiles import advice, training
from tests.support.world import Api, World

FORM = {
    "kind": "training",
    "title": "Welding, sixteen weeks",
    "description": "Evening course with practice",
    "theme": "workforce",
    "novelty": "upgraded",
    "occupation": "7212",
    "skills.0": "MIG welding",
    "skills.1": "",
    "seats": "16",
    "weeks": "16",
    "starts.0": "2027-02-01",
    "cost.amount": "38,000",
    "cost.currency~": "MKD",
    "place.municipality": "MK-609",
    "languages[]": ["mk", "sq"],
    "closes[]": ["certificate-missing:EN 1090"],
}


@pytest.fixture
def bso(world: World) -> Api:
    return world.api("bso", name="Metal Chamber")


@pytest.fixture
def adviser(world: World, bso: Api) -> Visitor:
    return Visitor(world, bso.person, bso.organization)


def published(bso: Api, content: dict[str, Any]) -> str:
    service = bso.post("/services", content).json["id"]
    assert bso.post(f"/services/{service}/publish").status_code == 200
    return f"/services/{service}"


def test_a_programme_is_written_offered_and_withdrawn(
    world: World, bso: Api, adviser: Visitor
) -> None:
    assert "No services yet" in adviser.get("/my-services").text
    adviser.get("/my-services/new?kind=training")
    saved = adviser.post("/my-services/new", FORM)
    assert saved.status_code == 303, saved.text
    address = saved.headers["Location"]
    own = address.replace("/services/", "/my-services/")
    page = adviser.get(address).text
    assert "Offer it to all" in page
    assert "An upgraded service" in page
    assert Visitor(world).get(address).status_code == 404
    assert adviser.post(f"{own}/publish", {"_revision": "1"}).status_code == 303
    page = Visitor(world).get(address).text
    for words in ("MKD", "38,000", "Tetovo", "MIG welding", "16 weeks", "Metal Chamber"):
        assert words in page
    assert "Stop offering this service?" in adviser.get(f"{own}/withdraw").text
    assert adviser.post(f"{own}/withdraw", {"_revision": "2"}).status_code == 303
    assert Visitor(world).get(address).status_code == 404
    assert "No longer offered" in adviser.get("/my-services").text


@pytest.mark.parametrize("content", [training(), advice()])
def test_saving_the_form_as_it_stands_changes_nothing(
    bso: Api, adviser: Visitor, content: dict[str, Any]
) -> None:
    address = published(bso, content)
    own = address.replace("/services/", "/my-services/")
    before = bso.get(address).json
    saved = adviser.post(own, inputs(adviser.get(own).text))
    assert saved.status_code == 303, saved.text
    after = bso.get(address).json
    assert after.pop("revision") == before.pop("revision") + 1
    assert after == before


def test_a_refused_form_keeps_what_was_typed(adviser: Visitor) -> None:
    adviser.get("/my-services/new")
    answer = adviser.post("/my-services/new", FORM | {"title": "x", "seats": "many"})
    assert answer.status_code == 422
    assert 'href="#f-title"' in answer.text
    assert 'href="#f-seats"' in answer.text
    assert "Evening course" in answer.text
    more = adviser.post("/my-services/new", FORM | {"_act": "add:starts"})
    assert 'name="starts.1"' in more.text


def test_what_lacks_is_told_where_it_is_to_be_offered(bso: Api, adviser: Visitor) -> None:
    service = bso.post("/services", {"kind": "training", "title": "Welding"}).json["id"]
    page = adviser.get(f"/services/{service}").text
    assert "still lacks: Description, Theme, Occupation, Seats, Weeks" in page
    refused = adviser.post(f"/my-services/{service}/publish", {"_revision": "1"})
    assert refused.status_code == 422
    assert 'href="#f-seats"' in refused.text


def test_a_stale_edit_shows_both_versions(bso: Api, adviser: Visitor) -> None:
    address = published(bso, advice())
    own = address.replace("/services/", "/my-services/")
    fields = inputs(adviser.get(own).text)
    bso.put(address, advice(title="Changed by a colleague"), If_Match='"2"')
    answer = adviser.post(own, fields | {"title": "Changed by me"})
    assert answer.status_code == 412
    assert "Changed by a colleague" in answer.text
    assert "Changed by me" in answer.text
    chosen = inputs(answer.text) | {"_choose.title": "mine"}
    assert adviser.post(own, chosen).status_code == 303
    assert bso.get(address).json["title"] == "Changed by me"


def test_it_is_its_providers_alone(world: World, bso: Api) -> None:
    own = published(bso, advice()).replace("/services/", "/my-services/")
    other = world.api("bso")
    stranger = Visitor(world, other.person, other.organization)
    assert stranger.get(own).status_code == 404
    assert stranger.post(own, {}).status_code in (400, 403)
    firm = world.api("msme")
    assert Visitor(world, firm.person, firm.organization).get("/my-services").status_code == 403
