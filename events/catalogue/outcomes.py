"""The ledger: what was claimed, entered, proved, decided, asked for and locked. Never a name."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import (
    DAY,
    FLAG,
    ID,
    INTEGER,
    MONEY,
    TEXT,
    Schema,
    many,
    maybe,
    obj,
    one_of,
    table,
)

CLAIM: dict[str, Schema] = {
    "id": ID,
    "ref": TEXT,
    "organization": ID,
    "period": TEXT,
    "measured_on": DAY,
    "revision": INTEGER,
}
COUNT = obj({"headcount": INTEGER, "fte": MONEY})
LINE = obj(
    {
        "headcount": INTEGER,
        "fte": MONEY,
        "contract": one_of("permanent", "temporary", "seasonal"),
        "sex": TEXT,
        "age_band": TEXT,
    }
)
JOBS = obj(
    CLAIM | {"deal": maybe(ID), "lines": many(LINE), "staff": maybe(COUNT), "lost": maybe(COUNT)}
)
REVENUE = obj(CLAIM | {"year": INTEGER, "amount": MONEY, "currency": TEXT, "source": TEXT})
BASELINE = obj(CLAIM | {"headcount": INTEGER, "fte": MONEY, "sales": MONEY, "on_time": FLAG})
ENTRY = obj(
    {
        "id": ID,
        "indicator": TEXT,
        "organization": ID,
        "period_measured": TEXT,
        "period_reported": TEXT,
        "value": MONEY,
        "unit": TEXT,
        "status": TEXT,
        "source": TEXT,
        "claim": maybe(ID),
        "deal": maybe(ID),
        "revises": maybe(ID),
        "cut": table({}),
    }
)
EVIDENCE = obj(
    {"id": ID, "claim": ID, "organization": ID, "kind": TEXT, "sha256": TEXT, "size": INTEGER}
)
DECISION = obj(
    {
        "id": ID,
        "claim": ID,
        "ref": TEXT,
        "kind": TEXT,
        "organization": ID,
        "decision": one_of("accept", "correct", "return", "reject", "confirm", "expire"),
        "state": TEXT,
        "revision": INTEGER,
    }
)
ASK = obj(
    {
        "id": ID,
        "kind": one_of("jobs", "month-6", "month-12"),
        "subject": ID,
        "organization": ID,
        "due": DAY,
    }
)
PERIOD = obj(
    {
        "code": TEXT,
        "state": one_of("open", "submitted", "returned", "approved", "locked"),
        "starts": DAY,
        "ends": DAY,
        "revision": INTEGER,
    }
)

_claim = {
    "id": "0193c1a2-0000-7000-8000-000000000c01",
    "ref": "C-0007",
    "organization": "0193c1a2-0000-7000-8000-000000000001",
    "period": "FY2027-Q1",
    "measured_on": "2026-12-31",
    "revision": 1,
}
_line = {
    "headcount": 2,
    "fte": "1.5",
    "contract": "permanent",
    "sex": "f",
    "age_band": "15-29",
}
_jobs = _claim | {
    "deal": "0193c1a2-0000-7000-8000-000000000d01",
    "lines": [_line],
    "staff": {"headcount": 16, "fte": "15.5"},
    "lost": None,
}
_revenue = _claim | {
    "year": 2026,
    "amount": "28400000.00",
    "currency": "MKD",
    "source": "annual_accounts",
}
_baseline = _claim | {"headcount": 14, "fte": "14", "sales": "0", "on_time": True}
_entry = {
    "id": "0193c1a2-0000-7000-8000-000000000e01",
    "indicator": "BEP-02",
    "organization": _claim["organization"],
    "period_measured": "FY2027-Q1",
    "period_reported": "FY2027-Q1",
    "value": "1.5",
    "unit": "FTE",
    "status": "evidenced",
    "source": "claim/0193c1a2-0000-7000-8000-000000000c01/1/line/0",
    "claim": _claim["id"],
    "deal": _jobs["deal"],
    "revises": None,
    "cut": {"sex": "f", "age": "15-29", "contract": "permanent", "region": "Polog"},
}
_evidence = {
    "id": "0193c1a2-0000-7000-8000-000000000f02",
    "claim": _claim["id"],
    "organization": _claim["organization"],
    "kind": "payroll",
    "sha256": "9f2c" * 16,
    "size": 18211,
}
_decision = {
    "id": "0193c1a2-0000-7000-8000-000000000c11",
    "claim": _claim["id"],
    "ref": "C-0007",
    "kind": "jobs",
    "organization": _claim["organization"],
    "decision": "accept",
    "state": "verified",
    "revision": 2,
}
_ask = {
    "id": "0193c1a2-0000-7000-8000-000000000c21",
    "kind": "jobs",
    "subject": _jobs["deal"],
    "organization": _claim["organization"],
    "due": "2027-03-31",
}
_period = {
    "code": "FY2027-Q1",
    "state": "locked",
    "starts": "2026-10-01",
    "ends": "2026-12-31",
    "revision": 4,
}


def _type(name: str, says: str, schema: Schema, sample: dict[str, object]) -> EventType:
    return EventType(name, "outcomes", says, schema, sample)


TYPES = (
    _type("jobs.claimed", "a firm claims these jobs", JOBS, _jobs),
    _type("revenue.reported", "a firm reports its revenue of a year", REVENUE, _revenue),
    _type("baseline.reported", "a firm says what it was before support", BASELINE, _baseline),
    _type("entry.recorded", "a value stands in the ledger", ENTRY, _entry),
    _type("evidence.added", "a file proves a claim", EVIDENCE, _evidence),
    _type("evidence.erased", "a file is gone, its hash and counts stay", EVIDENCE, _evidence),
    _type("verification.decided", "this was decided on a claim", DECISION, _decision),
    _type("report.asked", "a firm is asked for jobs, or to confirm them", ASK, _ask),
    _type("period.moved", "a period is now in this state", PERIOD, _period | {"state": "open"}),
    _type("period.locked", "a period's figures do not change any more", PERIOD, _period),
)
