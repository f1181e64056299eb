"""Pages of applications, as a browser without scripts uses them."""

from __future__ import annotations

import io
from typing import Any

import pytest

from marketplace.applications import views
from marketplace.applications.models import Application
from marketplace.applications.services import decide
from tests.support.applications import Tender, advise, offer
from tests.support.matches import entry, rank
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import Api, World

TWO_LOTS = supplier_need(
    lots=[
        {"title": "Brackets", "quantity": 240000, "unit": "piece", "cpv": "44316500"},
        {"title": "Plates", "quantity": 60000, "unit": "piece", "cpv": "44316500"},
    ]
)
FORM = {
    "lots.0.lot~": "0",
    "lots.0.quantity": "",
    "lots.1.lot~": "1",
    "lots.1.quantity": "50,000",
    "lots.1.price": "92.50",
    "lots.1.deliver_by": "2027-11-30",
    "answers.0.criterion~": "Quality",
    "answers.0.text": "Two lines, few returns.",
}
OUTCOME = {
    "reason": "rank",
    "criteria": [
        {"name": "Quality", "weight": "40", "score": "71.50", "band": None},
        {"name": "Price", "weight": "60", "score": None, "band": ["80", "90"]},
    ],
    "total": None,
    "band": ["76.60", "82.60"],
    "rank": 2,
    "of": 3,
    "deciding": "Price",
    "winner": {"name": "Sharra Metal DOO", "total": "88.10", "price": "4500000.00"},
}


@pytest.fixture
def tender(world: World) -> Tender:
    return Tender(world, TWO_LOTS)


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme", name="Limkov DOO")


@pytest.fixture
def browser(world: World, firm: Api) -> Visitor:
    return Visitor(world, firm.person, firm.organization)


def buyers(world: World, tender: Tender) -> Visitor:
    return Visitor(world, tender.buyer.person, tender.buyer.organization)


def begun(browser: Visitor, tender: Tender, **changes: Any) -> str:
    """The path of a draft that the form has made."""
    browser.get(f"/needs/{tender.id}/apply")
    saved = browser.post(f"/needs/{tender.id}/apply", FORM | changes)
    assert saved.status_code == 303, saved.text
    return str(saved.headers["Location"])


def test_a_firm_applies_from_the_need_to_the_receipt(
    tender: Tender, browser: Visitor, firm: Api
) -> None:
    rank(tender.world, tender.id, 2, 1005, entry(str(firm.organization), 0.88))
    assert f'href="/needs/{tender.id}/apply"' in browser.get(f"/needs/{tender.id}").text
    form = browser.get(f"/needs/{tender.id}/apply").text
    assert "How your firm fits" in form
    assert "240,000 piece" in form
    silent = begun(browser, tender, **{"answers.0.text": ""})
    assert "Not answered: Quality." in browser.get(silent).text
    browser.post(f"{silent}/withdraw")
    path = begun(browser, tender)
    page = browser.get(path).text
    assert "Send the application" in page
    assert "of 60,000 piece asked" in page
    assert "MKD\xa04,625,000.00" in page
    sent = browser.post(f"{path}/submit", {"_revision": "1"}, follow=True).text
    assert "Your receipt is A-000001." in sent
    assert "Sent, sealed" in sent
    assert browser.get(f"/needs/{tender.id}/apply").headers["Location"] == f"{path}/edit"
    assert "Receipt A-000001" in browser.get(f"/needs/{tender.id}").text
    assert "A-000001" in browser.get("/applications").text
    assert "A-000001" in browser.get("/applications?format=csv&q=steel").text


def test_faults_stand_beside_their_lots_and_everything_typed_is_kept(
    tender: Tender, browser: Visitor
) -> None:
    path = begun(browser, tender, **{"lots.1.price": ""})
    page = browser.get(path).text
    assert "it still lacks: Price of one unit." in page
    refused = browser.post(f"{path}/submit", {"_revision": "1"})
    assert refused.status_code == 422
    browser.get(f"{path}/edit")
    wrong = browser.post(f"{path}/edit", FORM | {"lots.1.price": "cheap", "_revision": "1"})
    assert wrong.status_code == 422
    assert 'value="cheap"' in wrong.text
    assert "<title>Error:" in wrong.text
    assert "Two lines, few returns." in wrong.text


def test_a_file_is_attached_and_read_by_the_buyer_after_the_deadline(
    world: World, tender: Tender, browser: Visitor
) -> None:
    browser.get(f"/needs/{tender.id}/apply")
    drawing = (io.BytesIO(b"%PDF-1.4 drawing"), "drawing.pdf")
    shown = browser.post(f"/needs/{tender.id}/apply", FORM | {"_act": "attach", "upload": drawing})
    assert (shown.status_code, "drawing.pdf" in shown.text) == (200, True)
    file = shown.text.partition('name="attachments[]" value="')[2].partition('"')[0]
    path = begun(browser, tender, **{"attachments[]": file})
    browser.get(path)
    browser.post(f"{path}/submit")
    buyer = buyers(world, tender)
    assert browser.get(f"/files/{file}").status_code == 200
    assert buyer.get(f"/files/{file}").status_code == 404
    tender.close()
    assert buyer.get(f"/files/{file}").status_code == 200
    assert Visitor(world, world.person()).get(f"/files/{file}").status_code == 404


