"""Advisers who act for firms: what is named, until when, and what the audit says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from marketplace.organizations.queries import standing
from marketplace.policy import Actor, may
from tests.support.world import Api, World


@pytest.fixture
def firm(world: World) -> Api:
    """The administrator of an MSME."""
    return world.api("msme", "administrator")


@pytest.fixture
def adviser(world: World) -> Api:
    """An administrator of a BSO."""
    return world.api("bso", "administrator")


def grant(firm: Api, adviser: Api, **changes: Any) -> Any:
    body = {"adviser": adviser.organization, "tasks": ["profile", "apply"], "until": "2027-01-31"}
    return firm.post("/delegations", body | changes)


def acting(world: World, firm: Api, adviser: Api) -> Actor | None:
    """The adviser's person acting for the firm, None where it may not."""
    ids = (adviser.person or "", firm.organization or "", adviser.organization)
    found = world.look(lambda session: standing(session, *ids))
    return replace(Actor(user=adviser.person), **found) if found else None


def test_both_sides_see_it(firm: Api, adviser: Api) -> None:
    made = grant(firm, adviser)
    assert made.status_code == 201, made.json
    for side in (firm, adviser):
        listed = side.get("/delegations").json["items"]
        assert [one["id"] for one in listed] == [made.json["id"]]
        assert listed[0]["in_force"] is True


def test_it_covers_the_named_tasks_and_never_members_tokens_or_verification(
    world: World, firm: Api, adviser: Api
) -> None:
    tasks = ["profile", "apply", "deal", "claim", "finance"]
    grant(firm, adviser, tasks=tasks)
    actor = acting(world, firm, adviser)
    assert actor is not None
    own = firm.organization
    assert actor.role == "editor"
    assert may(actor, "profile.update", own)
    assert may(actor, "question.ask", own)
    for action in ("membership.manage", "organization.submit", "organization.update"):
        assert not may(actor, action, own)
    assert not may(actor, "token.manage", adviser.person)
    assert not may(actor, "delegation.manage", own)
    assert not may(actor, "audit.read", own)


def test_a_task_that_is_not_named_is_refused(world: World, firm: Api, adviser: Api) -> None:
    grant(firm, adviser, tasks=["profile"])
    actor = acting(world, firm, adviser)
    assert actor is not None
    assert may(actor, "profile.update", firm.organization)
    assert not may(actor, "question.ask", firm.organization)


def test_it_ends_after_its_last_day(world: World, firm: Api, adviser: Api) -> None:
    grant(firm, adviser, until="2026-11-24")
    assert acting(world, firm, adviser)
    world.clock.forward(days=1)
    assert acting(world, firm, adviser) is None


def test_it_ends_when_revoked(world: World, firm: Api, adviser: Api) -> None:
    made = grant(firm, adviser).json["id"]
    assert adviser.post(f"/delegations/{made}/revoke").status_code == 403
    assert world.api("msme", "administrator").post(f"/delegations/{made}/revoke").status_code == 404
    assert firm.post(f"/delegations/{made}/revoke").json["in_force"] is False
    assert acting(world, firm, adviser) is None
    world.deliver()


def test_only_verified_support_organisations_advise(world: World, firm: Api) -> None:
    for kind, state in (("lender", "verified"), ("bso", "draft")):
        refused = grant(firm, world.api(kind, state=state))
        assert refused.json["errors"][0]["pointer"] == "/adviser"


def test_only_a_firms_administrator_grants(world: World, adviser: Api) -> None:
    assert grant(world.api("msme", "editor"), adviser).status_code == 403
    assert grant(world.api("lead_firm", "administrator"), adviser).status_code == 403


def test_faults_of_tasks_and_dates_come_together(firm: Api, adviser: Api) -> None:
    refused = grant(firm, adviser, until="2020-01-01")
    assert refused.json["errors"][0]["pointer"] == "/until"
    assert grant(firm, adviser, tasks=["membership"]).status_code == 422
