"""Whose an organisation is: rival claims, their proofs, and what becomes of those who lose it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.audit import AuditEntry
from marketplace.notifications.models import Notification
from marketplace.organizations.models import Delegation
from tests.support.estate import row
from tests.support.pages import Visitor
from tests.support.world import Api, World

PROOF = "I am its director; the extract of the register is attached."
PDF = b"%PDF-1.7 an extract of the register"


@pytest.fixture
def staff(world: World) -> Api:
    return world.api("programme")


def number(world: World, firm: str) -> dict[str, str]:
    from marketplace.organizations.queries import get
    from marketplace.organizations.snapshots import identifiers

    found: dict[str, str] = world.look(lambda session: identifiers(get(session, firm))[0])
    return found


def claim(world: World, api: Api, firm: str, **more: Any) -> Any:
    body = {"identifier": number(world, firm), "proof": PROOF, **more}
    return api.post(f"/organizations/{firm}/claims", body)


def told(world: World, person: str | None) -> list[tuple[str, Any]]:
    mine = select(Notification).where(Notification.user_id == person).order_by(Notification.id)
    return world.look(lambda s: [(n.kind, n.facts.get("reason")) for n in s.scalars(mine)])


def test_with_one_that_wins_the_others_are_turned_down(world: World, staff: Api) -> None:
    firm = world.organization("msme", state="unclaimed")
    winner, rival, other = world.api(), world.api(), world.api()
    won = claim(world, winner, firm).json["id"]
    lost = claim(world, rival, firm).json["id"]
    verdict = {"decision": "reject", "reason": "The extract names another person."}
    early = claim(world, other, firm).json["id"]
    staff.post(f"/claims/{early}/decision", verdict)
    assert staff.post(f"/claims/{won}/decision", {"decision": "approve"}).status_code == 200
    assert rival.get(f"/claims/{lost}").json["state"] == "rejected"
    assert "Another claim" in rival.get(f"/claims/{lost}").json["reason"]
    assert staff.get("/claims").json["total"] == 0
    world.deliver()
    assert ("claim.outdone", None) in told(world, rival.person)
    assert told(world, other.person) == [("claim.rejected", verdict["reason"])]
    assert "organization.claimed" in [kind for kind, _ in told(world, winner.person)]
    assert [kind for kind, _ in told(world, staff.person)].count("claim.made") == 3


def test_who_held_it_wrongly_loses_it_whole(world: World, staff: Api) -> None:
    firm, bso = world.organization("msme"), world.organization("bso")
    wrong = world.person(firm, "administrator")
    api, browser = world.api_of(wrong, firm), Visitor(world, wrong, firm)
    adviser = Visitor(world, world.person(bso, "editor"), bso)
    granted = {"adviser_id": bso, "tasks": ["profile"], "until": date(2028, 1, 1)}
    delegation = row(world, Delegation, organization_id=firm, **granted)
    adviser.get("/members")
    assert adviser.post("/acting", {"organization": f"{firm}:{bso}"}).status_code == 303
    assert browser.get("/organization").status_code == 200
    right = world.api()
    made = claim(world, right, firm).json["id"]
    decided = staff.post(f"/claims/{made}/decision", {"decision": "approve"})
    assert decided.status_code == 200, decided.json
    assert api.get("/me").status_code == 401
    assert browser.get("/organization").status_code == 403
    assert adviser.get("/organization").status_code == 403
    assert world.look(lambda s: s.get_one(Delegation, delegation).revoked_at) is not None
    assert [one["role"] for one in right.get("/me").json["organizations"]] == ["administrator"]
    world.deliver()
    assert ("membership.overruled", None) in told(world, wrong)
    notes = select(AuditEntry.action).where(AuditEntry.subject == f"organization/{firm}")
    done = set(world.look(lambda s: s.scalars(notes).all()))
    assert {"membership.end", "delegation.revoke", "organization.hand_over"} <= done


def test_staff_who_claim_do_not_decide_on_rivals(world: World, staff: Api) -> None:
    firm = world.organization("msme", state="unclaimed")
    made = claim(world, world.api(), firm).json["id"]
    claim(world, staff, firm)
    assert staff.post(f"/claims/{made}/decision", {"decision": "approve"}).status_code == 403


def test_a_proof_is_its_claimants_and_staffs_alone(world: World, staff: Api) -> None:
    firm = world.organization("msme", state="unclaimed")
    employer = world.organization("lead_firm")
    person = world.api_of(world.person(employer, "viewer"), employer)
    colleague = world.api_of(world.person(employer, "administrator"), employer)
    sent = person.upload("/claims/proofs", PDF, "extract.pdf")
    assert sent.status_code == 201, sent.json
    file = sent.json["id"]
    assert staff.get(f"/files/{file}").status_code == 404
    assert claim(world, colleague, firm, file=file).json["errors"][0]["pointer"] == "/file"
    made = claim(world, person, firm, file=file)
    assert (made.status_code, made.json["file"]) == (201, file)
    statuses = [api.get(f"/files/{file}/content").status_code for api in (person, staff, colleague)]
    assert statuses == [200, 200, 404]
    other = world.organization("msme", state="unclaimed")
    assert claim(world, person, other, file=file).status_code == 422


def test_the_page_takes_the_proof_and_keeps_it_while_the_form_is_put_right(
    world: World, staff: Api
) -> None:
    firm = world.organization("msme", state="unclaimed", name="Perforel AD")
    guest = Visitor(world, world.person())
    path = f"/organizations/{firm}/claim"
    guest.get(path)
    form = {f"identifier.{key}": value for key, value in number(world, firm).items()}
    refused = guest.post(path, form | {"proof": "", "file": (io.BytesIO(PDF), "extract.pdf")})
    assert refused.status_code == 422
    assert "Attached: extract.pdf" in refused.text
    held = refused.text.split('name="file" value="')[1].split('"')[0]
    wrong = guest.post(path, form | {"proof": PROOF, "file": (io.BytesIO(b"MZ"), "x.pdf")})
    assert wrong.status_code == 422
    assert guest.post(path, form | {"proof": PROOF, "file": held}).status_code == 303
    assert "waits" in guest.get(path).text
    claim(world, world.api(), firm)
    decider = Visitor(world, staff.person, staff.organization)
    page = decider.get("/review/claims").text
    assert f'href="/files/{held}"' in page
    assert "2 rival claims" in page
    action = page.split('action="/review/claims/')[1].split('"')[0]
    blank = decider.post(f"/review/claims/{action}", {"decision": "reject", "reason": ""})
    assert blank.status_code == 422
    assert 'aria-invalid="true"' in blank.text
    assert decider.post(f"/review/claims/{action}", {"decision": "approve"}).status_code == 303
    assert guest.get("/notifications").status_code == 200


def test_closing_the_account_withdraws_its_claims(world: World, staff: Api) -> None:
    firm = world.organization("msme", state="unclaimed")
    api = world.api()
    file = api.upload("/claims/proofs", PDF, "extract.pdf").json["id"]
    claim(world, api, firm, file=file)
    guest = Visitor(world, api.person)
    guest.get("/account/close")
    assert guest.post("/account/close").status_code == 303
    assert staff.get("/claims").json["total"] == 0
    world.clock.forward(days=2)
    world.deliver()
    assert staff.get(f"/files/{file}").status_code == 404