def test_a_wrong_file_is_refused_and_the_rest_kept(tender: Tender, browser: Visitor) -> None:
    browser.get(f"/needs/{tender.id}/apply")
    wrong = (io.BytesIO(b"MZ not a document"), "offer.pdf")
    answer = browser.post(f"/needs/{tender.id}/apply", FORM | {"upload": wrong})
    assert (answer.status_code, "92.50" in answer.text) == (422, True)


def test_a_change_is_sent_at_once_and_each_version_stays(tender: Tender, browser: Visitor) -> None:
    path = begun(browser, tender)
    browser.get(path)
    browser.post(f"{path}/submit")
    browser.get(f"{path}/edit")
    change = FORM | {"lots.1.price": "90", "note": "Cheaper.", "_revision": "2"}
    page = browser.post(f"{path}/edit", change, follow=True).text
    assert "The new receipt is A-000002." in page
    assert "Price of one unit of Plates; Note to the buyer" in page
    assert "92.50" in browser.get(f"{path}/versions/1").text
    assert browser.get(f"{path}/versions/9").status_code == 404
    stale = browser.post(f"{path}/edit", change | {"lots.1.price": "89"})
    assert (stale.status_code, "What was saved meanwhile" in stale.text) == (412, True)


def test_a_changed_need_is_confirmed_by_a_button(tender: Tender, browser: Visitor) -> None:
    path = begun(browser, tender)
    browser.get(path)
    browser.post(f"{path}/submit")
    tender.revise(deliver_by="2028-01-15")
    assert "Confirm your application" in browser.get("/home").text
    assert "Confirm it unchanged" in browser.get(path).text
    assert "Your new receipt is A-000002." in browser.post(f"{path}/confirm", follow=True).text


def test_what_is_promised_elsewhere_is_said_before_applying(
    tender: Tender, browser: Visitor, firm: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised = {str(firm.organization): {"piece": 12500.0}}
    monkeypatch.setattr(views, "promised", lambda session, ours: promised.get(ours, {}))
    form = browser.get(f"/needs/{tender.id}/apply").text
    assert "What you have promised elsewhere" in form
    assert "12,500" in form


def test_it_is_taken_back_after_asking_once(tender: Tender, browser: Visitor) -> None:
    path = begun(browser, tender)
    assert "Finish and send your application" in browser.get("/home").text
    assert "Throw this draft away?" in browser.get(f"{path}/withdraw").text
    assert "Thrown away." in browser.post(f"{path}/withdraw", follow=True).text
    assert begun(browser, tender) != path


def test_the_buyer_sees_a_number_then_a_list(
    world: World, tender: Tender, browser: Visitor
) -> None:
    path, buyer = begun(browser, tender), buyers(world, tender)
    browser.get(path)
    browser.post(f"{path}/submit")
    for page in (f"/needs/{tender.id}", f"/needs/{tender.id}/applications", "/applications"):
        text = buyer.get(page).text
        assert "1 application" in text
        assert "Limkov" not in text
    assert "Limkov" not in buyer.get(f"/needs/{tender.id}/applications?format=csv").text
    assert buyer.get(path).status_code == 404
    tender.close()
    opened = buyer.get(f"/needs/{tender.id}/applications")
    assert "Limkov DOO" in opened.text
    assert "1 of 2" in opened.text
    assert "4625000.00" in buyer.get(f"/needs/{tender.id}/applications?format=csv").text
    assert "Two lines, few returns." in buyer.get(path).text


def test_who_was_not_chosen_reads_why(world: World, tender: Tender, browser: Visitor) -> None:
    path = begun(browser, tender)
    browser.get(path)
    browser.post(f"{path}/submit")
    tender.close()
    with world.sessions.write() as session:
        row = session.get_one(Application, path.rsplit("/", 1)[1])
        decide(session, None, row, "not_selected", OUTCOME)
    page = browser.get(path).text
    for words in ("Another application scored higher.", "71.5", "80–90", "2 of 3", "Sharra Metal"):
        assert words in page
    assert "Sharra" not in buyers(world, tender).get(path).text


def test_an_adviser_applies_for_a_firm_and_both_are_named(
    world: World, tender: Tender, firm: Api
) -> None:
    adviser = advise(world, str(firm.organization), name="Chamber of Kumanovo")
    path = begun(adviser, tender)
    adviser.post("/acting", {"organization": adviser.organization})
    assert "Send an application of Limkov DOO" in adviser.get("/home").text
    adviser.post("/acting", {"organization": f"{firm.organization}:{adviser.organization}"})
    adviser.get(path)
    page = adviser.post(f"{path}/submit", follow=True).text
    assert "Chamber of Kumanovo for Limkov DOO" in page
    tender.close()
    listed = buyers(world, tender).get(f"/needs/{tender.id}/applications").text
    assert "by Chamber of Kumanovo" in listed
    assert firm.get(f"/applications/{path.rsplit('/', 1)[1]}").json["adviser"] is not None


def test_drafts_of_others_lots_are_refused_by_page_and_api_alike(tender: Tender, firm: Api) -> None:
    answer = firm.post(f"/needs/{tender.id}/applications", offer(lots=[{"lot": 2}]))
    assert answer.json["errors"][0]["pointer"] == "/lots/0/lot"
