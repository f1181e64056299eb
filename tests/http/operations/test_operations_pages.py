"""The pages of whoever runs the platform."""

from __future__ import annotations

import pytest

from tests.support.pages import Visitor
from tests.support.world import World


@pytest.fixture
def administrator(world: World) -> Visitor:
    return Visitor(world, world.person(staff=True), None)


def test_the_overview_says_what_is_unwell_and_where(administrator: Visitor, letter: int) -> None:
    page = administrator.get("/operations").text
    assert "shortlists gave up 1 events." in page
    assert "No worker has been seen" in page
    assert "/operations/dead-letters" in page


def test_a_letter_is_opened_and_tried_again(administrator: Visitor, letter: int) -> None:
    assert "ValueError: no room" in administrator.get("/operations/dead-letters").text
    path = f"/operations/dead-letters/{letter}"
    assert "match.ranked" in administrator.get(path).text
    assert administrator.post(f"{path}/retry", {}).status_code == 303
    assert "A retry is asked for." in administrator.get(path).text


def test_giving_up_needs_a_reason(administrator: Visitor, letter: int) -> None:
    path = f"/operations/dead-letters/{letter}"
    administrator.get(path)
    assert administrator.post(f"{path}/discard", {"reason": ""}).status_code == 422
    done = administrator.post(f"{path}/discard", {"reason": "entered by hand"})
    assert done.status_code == 303
    assert "No dead letters" in administrator.get("/operations/dead-letters").text


def test_the_outbox_has_a_page(administrator: Visitor) -> None:
    assert "Nothing waits" in administrator.get("/operations/outbox").text


def test_others_are_turned_away(world: World) -> None:
    officer = world.api("lead_firm", "administrator")
    visitor = Visitor(world, officer.person, officer.organization)
    assert visitor.get("/operations").status_code == 403
