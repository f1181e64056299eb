"""Organisations as people see them: entering, advising, deciding, the audit."""

from __future__ import annotations

import re

import pytest

from marketplace.organizations.models import Organization
from marketplace.vocabularies.identifiers import demo_edb
from tests.support.organizations import organization
from tests.support.pages import Visitor
from tests.support.world import World

FORM = {
    "name": "Limkov DOO",
    "kinds[]": "msme",
    "country": "MK",
    "identifiers.0.scheme": "EDB",
    "identifiers.0.value": f"МК{demo_edb(1)}",
    "identifiers.1.scheme": "EMBS",
    "identifiers.1.value": "",
    "place.municipality": "Kumanovo",
}


def visitor(world: World, *kinds: str, role: str = "administrator", **more: str) -> Visitor:
    """Somebody of a new organisation of these kinds."""
    firm = world.organization(*kinds, **more)  # type: ignore[arg-type]
    return Visitor(world, world.person(firm, role), firm)


@pytest.fixture
def newcomer(world: World) -> Visitor:
    return Visitor(world, world.person())


def test_from_entering_to_verified(world: World, newcomer: Visitor) -> None:
    newcomer.get("/organizations/new")
    saved = newcomer.post("/organizations/new", FORM)
    assert saved.status_code == 303, saved.text
    page = newcomer.get("/organization").text
    assert "Submit for verification" in page
    assert "EDB 9990000000011" in page
    revision = re.search(r'name="_revision" value="(\d+)"', page)
    assert revision
    newcomer.post("/organization/submit", {"_revision": revision[1]})
    staff = visitor(world, "programme", role="editor")
    queue = staff.get("/review").text
    path = re.search(r"/review/organizations/[\w-]+", queue)
    assert path
    staff.get(path[0])
    assert staff.post(path[0], {"decision": "return"}).status_code == 422
    assert staff.post(path[0], {"decision": "approve"}).status_code == 303
    assert "Verified" in newcomer.get("/organization").text


def test_a_refused_form_keeps_what_was_typed(newcomer: Visitor) -> None:
    newcomer.get("/organizations/new")
    refused = newcomer.post("/organizations/new", FORM | {"identifiers.0.value": "123", "name": ""})
    assert refused.status_code == 422
    assert 'value="123"' in refused.text
    assert 'value="EMBS"' in refused.text
    assert refused.text.count('aria-invalid="true"') == 2


def test_a_change_by_somebody_else_shows_both_versions(world: World, newcomer: Visitor) -> None:
    newcomer.get("/organizations/new")
    newcomer.post("/organizations/new", FORM)
    newcomer.get("/organization/edit")
    first = FORM | {"name": "Limkov Metal DOO", "_revision": "1"}
    assert newcomer.post("/organization/edit", first).status_code == 303
    late = newcomer.post("/organization/edit", FORM | {"name": "Limkov 2000", "_revision": "1"})
    assert late.status_code == 412
    assert "Limkov Metal DOO" in late.text
    assert 'value="Limkov 2000"' in late.text
    again = FORM | {"name": "Limkov 2000", "_revision": "2"}
    assert newcomer.post("/organization/edit", again).status_code == 303


def test_a_registered_number_leads_to_asking_to_join(world: World, newcomer: Visitor) -> None:
    owner = world.api()
    firm = owner.post("/organizations", organization(1)).json["id"]
    newcomer.get("/organizations/new")
    taken = newcomer.post("/organizations/new", FORM)
    page = newcomer.get(taken.headers["Location"])
    assert "registered already" in page.text
    assert "Limkov" not in page.text
    number = {"scheme": "EDB", "value": demo_edb(1)}
    asked = newcomer.post(taken.headers["Location"].partition("?")[0], number)
    assert asked.status_code == 303
    world.deliver()
    administrator = Visitor(world, owner.person, firm)
    assert "Somebody asks to join" in administrator.get("/notifications").text
    assert 'href="/organization/members"' in administrator.get("/home").text
    members = administrator.get("/organization/members").text
    asking = re.findall(r"/memberships/[\w-]+/role", members)[-1]
    assert administrator.post(asking, {"role": "editor"}).status_code == 303
    world.deliver()
    assert "You may act for" in newcomer.get("/notifications").text
    newcomer.get("/home")
    assert newcomer.post("/acting", {"organization": firm}).status_code == 303
    assert "EDB 9990000000011" in newcomer.get("/organization").text


