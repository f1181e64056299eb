"""Applications through the API: life cycle, receipt, faults, repeated requests, revisions."""

from __future__ import annotations

import pytest

from tests.support.applications import Tender, offer
from tests.support.needs import workforce_need
from tests.support.world import Api, World


@pytest.fixture
def tender(world: World) -> Tender:
    return Tender(world)


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme")


def test_a_draft_is_read_by_its_firm_alone(world: World, tender: Tender, firm: Api) -> None:
    made = firm.post(f"/needs/{tender.id}/applications", {})
    assert (made.status_code, made.json["state"]) == (201, "draft"), made.json
    path = made.headers["Location"].removeprefix("/api/v1")
    assert firm.get(path).headers["ETag"] == '"1"'
    for other in (tender.buyer, world.api("msme"), world.api("programme")):
        assert other.get(path).status_code == 404
    assert world.anonymous().get(path).status_code == 401
    assert tender.listed()["total"] == 0


def test_sending_gives_a_receipt_with_number_time_and_hash(tender: Tender, firm: Api) -> None:
    path = f"/applications/{tender.draft(firm)}"
    done = firm.post(f"{path}/submit", If_Match='"1"')
    assert (done.status_code, done.json["state"]) == (200, "submitted"), done.json
    receipt = done.json["receipt"]
    assert receipt["number"] == "A-000001"
    assert receipt["at"] == done.json["submitted_at"] == tender.world.clock.now().isoformat()
    assert len(receipt["hash"]) == 64
    assert (done.json["total"], done.json["currency"]) == ("18840000.00", "MKD")
    assert firm.post(f"{path}/submit").json["code"] == "already-sent"


def test_sending_names_everything_that_lacks(tender: Tender, firm: Api) -> None:
    empty = firm.post(f"/needs/{tender.id}/applications", {}).json["id"]
    answer = firm.post(f"/applications/{empty}/submit")
    assert [fault["pointer"] for fault in answer.json["errors"]] == ["/lots"]
    half = offer(lots=[{"lot": "Brackets", "quantity": 250000, "price": 0}])
    saved = firm.put(f"/applications/{empty}", half, If_Match='"1"')
    assert saved.json["lots"][0]["lot"] == 0
    answer = firm.post(f"/applications/{empty}/submit")
    pointers = {fault["pointer"] for fault in answer.json["errors"]}
    assert pointers == {"/lots/0/quantity", "/lots/0/price", "/lots/0/deliver_by"}


def test_a_draft_names_lots_and_criteria_of_the_need(tender: Tender, firm: Api) -> None:
    wrong = {
        "lots": [{"lot": 0}, {"lot": 0}, {"lot": 7}, {"lot": "Bolts"}],
        "answers": [{"criterion": "Charm", "text": "A lot."}],
        "attachments": ["nothing"],
    }
    answer = firm.post(f"/needs/{tender.id}/applications", wrong)
    assert {fault["pointer"] for fault in answer.json["errors"]} == {
        "/lots/1/lot",
        "/lots/2/lot",
        "/lots/3/lot",
        "/answers/0/criterion",
        "/attachments/0",
    }


def test_one_live_application_for_a_need_and_a_firm(tender: Tender, firm: Api) -> None:
    first = tender.sent(firm)
    again = firm.post(f"/needs/{tender.id}/applications", offer())
    assert (again.status_code, again.json["code"]) == (409, "already-applied")
    assert again.json["application"] == first
    back = firm.post(f"/applications/{first}/withdraw")
    assert back.json["state"] == "withdrawn"
    assert firm.post(f"/applications/{first}/withdraw").status_code == 409
    assert tender.sent(firm) != first
    assert tender.listed()["total"] == 1


def test_a_change_is_sent_whole_and_keeps_the_version_before(tender: Tender, firm: Api) -> None:
    path = f"/applications/{tender.sent(firm)}"
    assert firm.put(path, offer()).status_code == 428
    stale = firm.put(path, offer(), If_Match='"1"')
    assert (stale.status_code, stale.json["current_revision"]) == (412, 2)
    assert firm.put(path, offer(lots=[]), If_Match='"2"').status_code == 422
    cheaper = [offer()["lots"][0] | {"price": "75.00"}]
    done = firm.put(path, offer(lots=cheaper, note="Cheaper."), If_Match='"2"')
    assert (done.json["revision"], done.json["receipt"]["number"]) == (3, "A-000002")
    newest, first = firm.get(f"{path}/versions").json["items"]
    assert newest["changed"] == ["lots/0/price", "note"]
    assert (newest["lots"][0]["price"], first["lots"][0]["price"]) == ("75.00", "78.50")
    assert first["receipt"]["hash"] != newest["receipt"]["hash"]
    assert tender.buyer.get(f"{path}/versions").status_code == 404


def test_a_repeated_request_does_nothing_twice(tender: Tender, firm: Api) -> None:
    path = f"/needs/{tender.id}/applications"
    first = firm.post(path, offer(), Idempotency_Key="a")
    again = firm.post(path, offer(), Idempotency_Key="a")
    assert (again.status_code, again.json) == (201, first.json)
    sent = f"/applications/{first.json['id']}/submit"
    once = firm.post(sent, Idempotency_Key="b").json
    assert firm.post(sent, Idempotency_Key="b").json == once
    assert firm.get("/own/applications").json["total"] == 1


def test_only_verified_small_firms_and_support_organisations_send(
    world: World, tender: Tender
) -> None:
    new = world.api("msme", state="draft")
    application = tender.draft(new)
    assert new.post(f"/applications/{application}/submit").status_code == 403
    for api in (world.api("lender"), world.api("msme", "viewer"), tender.buyer):
        assert api.post(f"/needs/{tender.id}/applications", offer()).status_code == 403
    both = world.organization("lead_firm", "msme")
    own = world.api_of(world.person(both), both)
    need = own.post("/needs", tender.need).json["id"]
    own.post(f"/needs/{need}/publish")
    assert own.post(f"/needs/{need}/applications", offer()).status_code == 403
    assert world.anonymous().post(f"/needs/{tender.id}/applications", {}).status_code == 401


def test_posts_of_a_workforce_need_are_its_one_lot(world: World) -> None:
    tender = Tender(world, workforce_need())
    provider = world.api("bso")
    lots = [{"lot": 0, "quantity": 12, "price": "900", "deliver_by": "2027-06-01"}]
    application = tender.sent(provider, lots=lots, answers=[])
    found = provider.get(f"/applications/{application}").json
    assert (found["total"], found["lots"][0]["quantity"]) == ("10800.00", 12)


def test_who_is_suspended_takes_no_part(world: World, tender: Tender, firm: Api) -> None:
    application, staff = tender.draft(firm), world.api("programme")
    reason = {"decision": "suspend", "reason": "Under investigation."}
    assert staff.post(f"/organizations/{firm.organization}/review", reason).status_code == 200
    assert firm.post(f"/applications/{application}/submit").status_code == 403
    again = world.organization("msme", state="suspended")
    other = world.api_of(world.person(again), again)
    path = f"/needs/{tender.id}/applications"
    assert other.post(path, offer()).json["code"] in ("suspended", "forbidden")
    honest = world.api("msme")
    sent = tender.sent(honest)
    assert staff.post(f"/needs/{tender.id}/review", reason).status_code == 200
    world.deliver()
    assert honest.post(f"/applications/{sent}/withdraw").json["code"] == "need-closed"
    assert world.api("msme").post(path, offer()).status_code == 404
    assert tender.listed()["sealed"]
    told = [one["kind"] for one in honest.get("/notifications").json["items"]]
    assert "need.withheld" in told
