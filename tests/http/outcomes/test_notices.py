"""Who hears of claims and decisions, and what homes ask."""

from __future__ import annotations

from tests.support.outcomes import claim_jobs, decide, paid, set_baseline
from tests.support.pages import Visitor
from tests.support.world import World


def subjects(api: object) -> list[str]:
    answer = api.get("/notifications")  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.text
    return [one["subject"] for one in answer.json["items"]]


def test_firm_and_officer_hear_of_it(world: World) -> None:
    firm, officer = world.api("msme", name="Limkov DOO"), world.api("programme")
    set_baseline(firm)
    claim = claim_jobs(world, firm)
    assert f"To verify: {claim['ref']} of Limkov DOO" in subjects(officer)
    home = Visitor(world, officer.person, officer.organization).get("/home").text
    assert "Verify a claim" in home
    decide(world, officer, claim["id"], "return", reason="Which contract?")
    assert f"A question on {claim['ref']}" in subjects(firm)
    home = Visitor(world, firm.person, firm.organization).get("/home").text
    assert f"Answer a question on {claim['ref']}" in home


def test_a_supplier_without_a_baseline_is_told_at_home(world: World) -> None:
    firm = world.api("msme")
    paid(world, world.organization("lead_firm"), str(firm.organization))
    home = Visitor(world, firm.person, firm.organization).get("/home").text
    assert "Set your baseline" in home


def test_jobs_are_asked_for_again(world: World) -> None:
    firm, officer = world.api("msme"), world.api("programme")
    set_baseline(firm)
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])
    world.clock.forward(days=190)
    world.deliver()
    assert f"Are these jobs still there? {claim['ref']}" in subjects(firm)
    home = Visitor(world, firm.person, firm.organization).get("/home").text
    assert "Confirm that the jobs are still there" in home