def test_a_number_of_a_suspended_organisation_leads_nowhere(
    world: World, newcomer: Visitor
) -> None:
    firm = world.api().post("/organizations", organization(1)).json["id"]
    with world.sessions.write() as session:
        session.get_one(Organization, firm).state = "suspended"
    newcomer.get("/organizations/new")
    refused = newcomer.post("/organizations/new", FORM)
    assert refused.status_code == 422
    assert "write to the programme" in refused.text
    refused = world.api().post("/organizations", organization(1))
    assert (refused.status_code, refused.json["next"]) == (409, None)


def test_an_adviser_acts_and_both_names_stand_in_bar_and_audit(world: World) -> None:
    firm, bso = (
        world.organization("msme", name="Limkov DOO"),
        world.organization("bso", name="Obla"),
    )
    owner = Visitor(world, world.person(firm, "administrator"), firm)
    adviser = Visitor(world, world.person(bso, "editor"), bso)
    adviser.get("/members")
    assert adviser.post("/acting", {"organization": f"{firm}:{bso}"}).status_code == 404
    owner.get("/organization/advisers")
    grant = {"adviser": bso, "tasks[]": "profile", "until": "2027-06-30"}
    assert owner.post("/organization/advisers", grant).status_code == 303
    adviser.get("/members")
    assert adviser.post("/acting", {"organization": f"{firm}:{bso}"}).status_code == 303
    page = adviser.get("/organization").text
    assert re.search(r"Obla acts for</span> Limkov DOO", page)
    assert adviser.get("/organization/members").status_code == 403
    assert adviser.get("/account/tokens").status_code == 403
    text = "Somebody else offers what only we make."
    adviser.post("/report", {"kind": "organization", "subject": bso, "text": text})
    trail = owner.get("/audit?action=report").text
    assert "report.make" in trail
    assert "by Obla" in trail


def test_the_switch_leads_nowhere_that_one_does_not_belong(world: World) -> None:
    guest = visitor(world, "msme")
    other = world.organization("msme")
    guest.get("/organization")
    assert guest.post("/acting", {"organization": other}).status_code == 404
    assert guest.post("/acting", {"organization": ""}).status_code == 303
    assert guest.get("/organization").status_code == 403


def test_the_audit_is_a_file_too(world: World) -> None:
    owner = visitor(world, "msme")
    owner.get("/organization/members")
    owner.post("/organization/members", {"email": "ana@firm.mk", "role": "viewer"})
    rows = owner.get("/audit?format=csv&action=membership").text.splitlines()
    assert "at,action,subject" in rows[0]
    assert len(rows) == 2
    assert "membership.invite" in rows[1]
    assert "viewer" in rows[1]
    assert owner.get("/audit?since=soon").status_code == 422


def test_closing_the_account_leaves_nothing_to_sign_in_with(world: World) -> None:
    firm = world.organization("msme")
    person = world.person(firm, "editor")
    guest = Visitor(world, person, firm)
    api = world.api_of(person, firm)
    guest.get("/account/close")
    assert guest.post("/account/close").status_code == 303
    assert guest.get("/account").status_code == 302
    assert api.get("/me").status_code == 401


def test_the_last_administrator_cannot_close_the_account(world: World) -> None:
    owner = visitor(world, "msme")
    owner.get("/account/close")
    assert owner.post("/account/close").status_code == 409
    assert owner.get("/account").status_code == 200
