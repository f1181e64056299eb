"""What staff do beside deciding: support, cuts, claims left out by the sample, lists as files."""

from __future__ import annotations

import re
from typing import Any

import pytest

from marketplace.outcomes import projection
from marketplace.outcomes.models import Claim, Decision
from tests.support.forms import inputs
from tests.support.outcomes import claim_jobs, decide, figure, payroll, set_baseline, upload
from tests.support.pages import Visitor
from tests.support.world import Api, World

PLAN = {"size_fte": "1000", "size_money": "1000000.00", "share": "0", "seed": "minutes"}


@pytest.fixture
def firm(world: World) -> Api:
    made = world.api("msme", name="Limkov DOO")
    set_baseline(made)
    return made


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def desk(world: World, officer: Api) -> Visitor:
    return Visitor(world, officer.person, officer.organization)


def planned(officer: Api, **changes: str) -> None:
    assert officer.post("/outcomes/sampling", PLAN | changes).status_code == 201


def shown(desk: Visitor, path: str) -> str:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text[:500]
    return str(answer.text)


def test_support_moves_figures_into_its_cut(
    world: World, firm: Api, officer: Api, desk: Visitor
) -> None:
    decide(world, officer, claim_jobs(world, firm)["id"])
    helper = world.organization("bso", name="Helpers")
    path = f"/verification/support?firm={firm.organization}"
    assert "The baseline comes first." in shown(desk, path)
    sent = {"organization": firm.organization, "kind": "training", "role": "bso"}
    sent |= {"provider": helper, "objective": "1", "since": "2026-11-01"}
    assert desk.post("/verification/support", sent | {"since": "2030-01-01"}).status_code == 422
    for _ in range(2):
        assert desk.post("/verification/support", sent).status_code == 303
    assert "Helpers" in shown(desk, path)
    assert figure(world, "BEP-02", "all", "bso", helper)[0] == "2.5"
    assert world.look(lambda s: list(projection.differences(s))) == []


def test_an_entered_value_has_its_cuts(world: World, firm: Api, desk: Visitor) -> None:
    shown(desk, "/verification/enter")
    value = {"indicator": "O3-06", "organization": firm.organization, "value": "4"}
    value |= {"measured_on": "2026-11-20", "note": "List of the day"}
    wrong = desk.post("/verification/enter", value | {"cut.instrument": "loan"})
    assert wrong.status_code == 422
    assert "This indicator has no such cut." in wrong.text
    assert desk.post("/verification/enter", value | {"cut.sex": "f"}).status_code == 303
    assert figure(world, "O3-06", "all", "sex", "f")[1] == "4"


def test_claims_left_out_are_accepted_together(
    world: World, firm: Api, officer: Api, desk: Visitor
) -> None:
    planned(officer)
    claim = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    bare = claim_jobs(world, firm, lines=claim["lines"][:1])
    assert "Limkov DOO" in shown(desk, "/verification/left-out")
    sent: dict[str, Any] = {"claims[]": claim["id"]}
    assert desk.post("/verification/left-out", sent).status_code == 422
    sent["reason"] = "In order by the papers."
    assert desk.post("/verification/left-out", {"claims[]": bare["id"]} | sent).status_code == 303
    made = world.look(lambda s: s.query(Decision).filter_by(claim_id=claim["id"]).one())
    assert (made.made_by, made.reason) == (officer.person, sent["reason"])
    assert made.content["sample"]["seed"] == "minutes"
    assert figure(world, "BEP-02")[0] == "2.5"
    desk.get("/verification/left-out")
    assert desk.post("/verification/left-out", sent).status_code == 409


def test_a_claim_of_the_sample_is_not_left_out(
    world: World, firm: Api, officer: Api, desk: Visitor
) -> None:
    planned(officer, size_fte="1")
    claim = claim_jobs(world, firm, evidence=[upload(firm, payroll())])
    path = f"/verification/{claim['id']}"
    assert "Nothing here" in shown(desk, "/verification/left-out")
    sent = {"claims[]": claim["id"], "reason": "In order."}
    assert desk.post("/verification/left-out", sent).status_code == 409
    fields = dict(inputs(shown(desk, path))) | {"decision": "accept"}
    asked = desk.post(path, fields)
    assert asked.status_code == 422
    assert "record the visit" in asked.text
    assert desk.post(path, fields | {"unvisited": "Snow on the pass."}).status_code == 303
    assert "Snow on the pass." in shown(desk, path)
    assert world.look(lambda s: s.get_one(Claim, claim["id"])).state == "verified"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_as_files(world: World, firm: Api, officer: Api, desk: Visitor, kind: str) -> None:
    decide(world, officer, claim_jobs(world, firm)["id"])
    own = Visitor(world, firm.person, firm.organization)
    for reader, path in (
        (own, "/my-results?"),
        (desk, "/verification?state=verified&"),
        (desk, "/results?"),
        (desk, "/results/BEP-02/behind?"),
        (desk, "/periods/FY2027-Q1?"),
    ):
        answer = reader.get(f"{path}format={kind}")
        assert answer.status_code == 200, (path, answer.text[:300])
        assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
        if kind == "csv":
            assert "BEP-02" in answer.text or "2.5" in answer.text, path


def test_two_versions_of_a_sheet(desk: Visitor, world: World, officer: Api) -> None:
    page = shown(desk, "/results/BEP-02/edit")
    mine = dict(inputs(page)) | {"name": "Jobs of mine"}
    theirs = dict(inputs(page)) | {"name": "Jobs of theirs"}
    assert desk.post("/results/BEP-02/edit", theirs).status_code == 303
    answer = desk.post("/results/BEP-02/edit", mine)
    assert answer.status_code == 412
    assert "Jobs of mine" in answer.text
    assert "Jobs of theirs" in answer.text
    assert re.findall(r"<legend>(.*?)</legend>", answer.text) == ["Name"]
    chosen = dict(inputs(answer.text)) | {"_choose.name": "mine"}
    assert desk.post("/results/BEP-02/edit", chosen).status_code == 303
    assert "Jobs of mine" in shown(desk, "/results/BEP-02")
