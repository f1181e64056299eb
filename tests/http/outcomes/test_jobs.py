"""Claims of jobs: entries, baselines, evidence, decisions, and what they come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from marketplace.outcomes import projection
from tests.support.outcomes import (
    NEW,
    OLD,
    claim_jobs,
    decide,
    entries,
    figure,
    jobs_claim,
    payroll,
    set_baseline,
    upload,
)
from tests.support.world import Api, World


@pytest.fixture
def firm(world: World) -> Api:
    api = world.api("msme", region="Polog")
    set_baseline(api)
    world.deliver()
    return api


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


def test_figures_move_by_exactly_what_was_verified(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    assert claim["state"] == "evidenced"
    assert figure(world, "BEP-02") == ("0", "2.5", 0)
    decide(world, officer, claim["id"])
    assert figure(world, "BEP-02") == ("2.5", "0", 1)
    assert figure(world, "BEP-02h", "FY2027-Q1") == ("3", "0", 1)
    assert figure(world, "BEP-02", "FY2027", "sex", "f") == ("1.5", "0", 1)
    assert figure(world, "BEP-02", "all", "region", "Polog") == ("2.5", "0", 1)
    assert not list(world.look(lambda s: list(projection.differences(s))))


def test_refilled_posts_make_no_jobs(world: World, firm: Api, officer: Api) -> None:
    staff = {"headcount": 15, "fte": "15"}
    claim = claim_jobs(world, firm, staff=staff)
    assert claim["content"]["deducted"] == {"headcount": -2, "fte": "-1.5"}
    decide(world, officer, claim["id"])
    assert figure(world, "BEP-02")[0] == "1"
    assert figure(world, "BEP-02", "all", "sex", "unknown")[0] == "-1.5"
    assert figure(world, "BEP-03")[0] == "14"
    assert figure(world, "BEP-04")[0] == "15"


def test_a_loss_of_jobs_counts_against(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm, lines=[], staff={"headcount": 6, "fte": "6"})
    decide(world, officer, claim["id"], reason="Fewer than before.")
    assert figure(world, "BEP-02")[0] == "-8"


def test_without_a_baseline_nothing_counts_and_it_counts_once_there_is_one(
    world: World, officer: Api
) -> None:
    firm = world.api("msme")
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])
    assert figure(world, "BEP-02") == ("0", "0", 0)
    set_baseline(firm)
    assert figure(world, "BEP-02")[0] == "2.5"


def test_a_correction_stands_beside_what_was_claimed(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm)
    lines = [{"headcount": 1, "fte": "1"}, {"headcount": 1, "fte": "0.5"}]
    answer = decide(world, officer, claim["id"], "correct", lines=lines, reason="One works half.")
    assert answer["state"] == "verified"
    assert figure(world, "BEP-02")[0] == "1.5"
    assert figure(world, "BEP-02h")[0] == "2"
    found = entries(world, "BEP-02")
    assert [entry.value for entry, _ in found] == [
        Decimal(1),
        Decimal(1),
        Decimal("0.5"),
        Decimal("0.5"),
        Decimal(0),
    ]
    assert [bool(standing.revised_by) for _, standing in found] == [False, True, True, False, False]
    again = decide(world, officer, claim["id"], "return", reason="Which of the two?")
    assert again["state"] == "returned"
    assert figure(world, "BEP-02") == ("0", "0", 0)


def test_a_returned_claim_is_sent_again(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm)
    returned = decide(world, officer, claim["id"], "return", reason="Where is the list?")
    body = jobs_claim(lines=jobs_claim()["lines"][:1], evidence=[upload(firm, payroll())])
    answer = firm.put(f"/outcomes/claims/{claim['id']}", body, If_Match=f'"{returned["revision"]}"')
    assert answer.status_code == 200, answer.text
    world.deliver()
    assert figure(world, "BEP-02") == ("0", "1", 0)
    decide(world, officer, claim["id"])
    assert figure(world, "BEP-02") == ("1", "0", 1)


def test_evidence_brings_a_returned_claim_back(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"], "return", reason="Where is the list?")
    assert figure(world, "BEP-02") == ("0", "0", 0)
    path = f"/outcomes/claims/{claim['id']}/evidence"
    answer = firm.post(path, {"file": upload(firm, payroll())})
    assert answer.status_code == 201
    assert answer.json["kind"] == "payroll"
    assert answer.json["counts"]["new_people"] == 3
    assert figure(world, "BEP-02") == ("0", "2.5", 0)


def test_a_second_pair_of_eyes(world: World, firm: Api) -> None:
    claim = claim_jobs(world, firm)
    both = world.organization("msme", "programme")
    person = world.person(both)
    assert firm.organization
    world.join(person, firm.organization)
    insider = world.api_of(person, both)
    answer = insider.post(f"/outcomes/claims/{claim['id']}/decision", {"decision": "accept"})
    assert answer.status_code == 403
    assert answer.json["code"] == "own-claim"
    assert firm.post(f"/outcomes/claims/{claim['id']}/decision", {}).status_code in (403, 422)


def test_decisions_need_reasons_and_a_claim_that_waits(
    world: World, firm: Api, officer: Api
) -> None:
    claim = claim_jobs(world, firm)
    path = f"/outcomes/claims/{claim['id']}/decision"
    for body in ({"decision": "return"}, {"decision": "correct", "reason": "Half time."}):
        assert officer.post(path, body).status_code == 422
    decide(world, officer, claim["id"], "reject", reason="No such people.")
    assert officer.post(path, {"decision": "accept"}).status_code == 409
    assert figure(world, "BEP-02") == ("0", "0", 0)


def test_a_gate_must_be_explained(world: World, firm: Api, officer: Api) -> None:
    many = [jobs_claim()["lines"][0] | {"headcount": 20, "fte": "20"}]
    claim = claim_jobs(world, firm, lines=many)
    assert [one["code"] for one in claim["gates"]] == ["jump"]
    path = f"/outcomes/claims/{claim['id']}/decision"
    assert officer.post(path, {"decision": "accept"}).status_code == 422
    decide(world, officer, claim["id"], reason="A second shift, seen on the spot.")


def test_the_same_file_is_refused_and_the_same_people_are_seen(
    world: World, firm: Api, officer: Api
) -> None:
    content = payroll()
    claim_jobs(world, firm, evidence=[upload(firm, content)])
    other = world.api("msme")
    set_baseline(other, headcount=2, fte="2")
    answer = other.post("/outcomes/jobs", jobs_claim(evidence=[upload(other, content)]))
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/evidence/0"
    mine = payroll(OLD[:120] + NEW)
    claim = claim_jobs(world, other, evidence=[upload(other, mine)])
    from marketplace.outcomes import evidence as proofs
    from marketplace.outcomes.models import Claim

    twice = world.look(lambda s: proofs.twice(s, s.get_one(Claim, claim["id"])))
    assert [count for _, count in twice] == [3]


def test_names_stay_in_the_file(world: World, firm: Api) -> None:
    claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    path = world.runtime.settings.data / "marketplace.sqlite3"
    with world.sessions.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = path.read_bytes()
    for name in (b"Petrovska", b"petrovska", b"Ristov", b"ilieva"):
        assert name not in stored


def test_erased_evidence_keeps_hash_and_counts(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    decide(world, officer, claim["id"], reason="List and contracts agree.")
    proof = claim["evidence"][0]
    answer = officer.delete(f"/outcomes/evidence/{proof['id']}")
    assert answer.status_code == 200, answer.text
    assert answer.json["erased_at"]
    assert answer.json["file"] is None
    assert answer.json["sha256"] == proof["sha256"]
    assert answer.json["counts"]["new_people"] == 3
    assert firm.get(f"/files/{proof['file']}").status_code == 404
    world.deliver()
    with pytest.raises(KeyError):
        world.runtime.ports.files.open(proof["file"])
    assert figure(world, "BEP-02")[0] == "2.5"
    assert officer.delete(f"/outcomes/evidence/{proof['id']}").status_code == 409


@pytest.mark.parametrize(
    "changes",
    [
        {"period_measured": "FY2031-Q1"},
        {"period_measured": "soon"},
        {"lines": []},
        {"deal": "unknown"},
        {"evidence": ["unknown"]},
        {"lines": [{"headcount": 1, "fte": "2", "contract": "permanent"}]},
        {"lines": [{"headcount": 1, "fte": "1", "contract": "intern"}]},
    ],
)
def test_what_is_refused(world: World, firm: Api, changes: dict[str, object]) -> None:
    answer = firm.post("/outcomes/jobs", jobs_claim(**changes))
    assert answer.status_code == 422, answer.text


def test_claims_are_private(world: World, firm: Api, officer: Api) -> None:
    claim = claim_jobs(world, firm)
    path = f"/outcomes/claims/{claim['id']}"
    assert world.api("msme").get(path).status_code == 404
    assert world.anonymous().get(path).status_code == 401
    assert officer.get(path).status_code == 200
    assert firm.get("/outcomes/claims").json["total"] == 2
    assert firm.get("/outcomes/entries").json["total"] == 6
    assert world.api("bso").get("/outcomes/entries").json["total"] == 0


def test_the_verified_share_over_all_and_by_indicator(
    world: World, firm: Api, officer: Api
) -> None:
    first = claim_jobs(world, firm)
    claim_jobs(world, firm, lines=first["lines"][:1])
    decide(world, officer, first["id"])
    assert officer.get("/indicators/P-04").json["actual"]["value"] == "75"
    cuts = officer.get("/indicators/P-04/cuts?dimension=indicator").json["items"]
    assert [(one["bucket"], one["value"]) for one in cuts] == [("BEP-02", "75"), ("BEP-02h", "75")]
