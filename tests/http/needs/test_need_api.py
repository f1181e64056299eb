"""Needs through the API: life cycle, faults, revisions, repeated requests."""

from __future__ import annotations

import pytest

from tests.support.needs import supplier_need
from tests.support.world import Api, World


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm")


def test_a_draft_is_created_and_read_by_its_owner_alone(world: World, buyer: Api) -> None:
    made = buyer.post("/needs", supplier_need())
    assert made.status_code == 201, made.json
    assert made.json["state"] == "draft"
    assert made.headers["ETag"] == '"1"'
    path = made.headers["Location"].removeprefix("/api/v1")
    assert buyer.get(path).json["title"] == supplier_need()["title"]
    assert world.api("lead_firm").get(path).status_code == 404
    assert world.anonymous().get(path).status_code == 404


def test_publishing_opens_it_to_all_and_is_an_event(world: World, buyer: Api) -> None:
    need = buyer.post("/needs", supplier_need()).json
    done = buyer.post(f"/needs/{need['id']}/publish")
    assert done.status_code == 200, done.json
    assert done.json["state"] == "published"
    assert world.anonymous().get(f"/needs/{need['id']}").status_code == 200
    world.deliver()


def test_all_faults_are_told_at_once_with_pointers(buyer: Api) -> None:
    answer = buyer.post(
        "/needs",
        {
            "kind": "gift",
            "title": "x",
            "lots": [{"title": "a", "quantity": -1}],
            "criteria": [{"name": "Price", "weight": 60}],
            "colour": "red",
        },
    )
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    pointers = {fault["pointer"] for fault in answer.json["errors"]}
    assert pointers == {"/kind", "/title", "/lots/0/quantity", "/criteria", "/colour"}


def test_publishing_names_everything_that_lacks(buyer: Api) -> None:
    need = buyer.post("/needs", {"kind": "supplier", "title": "Brackets"}).json
    answer = buyer.post(f"/needs/{need['id']}/publish")
    assert answer.status_code == 422
    pointers = {fault["pointer"] for fault in answer.json["errors"]}
    assert {"/description", "/apply_by", "/lots", "/cpv", "/deliver_by", "/criteria"} == pointers


def test_a_change_needs_the_revision_that_it_changes(buyer: Api) -> None:
    need = buyer.post("/needs", supplier_need()).json
    path = f"/needs/{need['id']}"
    assert buyer.put(path, supplier_need()).status_code == 428
    assert buyer.put(path, supplier_need(), If_Match='"1"').json["revision"] == 2
    stale = buyer.put(path, supplier_need(), If_Match='"1"')
    assert stale.status_code == 412
    assert stale.json["current_revision"] == 2


def test_a_repeated_post_returns_the_first_answer(buyer: Api) -> None:
    first = buyer.post("/needs", supplier_need(), Idempotency_Key="k1")
    again = buyer.post("/needs", supplier_need(), Idempotency_Key="k1")
    assert (again.status_code, again.json) == (201, first.json)
    other = buyer.post("/needs", supplier_need(title="Other plates"), Idempotency_Key="k1")
    assert other.status_code == 422


def test_an_unverified_firm_can_draft_but_not_publish(world: World) -> None:
    buyer = world.api("lead_firm", state="draft")
    need = buyer.post("/needs", supplier_need()).json
    answer = buyer.post(f"/needs/{need['id']}/publish")
    assert answer.status_code == 403
    assert "verified" in answer.json["detail"]


def test_the_deadline_closes_it(world: World, buyer: Api) -> None:
    need = buyer.post("/needs", supplier_need(apply_by="2026-12-20")).json
    buyer.post(f"/needs/{need['id']}/publish")
    world.clock.forward(days=60)
    refused = buyer.put(f"/needs/{need['id']}", supplier_need(), If_Match='"2"')
    assert refused.status_code == 409
    world.deliver()
    assert buyer.get(f"/needs/{need['id']}").json["state"] == "closed"


def test_how_it_is_evaluated_is_fixed_by_publishing(buyer: Api) -> None:
    made = buyer.post("/needs", supplier_need(envelopes=2, standstill_days=5)).json
    assert [one["kind"] for one in made["criteria"]] == ["quality", "price"]
    assert made["price_formula"] == "lowest-over-price"
    buyer.post(f"/needs/{made['id']}/publish")
    changed = {"envelopes": 1, "standstill_days": 5, "price_formula": "linear-to-double"}
    answer = buyer.put(f"/needs/{made['id']}", supplier_need(**changed), If_Match='"2"')
    assert {fault["pointer"] for fault in answer.json["errors"]} == {"/envelopes", "/price_formula"}


def test_a_price_is_one_criterion_and_names_differ(buyer: Api) -> None:
    for names in (("Price", "Total cost"), ("Quality", "quality")):
        criteria = [{"name": name, "weight": 50} for name in names]
        answer = buyer.post("/needs", supplier_need(criteria=criteria))
        assert [fault["pointer"] for fault in answer.json["errors"]] == ["/criteria"]
