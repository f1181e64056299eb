"""Periods: locked figures never change; what comes later is shown in a later period."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from marketplace.outcomes import closing, projection
from marketplace.outcomes.models import Entry, EntryStatus, LockedFigure, Sheet
from tests.support.outcomes import claim_jobs, decide, figure, set_baseline
from tests.support.world import Api, World

QUARTER, NEXT = "FY2027-Q1", "FY2027-Q2"


@pytest.fixture
def officer(world: World) -> Api:
    return world.api("programme")


@pytest.fixture
def firm(world: World) -> Api:
    api = world.api("msme")
    set_baseline(api)
    return api


def lock(world: World, officer: Api) -> Any:
    world.clock.forward(days=60)
    for move in ("submit", "approve", "lock"):
        answer = officer.post(f"/periods/{QUARTER}/{move}", {"reason": None})
        assert answer.status_code == 200, answer.text
    return answer.json


def test_a_lock_keeps_figures_and_later_changes_are_restated(
    world: World, firm: Api, officer: Api
) -> None:
    first = claim_jobs(world, firm)
    decide(world, officer, first["id"])
    second = claim_jobs(world, firm, lines=[dict(first["lines"][0])])
    assert lock(world, officer)["state"] == "locked"
    decide(world, officer, second["id"])
    lines = [{"headcount": 1, "fte": "0.5"}]
    third = claim_jobs(world, firm, lines=[dict(first["lines"][0])])
    decide(world, officer, third["id"], "correct", lines=lines, reason="Half time.")

    kept = world.look(lambda s: closing.locked(s, QUARTER, "BEP-02"))
    assert kept.value == Decimal("2.5")
    assert figure(world, "BEP-02", QUARTER)[0] == "4"
    restated = world.look(lambda s: closing.restated(s, QUARTER, "BEP-02"))
    assert restated == (Decimal("2.5"), Decimal(4))
    changes = world.look(lambda s: closing.corrections(s, NEXT))
    jobs = [one.change for one in changes if one.entry.indicator == "BEP-02"]
    assert sum(jobs) == Decimal("1.5")
    told = world.anonymous().get(f"/indicators/BEP-02?period={QUARTER}").json["actual"]
    assert (told["value"], told["as_locked"]) == ("4", "2.5")


def test_jobs_that_nobody_confirms_expire_into_the_open_period(
    world: World, firm: Api, officer: Api
) -> None:
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])
    lock(world, officer)
    world.clock.forward(days=130)
    world.deliver()
    [asked] = firm.get("/outcomes/asks").json["items"]
    assert asked["kind"] == "month-6"
    world.clock.forward(days=40)
    world.deliver()
    assert firm.get(f"/outcomes/claims/{claim['id']}").json["state"] == "expired"
    assert figure(world, "BEP-02", QUARTER)[0] == "0"
    kept = world.look(lambda s: closing.locked(s, QUARTER, "BEP-02"))
    assert kept.value == Decimal("2.5")
    assert not world.look(lambda s: list(projection.differences(s)))


def test_confirmed_jobs_stay_and_lost_ones_are_deducted(
    world: World, firm: Api, officer: Api
) -> None:
    claim = claim_jobs(world, firm)
    path = f"/outcomes/claims/{claim['id']}/confirm"
    assert firm.post(path, {"headcount": 3, "fte": "2.5"}).status_code == 409
    decide(world, officer, claim["id"])
    world.clock.forward(days=190)
    world.deliver()
    assert firm.post(path, {"headcount": 4, "fte": "3"}).status_code == 422
    answer = firm.post(path, {"headcount": 2, "fte": "2"})
    assert answer.status_code == 200, answer.text
    assert figure(world, "BEP-02")[0] == "2"
    world.clock.forward(days=60)
    world.deliver()
    assert firm.get(f"/outcomes/claims/{claim['id']}").json["state"] == "verified"


def test_moves_and_what_they_ask(world: World, officer: Api) -> None:
    assert officer.post(f"/periods/{QUARTER}/approve", {}).status_code == 409
    assert officer.post(f"/periods/{QUARTER}/lock", {}).status_code == 409
    assert officer.post(f"/periods/{QUARTER}/submit", {}).status_code == 200
    assert officer.post(f"/periods/{QUARTER}/return", {}).status_code == 422
    assert officer.post("/periods/soon/submit", {}).status_code == 404
    reason = {"reason": "Two reports are missing."}
    assert officer.post(f"/periods/{QUARTER}/return", reason).json["state"] == "returned"
    assert officer.get("/periods").json["items"][0]["code"] == QUARTER
    assert world.api("msme").get("/periods").status_code == 403


def test_an_indicator_keeps_what_it_said_before(world: World, officer: Api) -> None:
    sheet = officer.get("/indicators/BEP-02").json
    body = {name: sheet[name] for name in ("name", "definition", "source", "evidence", "xref")} | {
        "targets": [{"period": "FY2027", "value": "450"}, {"period": "all", "value": "5750"}]
    }
    assert officer.put("/indicators/BEP-02", body).status_code == 428
    changed = officer.put("/indicators/BEP-02", body, If_Match='"1"')
    assert changed.status_code == 200, changed.text
    assert changed.json["revision"] == 2
    told = world.anonymous().get("/indicators/BEP-02?period=FY2027").json
    assert told["actual"]["target"] == "450"
    wrong = body | {"targets": [{"period": "2027", "value": "1"}]}
    assert officer.put("/indicators/BEP-02", wrong, If_Match='"2"').status_code == 422
    assert officer.get("/indicators/none").status_code == 404
    assert world.anonymous().get("/indicators?limit=100").json["total"] == 44


@pytest.mark.parametrize("table", [Entry, EntryStatus, LockedFigure, Sheet])
def test_the_database_refuses_changes(world: World, firm: Api, officer: Api, table: Any) -> None:
    claim = claim_jobs(world, firm)
    decide(world, officer, claim["id"])
    test_an_indicator_keeps_what_it_said_before(world, officer)
    lock(world, officer)
    column = next(iter(table.__table__.columns))
    with pytest.raises(DatabaseError, match="append-only"), world.sessions.write() as session:
        session.execute(update(table).values({column.name: column}))
    with pytest.raises(DatabaseError, match="append-only"), world.sessions.write() as session:
        session.execute(delete(table))
    with pytest.raises(DatabaseError, match="append-only"), world.sessions.write() as session:
        session.execute(text(f"DELETE FROM {table.__tablename__}"))
