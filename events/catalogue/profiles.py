"""Profiles: what an organisation says of itself, each part with its visibility."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import (
    DAY,
    FLAG,
    ID,
    INTEGER,
    MONEY,
    NUMBER,
    PLACE,
    TEXT,
    many,
    maybe,
    obj,
    one_of,
    table,
)

CAPABILITY = obj(
    {"text": TEXT, "cpv": maybe(TEXT)},
    {
        "capacity": maybe(NUMBER),
        "unit": maybe(TEXT),
        "free_share": maybe(NUMBER),
        "lead_time_days": maybe(INTEGER),
        "minimum_order": maybe(NUMBER),
    },
)
CERTIFICATE = obj(
    {"scheme": TEXT},
    {
        "number": maybe(TEXT),
        "body": maybe(TEXT),
        "scope": maybe(TEXT),
        "valid_from": maybe(DAY),
        "valid_to": maybe(DAY),
        "file": maybe(ID),
    },
)
PROFILE = obj(
    {
        "organization": ID,
        "summary": maybe(TEXT),
        "capabilities": many(CAPABILITY),
        "nace": many(TEXT),
        "certificates": many(CERTIFICATE),
        "sites": many(PLACE),
        "staff": maybe(INTEGER),
        "turnover": many(obj({"year": INTEGER, "amount": MONEY, "currency": TEXT})),
        "ownership": obj({"women": maybe(FLAG), "youth": maybe(FLAG)}),
        "languages": many(TEXT),
        "export_markets": many(TEXT),
        "references": many(obj({"text": TEXT}, {"year": maybe(INTEGER), "client": maybe(TEXT)})),
        "visibility": table(one_of("public", "signed_in", "applied_to")),
        "size_class": obj({"mk": maybe(TEXT), "eu": maybe(TEXT)}),
        "founded": maybe(INTEGER),
    }
)

_profile = {
    "organization": "0193c1a2-0000-7000-8000-000000000001",
    "summary": "Stamped and welded steel parts",
    "capabilities": [
        {
            "text": "Stamping up to 250 t",
            "cpv": "44316500-3",
            "capacity": 40000,
            "unit": "piece",
            "free_share": 0.38,
            "lead_time_days": 28,
            "minimum_order": 500,
        }
    ],
    "nace": ["25.50"],
    "certificates": [{"scheme": "ISO 9001", "number": "Q-118", "valid_to": "2027-11-02"}],
    "sites": [{"municipality": "kumanovo", "region": "North-East"}],
    "staff": 14,
    "turnover": [{"year": 2025, "amount": "48200000.00", "currency": "MKD"}],
    "ownership": {"women": True, "youth": None},
    "languages": ["mk", "en"],
    "export_markets": ["DE"],
    "references": [{"text": "Brackets for a bus maker", "year": 2025}],
    "visibility": {"turnover": "applied_to"},
    "size_class": {"mk": "small", "eu": "small"},
    "founded": 2014,
}
EXPIRY = obj(
    {"organization": ID, "scheme": TEXT, "number": maybe(TEXT), "valid_to": DAY, "days": INTEGER}
)
_expiry = {
    "organization": _profile["organization"],
    "scheme": "ISO 9001",
    "number": "Q-118",
    "valid_to": "2027-11-02",
    "days": 30,
}

TYPES = (
    EventType(
        "profile.updated", "profiles", "an organisation's profile is now this", PROFILE, _profile
    ),
    EventType(
        "certificate.expires",
        "profiles",
        "a certificate ends in `days` days; 0: it has ended",
        EXPIRY,
        _expiry,
    ),
)
