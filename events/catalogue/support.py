"""What business support organisations offer: services and training programmes."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import (
    DAY,
    ID,
    INTEGER,
    MONEY,
    PLACE,
    TEXT,
    many,
    maybe,
    obj,
    one_of,
)

SERVICE = obj(
    {
        "id": ID,
        "organization": ID,
        "kind": one_of("service", "training"),
        "state": one_of("published", "withdrawn"),
        "title": TEXT,
        "description": TEXT,
        "theme": maybe(TEXT),
        "place": maybe(PLACE),
        "languages": many(TEXT),
        "cost": maybe(obj({"amount": MONEY, "currency": TEXT})),
        "closes": many(TEXT),
    },
    {
        "novelty": maybe(one_of("new", "upgraded")),
        "occupation": maybe(TEXT),
        "skills": many(TEXT),
        "seats": maybe(INTEGER),
        "weeks": maybe(INTEGER),
        "starts": many(DAY),
        "certificate": maybe(TEXT),
    },
)

_service = {
    "id": "0193c1a2-0000-7000-8000-000000000501",
    "organization": "0193c1a2-0000-7000-8000-000000000002",
    "kind": "training",
    "state": "published",
    "title": "Welding to EN ISO 9606, sixteen weeks",
    "description": "Evening course with practice at a member firm",
    "theme": "workforce",
    "place": {"municipality": "tetovo", "region": "Polog"},
    "languages": ["mk", "sq"],
    "cost": {"amount": "38000.00", "currency": "MKD"},
    "closes": [],
    "occupation": "7212",
    "skills": ["MIG welding"],
    "seats": 16,
    "weeks": 16,
    "starts": ["2027-02-01"],
    "certificate": "EN ISO 9606",
}

TYPES = (
    EventType(
        "service.published", "support", "a service or programme is now this", SERVICE, _service
    ),
    EventType(
        "service.withdrawn", "support", "a service is not offered any more", SERVICE, _service
    ),
)
