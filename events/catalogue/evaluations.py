"""Evaluations: who is to score a need, and what was decided. Scores are never in an event."""

from __future__ import annotations

from events.catalogue import EventType
from events.catalogue.shapes import (
    DAY,
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

STATES = one_of("standing", "final", "declined", "cancelled", "undone")
EVALUATION = obj(
    {"need": ID, "buyer": ID, "revision": INTEGER},
    {"due_at": maybe(MOMENT), "waiting": INTEGER, "days": INTEGER},
)
AWARD = obj(
    {
        "id": ID,
        "decision": ID,
        "need": ID,
        "application": ID,
        "buyer": ID,
        "supplier": ID,
        "state": STATES,
        "lots": many(obj({"lot": INTEGER, "title": TEXT, "quantity": NUMBER})),
        "standstill_until": maybe(MOMENT),
    },
    {"reason": maybe(TEXT), "undo_until": maybe(MOMENT)},
)
NONE = obj({"id": ID, "need": ID, "buyer": ID, "lots": many(INTEGER), "reason": TEXT})
LOT = obj(
    {
        "lot": INTEGER,
        "title": TEXT,
        "quantity": NUMBER,
        "unit": maybe(TEXT),
        "price": MONEY,
        "deliver_by": maybe(DAY),
    }
)
FINAL = obj(
    {
        "id": ID,
        "need": ID,
        "application": ID,
        "buyer": ID,
        "supplier": ID,
        "title": TEXT,
        "currency": TEXT,
        "lots": many(LOT),
        "payment_days": maybe(INTEGER),
        "place": maybe(PLACE),
        "deliver_by": maybe(DAY),
    },
)

_evaluation = {
    "need": "0193c1a2-0000-7000-8000-000000000147",
    "buyer": "0193c1a2-0000-7000-8000-000000000010",
    "revision": 4,
    "due_at": "2027-02-12T15:00:00+00:00",
    "waiting": 1,
}
_award = {
    "id": "0193c1a2-0000-7000-8000-000000000b01",
    "decision": "0193c1a2-0000-7000-8000-000000000b00",
    "need": _evaluation["need"],
    "application": "0193c1a2-0000-7000-8000-000000000a01",
    "buyer": _evaluation["buyer"],
    "supplier": "0193c1a2-0000-7000-8000-000000000001",
    "state": "standing",
    "lots": [{"lot": 0, "title": "Brackets", "quantity": 240000}],
    "standstill_until": "2027-02-19T23:00:00+00:00",
    "undo_until": "2027-02-14T10:00:00+00:00",
}
_none = {
    "id": _award["decision"],
    "need": _evaluation["need"],
    "buyer": _evaluation["buyer"],
    "lots": [0],
    "reason": "Every price lies above the budget.",
}
_final = {
    "id": _award["id"],
    "need": _award["need"],
    "application": _award["application"],
    "buyer": _award["buyer"],
    "supplier": _award["supplier"],
    "title": "Stamped steel brackets and mounting plates",
    "currency": "MKD",
    "lots": [
        {
            "lot": 0,
            "title": "Brackets",
            "quantity": 240000,
            "unit": "piece",
            "price": "67.90",
            "deliver_by": "2027-12-20",
        }
    ],
    "payment_days": None,
    "place": {"municipality": "kumanovo", "region": "North-East"},
    "deliver_by": "2027-12-20",
}


def _evaluated(name: str, says: str) -> EventType:
    return EventType(name, "evaluations", says, EVALUATION, _evaluation)


def _awarded(name: str, says: str) -> EventType:
    return EventType(name, "evaluations", says, AWARD, _award)


TYPES = (
    _evaluated("evaluation.named", "members of the buyer were named to evaluate a need"),
    _evaluated("evaluation.opened", "all evaluators of a need have sent their scores"),
    _evaluated("evaluation.reminded", "an evaluation is to be finished in `days` days, or is late"),
    _awarded("award.decided", "a buyer gave lots of a need to a firm; the standstill begins"),
    _awarded("award.declined", "a firm declined what it was given"),
    _awarded("award.cancelled", "a buyer took an award back with a reason"),
    _awarded("award.undone", "a buyer undid an award in time: as if it had not been made"),
    _awarded("award.reminded", "the standstill of an award ends on the next working day"),
    EventType("award.none", "evaluations", "a buyer gave lots of a need to nobody", NONE, _none),
    EventType(
        "award.reopened", "evaluations", "lots given to nobody can be given again", NONE, _none
    ),
    EventType("award.final", "evaluations", "the standstill is over: a deal opens", FINAL, _final),
)
