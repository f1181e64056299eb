"""Applications: that a firm answered a need, and what became of it. Never what it offered.

Until the seal of its need opens, an application is known to its firm alone: whoever passes these
events on to a buyer holds them back until `need.closed`.
"""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import ID, INTEGER, MOMENT, TEXT, maybe, obj, one_of

FACTS = {
    "id": ID,
    "need": ID,
    "buyer": ID,
    "organization": ID,
    "state": one_of(
        "draft", "submitted", "withdrawn", "lapsed", "selected", "awarded", "not_selected"
    ),
    "revision": INTEGER,
    "need_revision": INTEGER,
    "submitted_at": maybe(MOMENT),
}
APPLICATION = obj(FACTS)
DECISION = obj(
    FACTS | {"decided_at": maybe(MOMENT)},
    {"reason": maybe(TEXT), "rank": maybe(INTEGER), "of": maybe(INTEGER)},
)
REMINDER = obj(
    {
        "id": ID,
        "need": ID,
        "organization": ID,
        "lacks": one_of("sending", "confirmation"),
        "apply_by": MOMENT,
    }
)

_application = {
    "id": "0193c1a2-0000-7000-8000-000000000a01",
    "need": "0193c1a2-0000-7000-8000-000000000147",
    "buyer": "0193c1a2-0000-7000-8000-000000000010",
    "organization": "0193c1a2-0000-7000-8000-000000000001",
    "state": "submitted",
    "revision": 2,
    "need_revision": 3,
    "submitted_at": "2026-11-26T10:00:00+00:00",
}
_decision = _application | {
    "state": "not_selected",
    "decided_at": "2027-02-03T12:00:00+00:00",
    "reason": "rank",
    "rank": 2,
    "of": 3,
}
_reminder = {
    "id": _application["id"],
    "need": _application["need"],
    "organization": _application["organization"],
    "lacks": "sending",
    "apply_by": "2027-01-30T11:00:00+00:00",
}


def _told(name: str, says: str) -> EventType:
    return EventType(name, "applications", says, APPLICATION, _application)


TYPES = (
    _told("application.submitted", "a firm sent its application for a need"),
    _told("application.revised", "a firm sent a changed application"),
    _told("application.confirmed", "a firm stands by its application after the need changed"),
    _told("application.withdrawn", "a firm took its application back"),
    _told("application.lapsed", "an application fell away: a changed need was not confirmed"),
    EventType(
        "application.decided",
        "applications",
        "an application was selected, awarded or not selected, or such a decision was undone",
        DECISION,
        _decision,
    ),
    EventType(
        "application.reminded",
        "applications",
        "a firm has something to send or confirm before the need's deadline",
        REMINDER,
        _reminder,
    ),
)
