"""Needs: what lead firms look for, suppliers or people, and what is asked about it."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import (
    DAY,
    FLAG,
    ID,
    INTEGER,
    MOMENT,
    MONEY,
    NUMBER,
    PLACE,
    TEXT,
    many,
    maybe,
    obj,
    one_of,
)

STATES = one_of("draft", "published", "closed", "awarded", "completed", "cancelled", "suspended")
LOT = obj(
    {"title": TEXT, "quantity": maybe(NUMBER), "unit": maybe(TEXT), "cpv": maybe(TEXT)},
)
NEED = obj(
    {
        "id": ID,
        "ref": TEXT,
        "organization": ID,
        "kind": one_of("supplier", "workforce"),
        "state": STATES,
        "title": TEXT,
        "description": TEXT,
        "cpv": many(TEXT),
        "nace": many(TEXT),
        "lots": many(LOT),
        "place": maybe(PLACE),
        "budget": maybe(
            obj({"min": maybe(MONEY), "max": maybe(MONEY), "currency": TEXT}),
        ),
        "apply_by": maybe(MOMENT),
        "deliver_from": maybe(DAY),
        "deliver_by": maybe(DAY),
        "required_certificates": many(TEXT),
        "criteria": many(obj({"name": TEXT, "weight": NUMBER}, {"kind": TEXT})),
        "business_case": maybe(TEXT),
        "published_at": maybe(MOMENT),
    },
    {
        "size_classes": many(TEXT),
        "ownership": maybe(one_of("women", "youth")),
        "occupation": maybe(TEXT),
        "skills": many(TEXT),
        "posts": maybe(INTEGER),
        "start": maybe(DAY),
        "wage": maybe(obj({"min": maybe(MONEY), "max": maybe(MONEY), "currency": TEXT})),
        "training": maybe(TEXT),
        "hiring_commitment": maybe(INTEGER),
        "reason": maybe(TEXT),
        "changed": many(TEXT),
        "invited_only": FLAG,
    },
)
QUESTION = obj({"id": ID, "need": ID, "asked_at": MOMENT, "answered_at": maybe(MOMENT)})
INVITATION = obj({"id": ID, "need": ID, "organization": ID})

_need = {
    "id": "0193c1a2-0000-7000-8000-000000000147",
    "ref": "N-0147",
    "organization": "0193c1a2-0000-7000-8000-000000000010",
    "kind": "supplier",
    "state": "published",
    "title": "Stamped steel brackets and mounting plates",
    "description": "Brackets for bus seats, 240,000 pieces a year",
    "cpv": ["44316500-3"],
    "nace": ["25.50"],
    "lots": [
        {"title": "Brackets", "quantity": 240000, "unit": "piece", "cpv": "44316500-3"},
    ],
    "place": {"municipality": "kumanovo", "region": "North-East", "radius_km": 40},
    "budget": {"min": "18000000.00", "max": "22500000.00", "currency": "MKD"},
    "apply_by": "2027-01-30T11:00:00+00:00",
    "deliver_from": "2027-03-10",
    "deliver_by": "2027-12-20",
    "required_certificates": ["ISO 9001"],
    "criteria": [{"name": "Quality", "weight": 40}, {"name": "Price", "weight": 60}],
    "business_case": "A second source close to the line",
    "published_at": "2026-11-24T09:02:00+00:00",
}
_question = {
    "id": "0193c1a2-0000-7000-8000-0000000000cc",
    "need": _need["id"],
    "asked_at": "2026-11-25T10:00:00+00:00",
    "answered_at": None,
}
_invitation = {
    "id": "0193c1a2-0000-7000-8000-0000000000ee",
    "need": _need["id"],
    "organization": "0193c1a2-0000-7000-8000-000000000001",
}


def _snapshot(name: str, says: str) -> EventType:
    return EventType(name, "needs", says, NEED, _need)


TYPES = (
    _snapshot("need.published", "a need is open for applications"),
    _snapshot("need.revised", "a published need changed; `changed` names the fields"),
    _snapshot("need.closed", "a need takes no more applications"),
    _snapshot("need.awarded", "every lot of a need is decided, and at least one given to a firm"),
    _snapshot("need.completed", "all deals of an awarded need are over, and one was completed"),
    _snapshot("need.cancelled", "a need was called off with a reason"),
    _snapshot("need.suspended", "staff took a need out of sight with a reason"),
    _snapshot("need.reinstated", "a suspended need is again what it was"),
    EventType("need.invited", "needs", "a firm was invited to a need", INVITATION, _invitation),
    EventType("question.asked", "needs", "somebody asked about a need", QUESTION, _question),
    EventType("question.answered", "needs", "the buyer answered", QUESTION, _question),
)
