"""A firm is paid, claims jobs with its payroll, an officer verifies: figures move by exactly that,
in both modes; the database refuses to change an entry; all can be made again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from events.outbox import record
from marketplace.outcomes import projection
from marketplace.outcomes.models import Entry, EntryStatus, FirmFigure
from marketplace.recovery import republish, verify
from tests.flow.conftest import eventually
from tests.support.outcomes import (
    entries,
    figure,
    jobs_claim,
    payment,
    payroll,
    set_baseline,
    upload,
)
from tests.support.world import World


def pay(world: World, told: dict[str, Any], type_: str = "payment.recorded") -> None:
    """Record it; the worker runs by itself."""
    with world.sessions.write() as session:
        record(session, type_, key=f"deal/{told['deal']}", revision=1, data=told)


def figures(world: World) -> list[tuple[Any, ...]]:
    """Every firm's figures as they stand."""
    columns = FirmFigure.__table__.columns
    return sorted(world.look(lambda s: s.query(*columns).all()), key=str)


def wrong(world: World) -> list[str]:
    return [one.what for one in verify(world.runtime) if one.code == "outcomes"]


def test_from_payment_to_verified_jobs(live: World) -> None:
    firm, officer = live.api("msme", region="Polog"), live.api("programme")
    buyer = live.organization("lead_firm")
    set_baseline(firm, sales="500000")
    told = payment(live, buyer, str(firm.organization))
    for _ in range(3):
        pay(live, told)
    eventually(lambda: figure(live, "O3-05") == ("67000", "0", 1))
    body = jobs_claim(evidence=[upload(firm, payroll())])
    claim = firm.post("/outcomes/jobs", body, Idempotency_Key="once").json
    assert firm.post("/outcomes/jobs", body, Idempotency_Key="once").json["id"] == claim["id"]
    eventually(lambda: figure(live, "BEP-02") == ("0", "2.5", 0))
    decided = officer.post(f"/outcomes/claims/{claim['id']}/decision", {"decision": "accept"})
    assert decided.status_code == 200, decided.text
    eventually(lambda: figure(live, "BEP-02") == ("2.5", "0", 1))
    assert figure(live, "BEP-02", "FY2027-Q1", "region", "Polog") == ("2.5", "0", 1)
    pay(live, told | {"state": "withdrawn"}, "payment.withdrawn")
    eventually(lambda: figure(live, "O3-05") == ("0", "0", 0))
    assert len(entries(live, "O3-05")) == 1
    before = figures(live)
    republish(live.runtime)
    assert wrong(live) == []
    with live.sessions.write() as session:
        projection.rebuild(session)
    assert figures(live) == before
    refuses_changes(live)


def refuses_changes(world: World) -> None:
    for change in (
        update(Entry).values(reason="Another"),
        delete(Entry),
        update(EntryStatus).values(status="verified"),
        delete(EntryStatus),
    ):
        with pytest.raises(DatabaseError, match="append-only"), world.sessions.write() as session:
            session.execute(change)
