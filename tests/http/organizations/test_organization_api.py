"""Organisations through the API: entering, changing, verification."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.organizations import organization
from tests.support.world import Api, World


@pytest.fixture
def outsider(world: World) -> Api:
    """A person without an organisation."""
    return world.api()


@pytest.fixture
def staff(world: World) -> Api:
    """Programme staff."""
    return world.api("programme")


@pytest.fixture
def owner(world: World, outsider: Api) -> Api:
    """The administrator of a new draft, acting for it."""
    made = outsider.post("/organizations", organization())
    assert made.status_code == 201, made.json
    return world.api_of(outsider.person or "", made.json["id"])


def path(api: Api) -> str:
    return f"/organizations/{api.organization}"


def verify(owner: Api, staff: Api) -> Any:
    assert owner.post(f"{path(owner)}/submit").status_code == 200
    return staff.post(f"{path(owner)}/review", {"decision": "approve"})


def test_a_draft_is_its_makers_and_hidden_from_others(world: World, owner: Api) -> None:
    seen = owner.get(path(owner))
    assert seen.status_code == 200
    assert seen.json["state"] == "draft"
    assert seen.json["place"]["region"] == "North-East"
    assert owner.get("/me").json["organizations"][0]["role"] == "administrator"
    assert world.api("lead_firm").get(path(owner)).status_code == 404
    assert world.anonymous().get(path(owner)).status_code == 404


@pytest.mark.parametrize("prefix", ["MK", "МК", "mk ", ""])
def test_the_tax_number_is_taken_in_both_scripts(outsider: Api, prefix: str) -> None:
    body = organization(identifiers=[{"scheme": "MK-EDB", "value": f"{prefix}9990000000011"}])
    made = outsider.post("/organizations", body)
    assert made.status_code == 201, made.json
    assert made.json["identifiers"] == [{"scheme": "EDB", "value": "9990000000011"}]


def test_wrong_numbers_are_named_one_by_one(outsider: Api) -> None:
    numbers = [{"scheme": "EDB", "value": "9990000000012"}, {"scheme": "EMBS", "value": "12"}]
    refused = outsider.post("/organizations", organization(identifiers=numbers))
    pointers = {fault["pointer"] for fault in refused.json["errors"]}
    assert pointers == {"/identifiers/0/value", "/identifiers/1/value"}


def test_a_registered_number_shows_the_way_to_join(world: World, owner: Api) -> None:
    other = world.api()
    refused = other.post("/organizations", organization(name="Limkov again"))
    assert (refused.status_code, refused.json["code"]) == (409, "already-registered")
    assert refused.json["organization"] == owner.organization
    assert refused.json["next"] == "join"
    assert other.post(f"{path(owner)}/memberships").status_code == 404
    asked = other.post(f"{path(owner)}/memberships", {"identifier": refused.json["identifier"]})
    assert (asked.status_code, asked.json["state"]) == (201, "asked")


def test_a_foreign_firm_needs_no_macedonian_number(outsider: Api) -> None:
    body = organization(country="PT", identifiers=[{"scheme": "PT-NIF", "value": "501 234 567"}])
    assert outsider.post("/organizations", body).status_code == 201


def test_submission_names_what_lacks(world: World, outsider: Api) -> None:
    body = organization(identifiers=[], place={"municipality": None, "region": None})
    made = outsider.post("/organizations", body).json["id"]
    owner = world.api_of(outsider.person or "", made)
    refused = owner.post(f"/organizations/{made}/submit")
    pointers = {fault["pointer"] for fault in refused.json["errors"]}
    assert pointers == {"/identifiers", "/place/municipality"}


def test_staff_approve_and_everybody_sees_it(world: World, owner: Api, staff: Api) -> None:
    assert staff.get("/reviews").json["total"] == 0
    assert verify(owner, staff).json["state"] == "verified"
    assert world.anonymous().get(path(owner)).json["name"] == "Limkov DOO"
    world.deliver()
    row = staff.get("/audit?action=organization.review").json["items"][0]
    assert row["details"] == {"decision": "approve", "as": "programme"}


def test_an_administrator_of_the_platform_decides_as_such(world: World, owner: Api) -> None:
    admin = world.api_of(world.person(staff=True), None)
    assert verify(owner, admin).status_code == 200
    row = admin.get("/audit?action=organization.review").json["items"][0]
    assert row["details"]["as"] == "administrator"


def test_it_is_returned_with_a_reason_and_submitted_again(owner: Api, staff: Api) -> None:
    owner.post(f"{path(owner)}/submit")
    assert staff.get("/reviews").json["items"][0]["id"] == owner.organization
    review = f"{path(owner)}/review"
    assert staff.post(review, {"decision": "return"}).status_code == 422
    returned = staff.post(review, {"decision": "return", "reason": "The EMBS is another firm's."})
    assert returned.json["state"] == "returned"
    assert owner.get(path(owner)).json["reason"] == "The EMBS is another firm's."
    assert owner.post(f"{path(owner)}/submit").json["state"] == "submitted"


def test_suspending_hides_it_and_approving_brings_it_back(
    world: World, owner: Api, staff: Api
) -> None:
    verify(owner, staff)
    body = {"decision": "suspend", "reason": "Reported by three buyers."}
    assert staff.post(f"{path(owner)}/review", body).json["state"] == "suspended"
    assert world.anonymous().get(path(owner)).status_code == 404
    staff.post(f"{path(owner)}/review", {"decision": "approve"})
    assert world.anonymous().get(path(owner)).status_code == 200


def test_only_staff_decide_and_never_on_their_own(world: World, owner: Api, staff: Api) -> None:
    owner.post(f"{path(owner)}/submit")
    approve = {"decision": "approve"}
    for kind in ("lead_firm", "msme", "bso", "lender"):
        refused = world.api(kind, "administrator").post(f"{path(owner)}/review", approve)
        assert refused.status_code == 403
    own = staff.post(f"{path(staff)}/review", {"decision": "suspend", "reason": "Why not"})
    assert own.status_code == 403


def test_calling_oneself_a_programme_gives_no_powers(world: World, owner: Api) -> None:
    outsider = world.api()
    made = outsider.post("/organizations", organization(7, kinds=["programme", "lender"]))
    pretender = world.api_of(outsider.person or "", made.json["id"])
    owner.post(f"{path(owner)}/submit")
    approve = {"decision": "approve"}
    assert pretender.post(f"{path(owner)}/review", approve).status_code == 403
    assert pretender.get("/reviews").status_code == 403
    assert pretender.get("/audit?action=account").json["total"] == 0


def test_changing_verified_facts_asks_for_verification_anew(owner: Api, staff: Api) -> None:
    verify(owner, staff)
    tag = owner.get(path(owner)).headers["ETag"]
    moved = owner.put(path(owner), organization(place={"municipality": "Bitola"}), If_Match=tag)
    assert moved.json["state"] == "verified", moved.json
    more = organization(kinds=["msme", "programme"])
    grown = owner.put(path(owner), more, If_Match=moved.headers["ETag"])
    assert grown.json["state"] == "submitted"
    assert owner.put(path(owner), more, If_Match=tag).status_code == 412


def test_a_repeated_post_makes_one_organization(outsider: Api) -> None:
    first = outsider.post("/organizations", organization(), Idempotency_Key="one")
    again = outsider.post("/organizations", organization(), Idempotency_Key="one")
    assert (again.status_code, again.json["id"]) == (201, first.json["id"])
