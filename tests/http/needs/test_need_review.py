"""Staff take a need out of sight and let it back, alone or with its organisation."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from marketplace.audit import AuditEntry
from marketplace.needs.models import Need
from marketplace.notifications.models import Notification
from tests.support.applications import offer
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import Api, World

WHY = {"decision": "suspend", "reason": "It asks for money before the award."}
BACK = {"decision": "reinstate"}


@pytest.fixture
def buyer(world: World) -> Api:
    return world.api("lead_firm")


@pytest.fixture
def staff(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def need(world: World, buyer: Api) -> str:
    found: str = buyer.post("/needs", supplier_need()).json["id"]
    assert buyer.post(f"/needs/{found}/publish").status_code == 200
    world.deliver()
    return found


def told(world: World, person: str | None) -> list[tuple[str, Any]]:
    mine = select(Notification).where(Notification.user_id == person).order_by(Notification.id)
    return world.look(lambda s: [(n.kind, n.facts.get("reason")) for n in s.scalars(mine)])


def found(world: World) -> int:
    total: int = world.anonymous().get("/needs").json["total"]
    return total


def test_a_suspended_need_is_nobodys_but_its_owners_and_staffs(
    world: World, buyer: Api, staff: Api, need: str
) -> None:
    firm = world.api("msme")
    asked = firm.post(f"/needs/{need}/questions", {"text": "Which zinc?"}).json["id"]
    applicant = world.api("msme")
    assert applicant.post(f"/needs/{need}/applications", offer()).status_code == 201
    assert found(world) == 1
    done = staff.post(f"/needs/{need}/review", WHY)
    assert (done.status_code, done.json["state"]) == (200, "suspended"), done.json
    world.deliver()
    assert found(world) == 0
    for api in (firm, world.anonymous()):
        assert api.get(f"/needs/{need}").status_code == 404
        assert api.get(f"/needs/{need}/questions").status_code == 404
    assert firm.post(f"/needs/{need}/questions", {"text": "Why?"}).status_code == 404
    assert firm.get("/matches").json["items"] == []
    assert buyer.get(f"/needs/{need}").json["reason"] == WHY["reason"]
    assert buyer.put(f"/needs/{need}", supplier_need(), If_Match="*").status_code in (409, 412)
    invited = {"organization": world.organization("msme")}
    assert buyer.post(f"/needs/{need}/invitations", invited).status_code == 409
    assert buyer.post(f"/questions/{asked}/answer", {"text": "Any."}).status_code == 409
    assert staff.get(f"/needs/{need}").json["state"] == "suspended"
    assert ("need.suspended", WHY["reason"]) in told(world, buyer.person)
    assert ("need.withheld", None) in told(world, firm.person)
    assert ("need.withheld", None) in told(world, applicant.person)
    assert firm.post(f"/needs/{need}/applications", offer()).status_code == 404


def test_a_reinstated_need_is_what_it_was(world: World, buyer: Api, staff: Api, need: str) -> None:
    staff.post(f"/needs/{need}/review", WHY)
    world.deliver()
    assert staff.get("/reviews/needs").json["total"] == 1
    back = staff.post(f"/needs/{need}/review", BACK)
    assert (back.json["state"], back.json["reason"]) == ("published", None)
    assert staff.post(f"/needs/{need}/review", BACK).status_code == 409
    world.deliver()
    assert found(world) == 1
    shortlist = buyer.get(f"/needs/{need}/shortlist").json
    assert shortlist["need_revision"] == back.json["revision"]
    assert told(world, buyer.person)[-1][0] == "need.reinstated"


def test_a_deadline_that_passed_meanwhile_closes_it_at_once(
    world: World, staff: Api, need: str
) -> None:
    staff.post(f"/needs/{need}/review", WHY)
    world.clock.forward(days=400)
    world.deliver()
    assert staff.get(f"/needs/{need}").json["state"] == "suspended"
    staff.post(f"/needs/{need}/review", BACK)
    world.deliver()
    assert staff.get(f"/needs/{need}").json["state"] == "closed"


def test_who_decides_and_with_what(world: World, buyer: Api, staff: Api, need: str) -> None:
    path = f"/needs/{need}/review"
    assert buyer.post(path, WHY).status_code == 403
    assert staff.post(path, {"decision": "suspend"}).json["errors"][0]["pointer"] == "/reason"
    assert staff.post(path, WHY, If_Match='"1"').status_code == 412
    draft = buyer.post("/needs", supplier_need()).json["id"]
    assert staff.post(f"/needs/{draft}/review", WHY).status_code == 404
    both = world.organization("programme", "lead_firm")
    own = world.api_of(world.person(both, "editor"), both)
    mine = own.post("/needs", supplier_need()).json["id"]
    own.post(f"/needs/{mine}/publish")
    assert own.post(f"/needs/{mine}/review", WHY).status_code == 403
    once = staff.post(path, WHY, Idempotency_Key="a").json
    assert staff.post(path, WHY, Idempotency_Key="a").json == once
    noted = select(AuditEntry.details).where(AuditEntry.action == "need.suspend")
    assert world.look(lambda s: s.scalars(noted).all()) == [
        {"decision": "suspend", "as": "programme"}
    ]


def test_open_needs_go_and_come_with_their_organisation(
    world: World, buyer: Api, staff: Api, need: str
) -> None:
    alone = buyer.post("/needs", supplier_need(title="Suspended on its own")).json["id"]
    buyer.post(f"/needs/{alone}/publish")
    staff.post(f"/needs/{alone}/review", WHY)
    review = f"/organizations/{buyer.organization}/review"
    assert staff.post(review, WHY).status_code == 200
    world.deliver()
    assert world.anonymous().get(f"/needs/{need}").status_code == 404
    assert staff.post(f"/needs/{need}/review", BACK).json["code"] == "with-buyer"
    assert [kind for kind, _ in told(world, buyer.person)].count("need.suspended") == 1
    assert staff.post(review, {"decision": "approve"}).status_code == 200
    world.deliver()
    found = select(Need.id, Need.state).where(Need.id.in_([need, alone]))
    states = world.look(lambda session: {one.id: one.state for one in session.execute(found)})
    assert states == {need: "published", alone: "suspended"}


def test_a_report_leads_staff_to_the_need_and_its_suspension(
    world: World, buyer: Api, need: str
) -> None:
    reporter = Visitor(world, world.person())
    page = reporter.get(f"/needs/{need}").text
    assert f"/report?kind=need&amp;subject={need}" in page
    reporter.get(f"/report?kind=need&subject={need}")
    sent = {"kind": "need", "subject": need, "text": "It asks for money first."}
    assert reporter.post("/report", sent).status_code == 303
    programme = world.organization("programme")
    staff = Visitor(world, world.person(programme, "editor"), programme)
    assert f"/review/needs/{need}" in staff.get("/review/reports").text
    assert "It asks for money first." in staff.get(f"/review/needs/{need}").text
    path = f"/review/needs/{need}"
    assert staff.post(path, {"decision": "suspend"}).status_code == 422
    assert staff.post(path, WHY).status_code == 303
    listed = staff.get("/review/needs").text
    assert "Suspended needs (1)" in listed
    assert WHY["reason"] in staff.get("/review/needs?format=csv").text
    own = Visitor(world, buyer.person, buyer.organization)
    assert WHY["reason"] in own.get(f"/needs/{need}").text
    assert WHY["reason"] in own.get("/home").text
    assert reporter.get(f"/needs/{need}").status_code == 404
    staff.get(path)
    assert staff.post(path, BACK).status_code == 303
    assert reporter.get(f"/needs/{need}").status_code == 200
