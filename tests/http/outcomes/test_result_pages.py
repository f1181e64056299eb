"""Pages of the ledger: the firm's, the officer's, and what all may read."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from tests.support.outcomes import (
    claim_jobs,
    decide,
    figure,
    paid,
    payroll,
    set_baseline,
    upload,
)
from tests.support.pages import Visitor
from tests.support.world import Api, World


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme", name="Limkov DOO")


@pytest.fixture
def owner(world: World, firm: Api) -> Visitor:
    return Visitor(world, firm.person, firm.organization)


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def desk(world: World, officer: Api) -> Visitor:
    return Visitor(world, officer.person, officer.organization)


def well(answer: Any) -> str:
    assert answer.status_code == 200, answer.text[:2000]
    assert answer.text.count("<h1") == 1
    text: str = answer.text
    return text


def inputs_of(text: str) -> dict[str, Any]:
    """What the form says as it stands."""
    from tests.support.forms import inputs

    return dict(inputs(text))


def test_a_list_is_read_shown_and_sent(world: World, firm: Api, owner: Visitor) -> None:
    set_baseline(firm)
    owner.get("/my-results/jobs")
    sent = {"_act": "read", "period_measured": "FY2027-Q1"}
    sent["list"] = (io.BytesIO(payroll()), "payroll.csv")  # type: ignore[assignment]
    shown = owner.post("/my-results/jobs", sent)
    text = well(shown)
    assert "17 people hold jobs, 16.5 FTE" in text
    assert "3 of them began" in text
    assert "Petrovska" not in text
    fields = inputs_of(text)
    assert fields["staff.fte"] == "16.5"
    answer = owner.post("/my-results/jobs", fields)
    assert answer.status_code == 303, answer.text
    world.deliver()
    assert figure(world, "BEP-02") == ("0", "2.5", 0)
    claim = well(owner.get(answer.headers["Location"]))
    assert "Payroll list" in claim
    own = well(owner.get("/my-results"))
    assert "+2.5" in own


def test_a_list_at_fault_keeps_what_was_typed(firm: Api, owner: Visitor) -> None:
    owner.get("/my-results/jobs")
    bad = b"Name,Start,Hours\nAna,soon,40\n"
    sent = {"_act": "read", "explanation": "As typed", "list": (io.BytesIO(bad), "x.csv")}
    shown = owner.post("/my-results/jobs", sent)
    assert shown.status_code == 422
    assert "Row 2" in shown.text
    assert "As typed" in shown.text


def test_unusual_figures_are_asked_about_at_once(world: World, firm: Api, owner: Visitor) -> None:
    set_baseline(firm, headcount=1, fte="1")
    owner.get("/my-results/jobs")
    line = {"headcount": "9", "fte": "9", "contract": "permanent", "sex": "f", "age_band": "55+"}
    sent = {f"lines.0.{name}": value for name, value in line.items()}
    sent |= {"period_measured": "FY2027-Q1"}
    assert owner.post("/my-results/jobs", sent).status_code == 422
    assert firm.get("/outcomes/claims").json["total"] == 1
    answer = owner.post("/my-results/jobs", sent | {"explanation": "A second shift."})
    assert answer.status_code == 303


def test_revenue_and_baseline(world: World, firm: Api, owner: Visitor) -> None:
    well(owner.get("/my-results"))
    well(owner.get("/my-results/baseline"))
    sent = {"as_of": "2026-09-30", "headcount": "14", "fte": "13.5", "sales": "1,200"}
    assert owner.post("/my-results/baseline", sent).status_code == 303
    well(owner.get("/my-results/revenue"))
    sent = {"year": "2025", "amount": "48,200,000", "source": "annual_accounts"}
    assert owner.post("/my-results/revenue", sent).status_code == 303
    assert owner.post("/my-results/revenue", {"year": "2026"}).status_code == 422
    text = well(owner.get("/my-results"))
    assert "48,200,000" in text
    for claim in firm.get("/outcomes/claims").json["items"]:
        well(owner.get(f"/my-results/{claim['id']}"))


def test_an_officer_decides_and_goes_on(
    world: World, firm: Api, owner: Visitor, desk: Visitor
) -> None:
    set_baseline(firm)
    first = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    second = claim_jobs(world, firm, lines=[dict(first["lines"][0])])
    assert "Limkov DOO" in well(desk.get("/verification"))
    text = well(desk.get(f"/verification/{first['id']}"))
    assert "In the evidence" in text
    fields = inputs_of(text) | {"decision": "correct", "reason": "Half time.", "lines.0.fte": "0.5"}
    answer = desk.post(f"/verification/{first['id']}", fields)
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"] == f"/verification/{second['id']}"
    assert figure(world, "BEP-02") == ("2", "1", 1)
    desk.get(f"/verification/{second['id']}")
    refused = desk.post(f"/verification/{second['id']}", {"decision": "return", "_revision": "1"})
    assert refused.status_code == 422
    sent = {"decision": "return", "reason": "Which contract?", "_revision": "1"}
    assert desk.post(f"/verification/{second['id']}", sent).status_code == 303
    assert "Which contract?" in well(owner.get(f"/my-results/{second['id']}"))
    fields = inputs_of(well(owner.get(f"/my-results/{second['id']}/edit")))
    assert owner.post(f"/my-results/{second['id']}/edit", fields).status_code == 303


def test_what_staff_look_at(world: World, firm: Api, officer: Api, desk: Visitor) -> None:
    set_baseline(firm)
    buyer = world.organization("lead_firm")
    paid(world, buyer, str(firm.organization))
    claim = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    decide(world, officer, claim["id"])
    entry = firm.get("/outcomes/entries").json["items"][0]["id"]
    proof = claim["evidence"][0]["id"]
    for path in (
        "/verification?state=verified",
        f"/verification/{claim['id']}",
        f"/verification/evidence/{proof}/erase",
        "/verification/plan",
        "/verification/enter",
        f"/verification/shares/{firm.organization}",
        "/results",
        "/results?period=FY2027",
        "/results/BEP-02",
        "/results/BEP-01?period=FY2026",
        "/results/BEP-02/behind?dimension=sex&bucket=f",
        "/results/O3-05",
        "/results/O3-03",
        "/results/BEP-02/edit",
        "/periods",
        "/periods/FY2027-Q1",
        "/periods/FY2027",
        f"/entries/{entry}",
    ):
        well(desk.get(path))
    assert "Limkov DOO" in desk.get("/results/O3-05/behind").text
    assert desk.get("/results/none").status_code == 404
    assert desk.get("/results/BEP-01/behind").status_code == 404


def test_forms_of_staff(world: World, firm: Api, officer: Api, desk: Visitor) -> None:
    desk.get("/verification/plan")
    plan = {"size_fte": "5", "size_money": "1000000", "share": "0.5", "seed": "minutes of today"}
    assert desk.post("/verification/plan", plan).status_code == 303
    assert officer.get("/outcomes/sampling").json["seed"] == "minutes of today"
    assert desk.post("/verification/plan", plan | {"share": "2"}).status_code == 422
    desk.get("/verification/enter")
    value = {
        "indicator": "O1-02",
        "organization": str(firm.organization),
        "measured_on": "2026-11-20",
        "value": "1",
        "note": "Award file of the day",
    }
    assert desk.post("/verification/enter", value).status_code == 303
    assert figure(world, "O1-02") == ("0", "1", 0)
    path = f"/verification/shares/{firm.organization}"
    desk.get(path)
    sent = {"basis": "rule", "reason": "Rule 4", "shares.0.role": "bso", "shares.0.share": "0.4"}
    assert desk.post(path, sent).status_code == 303
    assert desk.post(path, sent | {"shares.0.share": "1.4"}).status_code == 422
    desk.get("/periods/FY2027-Q1")
    assert desk.post("/periods/FY2027-Q1/submit", {"reason": ""}).status_code == 303
    assert desk.post("/periods/FY2027-Q1/return", {"reason": ""}).status_code == 422
    fields = inputs_of(well(desk.get("/results/BEP-02/edit"))) | {"name": "New jobs"}
    assert desk.post("/results/BEP-02/edit", fields).status_code == 303
    assert "New jobs" in well(desk.get("/results/BEP-02"))
    assert desk.post("/results/BEP-02/edit", fields).status_code == 412


def test_the_public_reads_results_without_small_cuts(world: World, firm: Api, officer: Api) -> None:
    set_baseline(firm)
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])
    anybody = Visitor(world)
    assert "2.5" in well(anybody.get("/results/BEP-02"))
    text = well(anybody.get("/results/BEP-02"))
    assert "Waiting" not in text
    assert not re.search(r"By sex", text)
    assert anybody.get("/results/BEP-02/behind").status_code in (302, 303, 401)
    assert anybody.get("/verification").status_code in (302, 303, 401)


def test_confirming(world: World, firm: Api, officer: Api, owner: Visitor) -> None:
    set_baseline(firm)
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])
    world.clock.forward(days=190)
    world.deliver()
    owner = Visitor(world, firm.person, firm.organization)
    assert "Confirm the jobs" in well(owner.get("/my-results"))
    fields = inputs_of(well(owner.get(f"/my-results/{claim['id']}/confirm")))
    assert owner.post(f"/my-results/{claim['id']}/confirm", fields).status_code == 303
    assert figure(world, "BEP-02")[0] == "2.5"
