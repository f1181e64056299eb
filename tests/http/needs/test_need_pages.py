"""Pages of needs and matches, as a browser without scripts uses them."""

from __future__ import annotations

import pytest

from tests.support.matches import entry, rank
from tests.support.needs import supplier_need, workforce_need
from tests.support.pages import Visitor
from tests.support.world import Api, World

FORM = {
    "kind": "supplier",
    "title": "Injection-moulded housings",
    "description": "ABS housings to drawing",
    "cpv[]": ["19520000"],
    "lots.0.title": "Housings",
    "lots.0.quantity": "200,000",
    "lots.0.unit": "piece",
    "criteria.0.name": "Quality",
    "criteria.0.weight": "40",
    "criteria.1.name": "Price",
    "criteria.1.weight": "60",
    "apply_by.day": "2027-01-20",
    "deliver_from": "2027-03-01",
    "deliver_by": "2027-12-01",
}


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm")


@pytest.fixture
def browser(world: World, buyer: Api) -> Visitor:
    return Visitor(world, buyer.person, buyer.organization)


def test_a_need_is_written_published_and_ranked(world: World, buyer: Api, browser: Visitor) -> None:
    assert browser.get("/needs/new").status_code == 200
    saved = browser.post("/needs/new", FORM)
    assert saved.status_code == 303, saved.text
    page = browser.get(saved.headers["Location"])
    assert "Publish the need" in page.text
    published = browser.post(f"{saved.headers['Location']}/publish")
    assert published.status_code == 303
    shortlist = browser.get(published.headers["Location"])
    assert "Ranking…" in shortlist.text
    need = saved.headers["Location"].rsplit("/", 1)[1]
    firm = world.organization("msme", name="Limkov DOO")
    rank(world, need, 2, 1005, entry(firm, 0.91))
    shortlist = browser.get(published.headers["Location"])
    assert "Limkov DOO" in shortlist.text
    assert "91" in shortlist.text


def test_a_refused_form_keeps_what_was_typed_and_names_each_fault(browser: Visitor) -> None:
    browser.get("/needs/new")
    answer = browser.post("/needs/new", FORM | {"title": "x", "criteria.1.weight": "50"})
    assert answer.status_code == 422
    assert "ABS housings to drawing" in answer.text
    assert 'href="#f-title"' in answer.text
    assert 'href="#f-criteria"' in answer.text
    assert "<title>Error:" in answer.text


def test_rows_are_added_without_scripts(browser: Visitor) -> None:
    browser.get("/needs/new")
    answer = browser.post("/needs/new", FORM | {"_act": "add:lots"})
    assert answer.status_code == 200
    assert 'name="lots.1.title"' in answer.text


def test_a_stale_edit_shows_both_versions(buyer: Api, browser: Visitor) -> None:
    need = buyer.post("/needs", supplier_need()).json["id"]
    browser.get(f"/needs/{need}/edit")
    buyer.put(f"/needs/{need}", supplier_need(title="Their title"), If_Match='"1"')
    answer = browser.post(f"/needs/{need}/edit", FORM | {"_revision": "1"})
    assert answer.status_code == 412
    assert "Their title" in answer.text
    assert "Injection-moulded housings" in answer.text


def test_a_question_is_asked_and_answered(world: World, buyer: Api, browser: Visitor) -> None:
    need = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{need}/publish")
    firm = world.api("msme")
    asker = Visitor(world, firm.person, firm.organization)
    asker.get(f"/needs/{need}/questions")
    assert asker.post(f"/needs/{need}/questions", {"text": "Which zinc?"}).status_code == 303
    page = browser.get(f"/needs/{need}/questions")
    assert "Which zinc?" in page.text
    question = buyer.get(f"/needs/{need}/questions").json["items"][0]["id"]
    assert browser.post(f"/questions/{question}/answer", {"text": "8 µm"}).status_code == 303
    assert "8 µm" in Visitor(world).get(f"/needs/{need}/questions").text


def test_the_firm_sees_why_and_takes_a_match_away(world: World, buyer: Api) -> None:
    need = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{need}/publish")
    firm = world.api("msme")
    rank(world, need, 2, 1001, entry(str(firm.organization), 0.6))
    browser = Visitor(world, firm.person, firm.organization)
    assert "Stamped steel brackets" in browser.get("/matches").text
    assert "How your firm fits" in browser.get(f"/needs/{need}").text
    browser.get("/matches")
    assert browser.post(f"/needs/{need}/judge", {"verdict": "not_for_us"}).status_code == 303
    assert "Stamped steel brackets" not in browser.get("/matches").text


def test_the_shortlist_is_a_file_too(world: World, buyer: Api, browser: Visitor) -> None:
    need = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{need}/publish")
    firm = world.organization("msme", name="Limkov DOO")
    rank(world, need, 2, 1005, entry(firm, 0.91))
    answer = browser.get(f"/needs/{need}/shortlist?format=csv")
    assert answer.mimetype == "text/csv"
    assert "Limkov DOO" in answer.text
    assert "91" in answer.text


@pytest.mark.parametrize("language", ["en", "mk", "sq"])
def test_every_page_of_a_need_renders(world: World, buyer: Api, language: str) -> None:
    browser = Visitor(world, buyer.person, buyer.organization, language=language)
    needs = [buyer.post("/needs", body).json["id"] for body in (supplier_need(), workforce_need())]
    firm = world.organization("msme")
    for need in needs:
        buyer.post(f"/needs/{need}/publish")
        rank(world, need, 2, 1001, entry(firm, 0.6))
        for part in ("", "/edit", "/shortlist", "/questions", "/history", "/close", "/cancel"):
            assert browser.get(f"/needs/{need}{part}").status_code == 200, part
        assert browser.get(f"/needs/{need}/compare?compare={firm}").status_code == 200
        assert browser.get(f"/needs/{need}/invite/{firm}").status_code == 200
    for path in ("/my-needs", "/needs/new", "/needs/new?kind=workforce", "/my-needs?state=closed"):
        assert browser.get(path).status_code == 200, path


def test_a_strangers_draft_is_not_there(world: World, buyer: Api) -> None:
    need = buyer.post("/needs", supplier_need()).json["id"]
    other = world.api("lead_firm")
    browser = Visitor(world, other.person, other.organization)
    for part in ("", "/edit", "/shortlist", "/history", "/close"):
        assert browser.get(f"/needs/{need}{part}").status_code == 404, part
