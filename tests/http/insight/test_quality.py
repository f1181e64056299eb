"""The data-quality assessment: five standards, each answered from the data."""

from __future__ import annotations

import pytest

from marketplace.insight.quality import STANDARDS, assess
from tests.support.outcomes import PERIOD, claim_jobs, decide, payroll, set_baseline, upload
from tests.support.pages import Visitor
from tests.support.world import Api, World


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


def test_answers_come_from_the_claims(world: World, officer: Api) -> None:
    firm = world.api("msme")
    set_baseline(firm)
    file = upload(firm, payroll())
    decide(world, officer, claim_jobs(world, firm, evidence=[file])["id"])
    second = world.api("msme")
    set_baseline(second)
    claim_jobs(world, second)
    with world.sessions.read() as session:
        found = assess(session, "BEP-02", PERIOD)
    assert list(dict.fromkeys(one.standard for one in found)) == list(STANDARDS)
    said = {one.question: (one.part, one.whole) for one in found}
    assert said["Claims with evidence"] == (1, 2)
    assert said["Verifications by somebody else than who claimed"] == (1, 1)
    assert said["Values with the sex known"] == (6, 6)
    assert said["Values that were never revised"] == (6, 6)


def test_the_page_and_its_files(world: World, officer: Api) -> None:
    desk = Visitor(world, officer.person, officer.organization)
    for path in ("/outcomes/quality", "/outcomes/quality?code=BEP-01&period=FY2026"):
        answer = desk.get(path)
        assert answer.status_code == 200, answer.text
        for title in ("Validity", "Integrity", "Precision", "Reliability", "Timeliness"):
            assert title in answer.text
    assert desk.get("/outcomes/quality?format=xlsx").status_code == 200
    assert "Validity" in desk.get("/outcomes/quality?format=csv").text
    assert desk.get("/outcomes/quality?code=none").status_code == 404
    assert desk.get("/outcomes/quality?period=soon").status_code == 422


def test_every_indicator_can_be_assessed(world: World) -> None:
    from marketplace.outcomes.catalogue import ALL

    with world.sessions.read() as session:
        for code in ALL:
            assert assess(session, code, "all")
