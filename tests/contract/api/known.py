"""Things that exist in the fuzzed world, by the path parameter that names them."""

from __future__ import annotations

from tests.support.applications import Tender, offer
from tests.support.deals import Parties, award
from tests.support.needs import supplier_need, workforce_need
from tests.support.outcomes import claim_jobs, payroll, set_baseline, upload
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
    decision = awarded(world, buyer, firm)
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
        award_id=[decision],
        decision_id=[decision],
        organization_id=[str(buyer.organization), str(firm.organization)],
        **deals(world, needs[0], buyer, firm),
        **results(world, buyer),
    )


def results(world: World, firm: Api) -> dict[str, list[str]]:
    """Claims of the fuzzer's organisation, with evidence and entries."""
    set_baseline(firm)
    claims = [claim_jobs(world, firm)["id"]]
    claims.append(claim_jobs(world, firm, evidence=[upload(firm, payroll())])["id"])
    proof = firm.get(f"/outcomes/claims/{claims[1]}").json["evidence"][0]["id"]
    entry = firm.get("/outcomes/entries").json["items"][0]["id"]
    return {
        "outcome_id": claims,
        "evidence_id": [proof],
        "entry_id": [entry],
        "code": ["BEP-01", "BEP-02", "O3-03"],
        "period": ["FY2027-Q1", "FY2027", "FY2026-Q4"],
    }


def deals(world: World, need: str, buyer: Api, firm: Api) -> dict[str, list[str]]:
    """Deals in which the fuzzer's organisation buys and supplies, with something on each."""
    found: dict[str, list[str]] = {}
    for sides in ((buyer, firm), (firm, buyer)):
        made = award(world, need, sides[0].organization, sides[1].organization)
        world.deliver()
        items = buyer.get("/deals").json["items"]
        deal = next(one["id"] for one in items if one["award"] == made["id"])
        parties = Parties(world, *sides, need, deal)
        payment = parties.pay(parties.invoiced(), "100.00").json["id"]
        change = firm.post(f"{parties.path}/changes", {"payment_days": 10}).json["id"]
        body = {"about": "other", "text": "Something is missing."}
        dispute = firm.post(f"{parties.path}/disputes", body).json["id"]
        ids = {"deal": deal, "payment": payment, "change": change, "dispute": dispute}
        ids["delivery"] = parties.read()["deliveries"][0]["id"]
        for name, identifier in ids.items():
            found.setdefault(f"{name}_id", []).append(identifier)
    return found


def awarded(world: World, buyer: Api, firm: Api) -> str:
    """An award of the buyer whose standstill runs; its decision goes by the same id."""
    content = supplier_need(title="Awarded", standstill_days=5)
    need = buyer.post("/needs", content).json["id"]
    buyer.post(f"/needs/{need}/publish")
    made = firm.post(f"/needs/{need}/applications", offer()).json["id"]
    firm.post(f"/applications/{made}/submit")
    buyer.post(f"/needs/{need}/close", {"reason": "Enough."})
    scores = {"scores": [{"criterion": "Quality", "score": 80}]}
    assert buyer.post(f"/applications/{made}/scores", scores).status_code == 200
    answer = buyer.post(f"/needs/{need}/awards", {"lots": [{"lot": 0, "application": made}]})
    assert answer.status_code == 201, answer.json
    found: str = answer.json["id"]
    return found


def received(world: World, buyer: Api, firm: Api) -> str:
    """An application to a need of the buyer that is closed, so that it may be read."""
    need = buyer.post("/needs", supplier_need(title="Closed before its deadline")).json["id"]
    buyer.post(f"/needs/{need}/publish")
    made = firm.post(f"/needs/{need}/applications", offer()).json["id"]
    assert firm.post(f"/applications/{made}/submit").status_code == 200
    assert buyer.post(f"/needs/{need}/close", {"reason": "Enough."}).status_code == 200
    found: str = made
    return found
