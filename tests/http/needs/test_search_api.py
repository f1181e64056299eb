"""The public list of needs through the API, on the embedded engine."""

from __future__ import annotations

import pytest

from tests.support.needs import supplier_need, workforce_need
from tests.support.world import Api, World


@pytest.fixture
def buyer(world: World) -> Api:
    buyer = world.api("lead_firm", name="Orlan Automotive")
    for need in (
        supplier_need(),
        supplier_need(
            title="Заварени челични рамки",
            description="За нова хала",
            cpv=["45262680"],
            apply_by="2026-12-01",
            lots=[LOT],
        ),
        workforce_need(),
    ):
        identifier = buyer.post("/needs", need).json["id"]
        assert buyer.post(f"/needs/{identifier}/publish").status_code == 200
    world.deliver()
    return buyer


LOT = {"title": "Рамки", "quantity": 40, "unit": "tonne", "cpv": "45262680"}


def titles(world: World, query: str) -> list[str]:
    answer = world.anonymous().get(f"/needs{query}")
    assert answer.status_code == 200, answer.json
    return [need["title"] for need in answer.json["items"]]


def test_open_needs_come_soonest_first_with_counts(world: World, buyer: Api) -> None:
    answer = world.anonymous().get("/needs").json
    assert answer["total"] == 3
    assert answer["items"][0]["title"] == "Заварени челични рамки"
    kinds = {each["value"]: each["count"] for each in answer["facets"]["kind"]}
    assert kinds == {"supplier": 2, "workforce": 1}


def test_words_find_across_scripts_and_by_the_buyers_name(world: World, buyer: Api) -> None:
    assert titles(world, "?q=zavareni ramki") == ["Заварени челични рамки"]
    assert titles(world, "?q=brakets") == ["Stamped steel brackets"]
    assert len(titles(world, "?q=orlan")) == 3


def test_filters_go_together(world: World, buyer: Api) -> None:
    assert titles(world, "?kind=workforce") == ["Sixteen welders for the new line"]
    assert titles(world, "?cpv=4526") == ["Заварени челични рамки"]
    assert titles(world, "?closes=soon") == ["Заварени челични рамки"]
    assert titles(world, "?kind=supplier&closes=later") == ["Stamped steel brackets"]


def test_closed_and_cancelled_needs_leave_the_list(world: World, buyer: Api) -> None:
    closing, cancelling = (need["id"] for need in buyer.get("/own/needs").json["items"][:2])
    buyer.post(f"/needs/{closing}/close", {"reason": "Filled in house"})
    buyer.post(f"/needs/{cancelling}/cancel", {"reason": "No longer needed"})
    world.deliver()
    assert len(titles(world, "")) == 1
    assert len(titles(world, "?state=closed")) == 1


def test_own_needs_are_listed_in_any_state(world: World, buyer: Api) -> None:
    buyer.post("/needs", supplier_need(title="A draft of ours"))
    page = buyer.get("/own/needs?limit=3").json
    rest = buyer.get(f"/own/needs?limit=3&cursor={page['next']}").json
    assert (page["total"], len(rest["items"]), rest["next"]) == (4, 1, None)


def test_a_foreign_cursor_and_sort_are_refused(world: World, buyer: Api) -> None:
    assert world.anonymous().get("/needs?cursor=abc").status_code == 422
    assert world.anonymous().get("/needs?sort=colour").status_code == 422
