"""Things that exist in the fuzzed world, by the path parameter that names them."""

from __future__ import annotations

from tests.support.applications import Tender, offer
from tests.support.needs import supplier_need, workforce_need
from tests.support.world import Api, World

KNOWN: dict[str, list[str]] = {}


def furnish(world: World) -> None:
    """Fill the world and KNOWN."""
    both = world.organization("lead_firm", "msme")
    buyer = world.api_of(world.person(both, "administrator"), both)
    firm = world.api("msme")
    assert buyer.token
    needs = []
    for need in (supplier_need(), workforce_need(), supplier_need(title="A draft")):
        needs.append(buyer.post("/needs", need).json["id"])
    for need_id in needs[:2]:
        buyer.post(f"/needs/{need_id}/publish")
    question = firm.post(f"/needs/{needs[0]}/questions", {"text": "Which zinc?"}).json["id"]
    tender = Tender(world)
    applications = [tender.draft(buyer), received(world, buyer, firm)]
    needs.append(tender.id)
    search = buyer.post("/searches", {"query": "q=steel"}).json["id"]
    report = {
        "kind": "organization",
        "subject": str(firm.organization),
        "text": "Is it real at all?",
    }
    world.deliver()
    KNOWN.update(
        token=[buyer.token],
        need_id=needs,
        question_id=[question],
        search_id=[search],
        report_id=[buyer.post("/reports", report).json["id"]],
        account_id=[str(buyer.person), str(firm.person)],
        application_id=applications,
        organization_id=[str(buyer.organization), str(firm.organization)],
    )


def received(world: World, buyer: Api, firm: Api) -> str:
    """An application to a need of the buyer that is closed, so that it may be read."""
    need = buyer.post("/needs", supplier_need(title="Closed before its deadline")).json["id"]
    buyer.post(f"/needs/{need}/publish")
    made = firm.post(f"/needs/{need}/applications", offer()).json["id"]
    assert firm.post(f"/applications/{made}/submit").status_code == 200
    assert buyer.post(f"/needs/{need}/close", {"reason": "Enough."}).status_code == 200
    found: str = made
    return found
