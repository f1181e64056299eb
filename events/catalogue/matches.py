"""Matches: the ranked, explained lists that the matching service makes."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import (
    FLAG,
    ID,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    many,
    maybe,
    obj,
    one_of,
)

FREE = {"type": "object"}
REASON = obj({"code": TEXT, "text": TEXT, "weight": NUMBER}, {"facts": FREE})
GAP = obj({"code": TEXT, "text": TEXT, "remedy": TEXT}, {"facts": FREE, "blocking": FLAG})
ENTRY = obj(
    {
        "rank": maybe(INTEGER),
        "organization": ID,
        "score": NUMBER,
        "eligible": FLAG,
        "reasons": many(REASON),
        "gaps": many(GAP),
    },
    {"subject": maybe(ID), "unclaimed": FLAG, "score_then": maybe(NUMBER)},
)
RANKING = obj(
    {
        "need": ID,
        "kind": one_of("supplier", "provider", "lender"),
        "need_revision": INTEGER,
        "revision": INTEGER,
        "ranker": TEXT,
        "computed_at": MOMENT,
        "looked_at": INTEGER,
        "entries": many(ENTRY),
        "hash": TEXT,
    }
)

_ranking = {
    "need": "0193c1a2-0000-7000-8000-000000000147",
    "kind": "supplier",
    "need_revision": 3,
    "revision": 5,
    "ranker": "linear-1",
    "computed_at": "2026-11-24T09:02:03+00:00",
    "looked_at": 342,
    "entries": [
        {
            "rank": 1,
            "organization": "0193c1a2-0000-7000-8000-000000000001",
            "score": 0.91,
            "eligible": True,
            "reasons": [{"code": "text", "text": "Makes stamped brackets", "weight": 0.91}],
            "gaps": [
                {
                    "code": "certificate-expires",
                    "text": "ISO 9001 runs out before delivery starts",
                    "remedy": "Ask for the renewal audit date",
                }
            ],
        }
    ],
    "hash": "sha256:00",
}

REQUEST = obj({"need": ID, "why": one_of("entered", "changed", "missed")})
_request = {"need": _ranking["need"], "why": "entered"}
FIRST = obj({"need": ID, "matched_at": MOMENT})
_first = {"need": _ranking["need"], "matched_at": _ranking["computed_at"]}
VIEW = obj({"need": ID, "buyer": ID, "viewed_at": MOMENT})
_view = {
    "need": _ranking["need"],
    "buyer": "0193c1a2-0000-7000-8000-000000000010",
    "viewed_at": "2026-11-24T09:10:00+00:00",
}

TYPES = (
    EventType("shortlist.matched", "matches", "a list had its first firm that fits", FIRST, _first),
    EventType("shortlist.viewed", "matches", "a buyer opened a need's list first", VIEW, _view),
    EventType("match.ranked", "matches", "a need's list is now this", RANKING, _ranking),
    EventType("match.requested", "matches", "a need's list is to be made again", REQUEST, _request),
)
