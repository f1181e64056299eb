"""Scenes of the ledger: a firm with a baseline, an officer, payroll lists, payments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from events.outbox import record
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.models import Entry, Figure, Standing
from tests.support.world import Api, World

HEAD = "Name,Start date,Hours per week,Sex,Age,Contract\n"
OLD = "".join(f"Old Hand {one},2019-03-01,40,m,45,permanent\n" for one in "ABCDEFGHIJKLMN")
NEW = (
    "Ana Petrovska,2026-10-12,40,f,27,permanent\n"
    "Blagoja Ristov,2026-10-12,40,m,33,permanent\n"
    "Cveta Ilieva,2026-11-02,20,f,33,fixed term\n"
)
LINES = [
    {"headcount": 1, "fte": "1", "contract": "permanent", "sex": "f", "age_band": "15-29"},
    {"headcount": 1, "fte": "1", "contract": "permanent", "sex": "m", "age_band": "30-54"},
    {"headcount": 1, "fte": "0.5", "contract": "temporary", "sex": "f", "age_band": "30-54"},
]
PERIOD = "FY2027-Q1"


def payroll(people: str = OLD + NEW) -> bytes:
    """A payroll list as CSV."""
    return (HEAD + people).encode()


def upload(api: Api, content: bytes, name: str = "payroll.csv") -> str:
    """Send a file; its id."""
    answer = api.upload("/files", content, name)
    assert answer.status_code == 201, answer.text
    identifier: str = answer.json["id"]
    return identifier


def set_baseline(api: Api, **changes: Any) -> Any:
    """Fourteen people in full time at the end of September 2026, with changes."""
    body = {"as_of": "2026-09-30", "headcount": 14, "fte": "14"} | changes
    answer = api.post("/outcomes/baselines", body)
    assert answer.status_code == 201, answer.text
    return answer.json


def jobs_claim(**changes: Any) -> dict[str, Any]:
    """A claim of two and a half jobs, with changes."""
    return {"deal": None, "period_measured": PERIOD, "lines": LINES, "evidence": []} | changes


def claim_jobs(world: World, api: Api, **changes: Any) -> Any:
    """Claim jobs, and let the ledger hear of it."""
    answer = api.post("/outcomes/jobs", jobs_claim(**changes))
    assert answer.status_code == 201, answer.text
    world.deliver()
    return answer.json


def decide(world: World, officer: Api, claim: str, decision: str = "accept", **more: Any) -> Any:
    """An officer's decision, delivered."""
    answer = officer.post(f"/outcomes/claims/{claim}/decision", {"decision": decision} | more)
    assert answer.status_code == 200, answer.text
    world.deliver()
    return answer.json


def figure(
    world: World, indicator: str, period: str = "all", dimension: str = "", bucket: str = ""
) -> tuple[str, str, int]:
    """(verified, waiting, firms) of a cell, as plain text and a number."""
    found = world.look(lambda s: s.get(Figure, (indicator, period, dimension, bucket)))
    if found is None:
        return "0", "0", 0
    return plain(found.value), plain(found.waiting), found.firms


def entries(world: World, indicator: str) -> list[tuple[Entry, Standing]]:
    """Every entry of an indicator with its standing, in the order of their making."""
    wanted = (
        select(Entry, Standing)
        .join(Standing, Standing.entry_id == Entry.id)
        .where(Entry.indicator == indicator)
        .order_by(Entry.id)
    )
    return list(world.look(lambda s: s.execute(wanted).all()))


def payment(world: World, buyer: str, supplier: str, **changes: Any) -> dict[str, Any]:
    """What is told of a payment of 567,000 net that the buyer recorded, with changes."""
    return {
        "id": world.new_id(),
        "deal": world.new_id(),
        "need": world.new_id(),
        "buyer": buyer,
        "supplier": supplier,
        "invoice": world.new_id(),
        "amount": "669060.00",
        "net": "567000.00",
        "vat": "102060.00",
        "currency": "MKD",
        "paid_on": "2026-11-20",
        "by": buyer,
        "state": "recorded",
    } | changes


def paid(world: World, buyer: str, supplier: str, **changes: Any) -> dict[str, Any]:
    """Record such a payment, and let the ledger hear of it."""
    data = payment(world, buyer, supplier, **changes)
    tell(world, "payment.recorded", data)
    return data


def tell(world: World, type_: str, data: dict[str, Any], key: str = "") -> None:
    """Record an event of a deal, and deliver it."""
    with world.sessions.write() as session:
        record(session, type_, key=key or f"deal/{data['deal']}", revision=1, data=data)
    world.deliver()
