"""Claims of unclaimed organisations, and reports, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.needs import supplier_need
from tests.support.world import Api, World

PROOF = "I am its director; the extract of the register is attached."


@pytest.fixture
def staff(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def unclaimed(world: World) -> str:
    return world.organization("msme", state="unclaimed", name="Perforel AD")


def claim(world: World, api: Api, organization: str) -> Any:
    number = world.look(lambda session: _number(session, organization))
    body = {"identifier": number, "proof": PROOF}
    return api.post(f"/organizations/{organization}/claims", body)


def _number(session: Any, organization: str) -> dict[str, str]:
    from marketplace.organizations.queries import get
    from marketplace.organizations.snapshots import identifiers

    return identifiers(get(session, organization))[0]


def test_of_an_unclaimed_firm_only_name_and_place_are_public(world: World, unclaimed: str) -> None:
    seen = world.anonymous().get(f"/organizations/{unclaimed}").json
    assert (seen["name"], seen["identifiers"]) == ("Perforel AD", [])


def test_an_approved_claim_makes_an_administrator(world: World, staff: Api, unclaimed: str) -> None:
    person = world.api()
    made = claim(world, person, unclaimed)
    assert made.status_code == 201, made.json
    assert person.get(f"/claims/{made.json['id']}").json["state"] == "open"
    assert staff.get("/claims").json["total"] == 1
    decided = staff.post(f"/claims/{made.json['id']}/decision", {"decision": "approve"})
    assert decided.json["state"] == "approved"
    mine = person.get("/me").json["organizations"]
    assert mine[0] | {"name": ""} == {
        "organization": unclaimed,
        "name": "",
        "kinds": ["msme"],
        "state": "verified",
        "role": "administrator",
    }
    world.deliver()


def test_a_wrong_number_is_no_claim(world: World, unclaimed: str) -> None:
    body = {"identifier": {"scheme": "EMBS", "value": "1234567"}, "proof": PROOF}
    refused = world.api().post(f"/organizations/{unclaimed}/claims", body)
    assert refused.json["errors"][0]["pointer"] == "/identifier/value"


def test_rivals_wait_in_the_same_queue(world: World, staff: Api, unclaimed: str) -> None:
    first, rival = world.api(), world.api()
    one = claim(world, first, unclaimed).json["id"]
    two = claim(world, rival, unclaimed).json["id"]
    assert [c["id"] for c in staff.get("/claims").json["items"]] == [one, two]
    verdict = {"decision": "reject", "reason": "The register names another director."}
    assert staff.post(f"/claims/{two}/decision", verdict).json["state"] == "rejected"
    assert staff.post(f"/claims/{two}/decision", verdict).status_code == 409
    assert [c["id"] for c in staff.get("/claims").json["items"]] == [one]


def test_claims_are_their_makers_and_staffs(world: World, staff: Api, unclaimed: str) -> None:
    made = claim(world, world.api(), unclaimed).json["id"]
    other = world.api("msme", "administrator")
    assert other.get(f"/claims/{made}").status_code == 404
    assert other.get("/claims").status_code == 403
    assert other.post(f"/claims/{made}/decision", {"decision": "approve"}).status_code == 403


def test_a_report_reaches_staff_and_is_decided(world: World, staff: Api) -> None:
    firm = world.organization("msme")
    body = {"kind": "organization", "subject": firm, "text": "It sells what it does not make."}
    reporter = world.api("lead_firm")
    made = reporter.post("/reports", body)
    assert made.status_code == 201, made.json
    assert reporter.post("/reports", body).json["id"] == made.json["id"]
    assert staff.get("/reports").json["items"][0]["subject"] == firm
    assert reporter.get("/reports").status_code == 403
    done = {"state": "dismissed", "decision": "The catalogue was checked."}
    path = f"/reports/{made.json['id']}/decision"
    assert staff.post(path, done).json["state"] == "dismissed"
    assert staff.post(path, done).status_code == 409


def test_what_one_may_not_see_cannot_be_reported(world: World) -> None:
    hidden = world.organization("msme", state="draft")
    body = {"kind": "organization", "subject": hidden, "text": "Is there such a firm at all?"}
    assert world.api().post("/reports", body).status_code == 404


def test_a_need_is_reported_too_and_a_person_reports_so_often(world: World) -> None:
    need = world.api("lead_firm").post("/needs", supplier_need()).json["id"]
    body = {"kind": "need", "subject": need, "text": "It asks for payment before delivery."}
    reporter = world.api("msme")
    assert reporter.post("/reports", body).status_code == 404
    body |= {"kind": "organization", "subject": world.organization("msme")}
    statuses = [reporter.post("/reports", body).status_code for _time in range(20)]
    assert statuses == [201] * 19 + [429]
