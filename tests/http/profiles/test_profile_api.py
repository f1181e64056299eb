"""Profiles through the API: saving, computed parts, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from events.tables import outbox
from marketplace.audit import AuditEntry
from tests.support.profiles import firm_profile
from tests.support.world import Api, World


@pytest.fixture
def firm(world: World) -> Api:
    return world.api("msme")


def path(firm: Api) -> str:
    return f"/organizations/{firm.organization}/profile"


def save(firm: Api, **changes: Any) -> Any:
    revision = firm.get(path(firm)).json["revision"]
    return firm.put(path(firm), firm_profile(**changes), If_Match=f'"{revision}"')


def test_before_the_first_saving_it_is_empty_with_revision_0(firm: Api) -> None:
    answer = firm.get(path(firm))
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"0"'
    assert (answer.json["summary"], answer.json["completeness"]) == ("", 0)


def test_what_is_saved_is_read_with_codes_in_their_stored_form(firm: Api) -> None:
    saved = save(firm)
    assert saved.status_code == 200, saved.json
    assert saved.headers["ETag"] == '"1"'
    read = firm.get(path(firm)).json
    assert read["certificates"][0]["scheme"] == "ISO 9001"
    assert read["certificates"][0]["standing"] == "valid"
    site = read["sites"][0]
    assert (site["municipality"], site["region"]) == ("MK-703", "North-East")
    assert read["turnover"][0]["amount"] == "48200000.00"
    assert read["completeness"] == 1


def test_the_size_class_shows_the_figures_it_was_computed_from(firm: Api) -> None:
    read = save(firm).json
    assert read["size_class"] == {"mk": "small", "eu": "small"}
    (year,) = read["size_classes"]
    assert (year["year"], year["staff"], year["turnover_eur"]) == (2025, 14, "783739.84")
    unknown = save(firm, turnover=[], staff=None).json
    assert unknown["size_class"] == {"mk": None, "eu": None}


def test_saving_is_an_event_and_an_audit_row(world: World, firm: Api) -> None:
    save(firm)
    events = world.look(lambda s: s.execute(outbox.select()).all())
    (event,) = [row for row in events if row.type == "profile.updated"]
    assert (event.key, event.revision) == (f"profile/{firm.organization}", 1)
    assert event.data["visibility"]["turnover"] == "applied_to"
    assert event.data["sites"][0]["lat"]
    audit = world.look(lambda s: s.query(AuditEntry).filter_by(action="profile.update").one())
    assert (audit.user, audit.organization) == (firm.person, firm.organization)


def test_a_change_needs_the_revision_that_it_changes(firm: Api) -> None:
    save(firm)
    assert firm.put(path(firm), firm_profile()).status_code == 428
    stale = firm.put(path(firm), firm_profile(), If_Match='"0"')
    assert (stale.status_code, stale.json["current_revision"]) == (412, 1)


def test_all_faults_are_told_at_once_with_pointers(firm: Api) -> None:
    wrong = firm_profile(
        capabilities=[{"text": "Stamping", "capacity": 5}, {"text": "Welding", "free_share": 38}],
        certificates=[{"scheme": "CE", "valid_from": "2026-01-02", "valid_to": "2026-01-01"}],
        sites=[{}, {"municipality": "Atlantis"}],
        turnover=[
            {"year": 2025, "amount": "-1", "currency": "MKD"},
            {"year": 2024, "amount": "1", "currency": "denars"},
            {},
        ],
        nace=["99.99"],
        visibility={"turnover": "everybody", "colour": "public"},
        colour="red",
    )
    answer = firm.put(path(firm), wrong, If_Match='"0"')
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert {fault["pointer"] for fault in answer.json["errors"]} == {
        "/capabilities/0/unit",
        "/capabilities/1/free_share",
        "/certificates/0/valid_to",
        "/sites/0/municipality",
        "/sites/1/municipality",
        "/turnover/0/amount",
        "/turnover/1/currency",
        "/turnover/2/year",
        "/turnover/2/amount",
        "/turnover/2/currency",
        "/nace/0",
        "/visibility/turnover",
        "/visibility/colour",
        "/colour",
    }
    assert firm.get(path(firm)).json["revision"] == 0


def test_only_an_editor_of_the_firm_or_its_adviser_may_save(world: World, firm: Api) -> None:
    content, tag = firm_profile(), '"0"'
    viewer = world.api_of(world.person(firm.organization, "viewer"), firm.organization)
    assert viewer.put(path(firm), content, If_Match=tag).status_code == 403
    assert world.api("msme").put(path(firm), content, If_Match=tag).status_code == 403
    assert world.anonymous().put(path(firm), content, If_Match=tag).status_code == 401


def test_a_firm_that_is_no_longer_public_does_not_exist_for_others(world: World) -> None:
    draft = world.api("msme", state="draft")
    assert save(draft).status_code == 200
    assert world.api("lead_firm").get(path(draft)).status_code == 404
    assert world.anonymous().get("/organizations/unknown/profile").status_code == 404
    other = world.api("msme").put(path(draft), firm_profile(), If_Match='"1"')
    assert other.status_code == 404
    assert world.api("programme").get(path(draft)).status_code == 200
