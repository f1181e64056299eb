"""Notifications in the browser."""

from __future__ import annotations

from collections import defaultdict

import pytest

from marketplace.notifications.kinds import KINDS
from tests.support.matches import entry, rank
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import World


@pytest.fixture
def owner(world: World) -> Visitor:
    """Somebody of a firm that has two matches."""
    buyer, firm = world.api("lead_firm", name="Vardar Motors AD"), world.api("msme")
    for title in ("Stamped steel brackets", "Welded <b>frames</b>"):
        need = buyer.post("/needs", supplier_need(title=title)).json["id"]
        buyer.post(f"/needs/{need}/publish")
        rank(world, need, 2, 1001, entry(str(firm.organization), 0.82))
    return Visitor(world, firm.person, firm.organization)


def test_the_list_shows_what_happened_and_the_bar_how_many(owner: Visitor) -> None:
    page = owner.get("/notifications")
    assert page.status_code == 200
    assert "A need fits you: Welded &lt;b&gt;frames&lt;/b&gt;" in page.text
    assert '<span class="pip">2</span>' in page.text


def test_reading_one_and_all(owner: Visitor) -> None:
    page = owner.get("/notifications").text
    action = page.split('action="/notifications/')[2].split('"')[0]
    read = owner.post(f"/notifications/{action}", {"next": "//evil.example"})
    assert (read.status_code, read.headers["Location"]) == (303, "/notifications")
    assert '<span class="pip">1</span>' in owner.get("/notifications?unread=true").text
    owner.post("/notifications/read")
    assert "Nothing unread" in owner.get("/notifications?unread=true").text


def test_the_list_comes_as_a_file(owner: Visitor) -> None:
    sent = owner.get("/notifications?format=csv")
    assert sent.mimetype == "text/csv"
    assert sent.text.count("A need fits you") == 2


def test_preferences_are_kept_and_faults_shown(owner: Visitor) -> None:
    page = owner.get("/notifications/preferences").text
    assert "New matches" in page
    assert "Organisations to verify" not in page
    kept = owner.post("/notifications/preferences", {"matching": "none"}, follow=True)
    assert "Your choice holds from now on." in kept.text
    held = owner.get("/notifications/preferences").text
    assert 'name="matching" value="none" checked' in held
    refused = owner.post("/notifications/preferences", {"matching": "often"})
    assert refused.status_code == 422
    assert "Error:" in refused.text


def test_pages_are_for_people_who_are_signed_in(world: World) -> None:
    for path in ("/notifications", "/notifications/preferences", "/awards", "/awards/imports"):
        assert Visitor(world).get(path).status_code in (302, 303, 401)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_leads_to_a_page(world: World, kind: str) -> None:
    path = KINDS[kind].path % defaultdict(lambda: "x", part="deliveries")
    assert world.app.url_map.bind("").match(path, method="GET")
