"""Questions, answers and invitations through the API."""

from __future__ import annotations

import pytest

from tests.support.needs import supplier_need
from tests.support.world import Api, World


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm")


@pytest.fixture
def need(buyer: Api) -> str:
    """A published need's id."""
    identifier: str = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{identifier}/publish")
    return identifier


def test_a_question_and_its_answer_are_public_and_the_asker_unnamed(
    world: World, buyer: Api, need: str
) -> None:
    firm = world.api("msme")
    asked = firm.post(f"/needs/{need}/questions", {"text": "Which zinc thickness?"})
    assert asked.status_code == 201, asked.json
    answer = buyer.post(f"/questions/{asked.json['id']}/answer", {"text": "8 micrometres"})
    assert answer.status_code == 200
    seen = world.anonymous().get(f"/needs/{need}/questions").json
    assert seen["total"] == 1
    assert seen["items"][0]["answer"] == "8 micrometres"
    assert firm.organization not in str(seen)


def test_only_verified_firms_ask_and_only_the_buyer_answers(
    world: World, buyer: Api, need: str
) -> None:
    text = {"text": "Which zinc thickness?"}
    assert world.anonymous().post(f"/needs/{need}/questions", text).status_code == 401
    assert (
        world.api("msme", state="draft").post(f"/needs/{need}/questions", text).status_code == 403
    )
    assert buyer.post(f"/needs/{need}/questions", text).status_code == 403
    asked = world.api("msme").post(f"/needs/{need}/questions", text).json["id"]
    assert world.api("lead_firm").post(f"/questions/{asked}/answer", text).status_code == 403
    assert buyer.post("/questions/none/answer", text).status_code == 404


def test_questions_end_at_their_own_date(world: World, buyer: Api) -> None:
    need = buyer.post("/needs", supplier_need(questions_by="2026-12-01")).json["id"]
    buyer.post(f"/needs/{need}/publish")
    world.clock.forward(days=10)
    refused = world.api("msme").post(f"/needs/{need}/questions", {"text": "Too late?"})
    assert (refused.status_code, refused.json["code"]) == (409, "questions-closed")


def test_a_firm_is_invited_once(world: World, buyer: Api, need: str) -> None:
    firm = world.organization("msme")
    first = buyer.post(f"/needs/{need}/invitations", {"organization": firm})
    again = buyer.post(f"/needs/{need}/invitations", {"organization": firm})
    assert first.status_code == 201, first.json
    assert again.json["id"] == first.json["id"]


def test_an_unclaimed_firm_needs_an_address(world: World, buyer: Api, need: str) -> None:
    firm = world.organization("msme", state="unclaimed")
    refused = buyer.post(f"/needs/{need}/invitations", {"organization": firm})
    assert refused.json["errors"][0]["pointer"] == "/email"
    body = {"organization": firm, "email": "owner@example.com"}
    assert buyer.post(f"/needs/{need}/invitations", body).status_code == 201
