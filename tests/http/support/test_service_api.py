"""Services through the API: life cycle, faults, search."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from events.tables import outbox
from tests.support.profiles import advice, training
from tests.support.queries import counted
from tests.support.world import Api, World


@pytest.fixture
def bso(world: World) -> Api:
    return world.api("bso", name="Metal Chamber")


def published(bso: Api, **content: Any) -> dict[str, Any]:
    made = bso.post("/services", training(**content)).json
    answer = bso.post(f"/services/{made['id']}/publish")
    assert answer.status_code == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def test_a_draft_is_its_owners_alone_until_it_is_published(world: World, bso: Api) -> None:
    made = bso.post("/services", training())
    assert made.status_code == 201, made.json
    assert (made.json["state"], made.json["provider"]) == ("draft", "Metal Chamber")
    assert made.json["starts"] == ["2027-02-01", "2027-09-01"]
    assert made.json["place"] == {"municipality": "MK-609", "region": "Polog"}
    where = made.headers["Location"].removeprefix("/api/v1")
    assert world.anonymous().get(where).status_code == 404
    assert bso.post(f"{where}/publish", If_Match='"7"').status_code == 412
    done = bso.post(f"{where}/publish", If_Match='"1"')
    assert (done.status_code, done.json["state"]) == (200, "published")
    assert world.anonymous().get(where).json == done.json


def test_publishing_names_everything_that_lacks(bso: Api) -> None:
    made = bso.post("/services", {"kind": "training", "title": "Welding"}).json
    answer = bso.post(f"/services/{made['id']}/publish")
    assert answer.status_code == 422
    pointers = {fault["pointer"] for fault in answer.json["errors"]}
    assert pointers == {"/description", "/theme", "/occupation", "/seats", "/weeks"}


def test_all_faults_are_told_at_once_with_pointers(bso: Api) -> None:
    wrong = advice(
        title="x", theme="love", seats=4, closes=["certificate-missing:XYZ", "size-unknown"]
    )
    answer = bso.post("/services", wrong | {"colour": "red"})
    assert answer.status_code == 422
    pointers = {fault["pointer"] for fault in answer.json["errors"]}
    assert pointers == {"/title", "/theme", "/seats", "/closes/0", "/colour"}


def test_changes_carry_their_revision_and_keep_it_fit_to_publish(world: World, bso: Api) -> None:
    service = published(bso)
    path = f"/services/{service['id']}"
    assert bso.put(path, training()).status_code == 428
    assert bso.put(path, training(), If_Match='"1"').status_code == 412
    assert bso.put(path, training(seats=None), If_Match='"2"').status_code == 422
    changed = bso.put(path, training(seats=20), If_Match='"2"')
    assert (changed.status_code, changed.json["revision"]) == (200, 3)
    rows = world.look(lambda s: s.execute(outbox.select()).all())
    told = [(row.type, row.revision, row.data["seats"]) for row in rows]
    assert told == [("service.published", 2, 16), ("service.published", 3, 20)]


def test_it_is_withdrawn_and_offered_again(world: World, bso: Api) -> None:
    path = f"/services/{published(bso)['id']}"
    assert bso.post(f"{path}/publish").status_code == 409
    assert bso.post(f"{path}/withdraw").json["state"] == "withdrawn"
    assert bso.post(f"{path}/withdraw").status_code == 409
    assert world.anonymous().get(path).status_code == 404
    assert bso.post(f"{path}/publish").json["revision"] == 4


def test_a_repeated_post_returns_the_first_answer(bso: Api) -> None:
    first = bso.post("/services", training(), Idempotency_Key="k1")
    again = bso.post("/services", training(), Idempotency_Key="k1")
    assert (again.status_code, again.json) == (201, first.json)
    path = f"/services/{first.json['id']}/publish"
    assert bso.post(path, Idempotency_Key="k2").json == bso.post(path, Idempotency_Key="k2").json


def test_who_may_do_what(world: World, bso: Api) -> None:
    service = published(bso)
    path = f"/services/{service['id']}"
    other = world.api("bso")
    assert other.put(path, training(), If_Match='"2"').status_code == 403
    assert world.api("msme").post("/services", training()).status_code == 403
    assert world.anonymous().post("/services", training()).status_code == 401
    draft = bso.post("/services", training()).json
    assert other.post(f"/services/{draft['id']}/publish").status_code == 404
    assert other.post("/services/unknown/publish").status_code == 404
    new = world.api("bso", state="draft")
    made = new.post("/services", training()).json
    assert new.post(f"/services/{made['id']}/publish").status_code == 403


def test_own_services_are_listed_in_pages(bso: Api) -> None:
    made = [bso.post("/services", training(title=f"Course {n}")).json["id"] for n in range(3)]
    first = bso.get("/own/services?limit=2").json
    second = bso.get(f"/own/services?limit=2&cursor={first['next']}").json
    assert [item["id"] for item in first["items"] + second["items"]] == made[::-1]
    assert (first["total"], second["next"]) == (3, None)


def test_the_catalogue_is_searched(world: World, bso: Api) -> None:
    published(bso)
    advised = bso.post("/services", advice()).json
    bso.post(f"/services/{advised['id']}/publish")
    bso.post("/services", training(title="A draft of welding"))
    world.deliver()
    anyone = world.anonymous()

    def titles(query: str) -> list[str]:
        answer = anyone.get(f"/services?{query}")
        assert answer.status_code == 200, answer.json
        return [item["title"] for item in answer.json["items"]]

    assert titles("q=welding") == [training()["title"]]
    assert titles("kind=service") == [advice()["title"]]
    assert titles("q=metal+chamber&region=Polog") == [training()["title"]]
    assert titles("cost_max=50000&sort=starts") == [training()["title"]]
    assert titles("near=Tetovo") == [training()["title"]]
    assert {one["value"] for one in anyone.get("/services").json["facets"]["theme"]} == {
        "workforce",
        "quality",
    }
    bso.post(f"/services/{advised['id']}/withdraw")
    world.deliver()
    assert titles("kind=service") == []


def test_new_and_upgraded_services_are_told_apart(world: World, bso: Api) -> None:
    published(bso, novelty="new")
    published(bso, title="Upgraded course", novelty="upgraded")
    old = published(bso, title="Old course")["id"]
    world.deliver()
    anyone = world.anonymous()
    found = anyone.get("/services?novelty=new").json
    assert [one["novelty"] for one in found["items"]] == ["new"]
    counts = {one["value"]: one["count"] for one in found["facets"]["novelty"]}
    assert counts == {"new": 1, "upgraded": 1}
    assert anyone.get(f"/services/{old}").json["novelty"] is None
    refused = bso.post("/services", training(novelty="shiny"))
    assert refused.json["errors"][0]["pointer"] == "/novelty"
    told = select(outbox.c.data).where(outbox.c.type == "service.published").order_by(outbox.c.id)
    said = world.look(lambda session: session.scalars(told).all())
    assert [one["novelty"] for one in said] == ["new", "upgraded", None]


def test_a_list_takes_no_more_statements_for_more_rows(world: World, bso: Api) -> None:
    for number in range(5):
        published(bso, title=f"Course {number}")
    world.deliver()
    counts = []
    for path in ("/services?limit=1", "/services?limit=5"):
        with counted(world.sessions.engine) as statements:
            assert world.anonymous().get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
