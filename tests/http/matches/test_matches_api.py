"""Shortlists and my matches through the API."""

from __future__ import annotations

import pytest

from tests.support.matches import entry, rank
from tests.support.needs import supplier_need
from tests.support.world import Api, World


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm")


@pytest.fixture
def need(buyer: Api) -> str:
    """A published need's id; its revision is 2."""
    identifier: str = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{identifier}/publish")
    return identifier


def test_a_shortlist_answers_before_it_is_ranked(world: World, buyer: Api, need: str) -> None:
    draft = buyer.post("/needs", supplier_need()).json["id"]
    found = buyer.get(f"/needs/{draft}/shortlist").json
    assert (found["revision"], found["computed_at"], found["entries"]) == (None, None, [])
    assert found["need_revision"] == 1


def test_a_newer_ranking_replaces_and_an_older_does_not(
    world: World, buyer: Api, need: str
) -> None:
    one, two = world.organization("msme"), world.organization("msme")
    rank(world, need, 2, 1005, entry(one, 0.9), entry(two, 0.4, rank=2))
    rank(world, need, 2, 1004, entry(two, 0.8))
    found = buyer.get(f"/needs/{need}/shortlist").json
    assert [place["organization"] for place in found["entries"]] == [one, two]
    assert (found["revision"], found["ranking"]) == (2, 1005)


def test_a_shortlist_is_the_buyers_alone(world: World, need: str) -> None:
    assert world.anonymous().get(f"/needs/{need}/shortlist").status_code == 401
    assert world.api("lead_firm").get(f"/needs/{need}/shortlist").status_code == 404


def test_my_matches_are_open_needs_best_first(world: World, buyer: Api, need: str) -> None:
    firm = world.api("msme")
    other = buyer.post("/needs", supplier_need(title="Welded frames")).json["id"]
    buyer.post(f"/needs/{other}/publish")
    rank(world, need, 2, 1001, entry(firm.organization, 0.5))
    rank(world, other, 2, 1001, entry(firm.organization, 0.7))
    found = firm.get("/matches").json
    assert [match["need"] for match in found["items"]] == [other, need]
    page = firm.get("/matches?limit=1").json
    rest = firm.get(f"/matches?limit=1&cursor={page['next']}").json
    assert [rest["items"][0]["need"], rest["next"]] == [need, None]
    world.clock.forward(days=400)
    assert firm.get("/matches").json["total"] == 0


def test_not_for_us_takes_a_match_away(world: World, buyer: Api, need: str) -> None:
    firm = world.api("msme")
    rank(world, need, 2, 1001, entry(firm.organization, 0.5))
    verdict = {"organization": firm.organization, "verdict": "not_for_us"}
    assert firm.post(f"/needs/{need}/judgements", verdict).status_code == 200
    assert firm.get("/matches").json["total"] == 0
    assert firm.get("/matches?hidden=true").json["total"] == 1


def test_only_the_two_sides_judge(world: World, buyer: Api, need: str) -> None:
    firm = world.api("msme")
    rank(world, need, 2, 1001, entry(firm.organization, 0.5))
    useful = {"organization": firm.organization, "verdict": "useful"}
    assert buyer.post(f"/needs/{need}/judgements", useful).status_code == 200
    assert firm.post(f"/needs/{need}/judgements", useful).status_code == 404
    assert world.api("msme").post(f"/needs/{need}/judgements", useful).status_code == 404
