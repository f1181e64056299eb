"""Deals: an award being delivered, accepted, invoiced and paid."""

from __future__ import annotations

from collections.abc import Mapping

from events.catalogue import EventType
from events.catalogue.shapes import (
    DAY,
    FLAG,
    ID,
    INTEGER,
    MOMENT,
    MONEY,
    NUMBER,
    TEXT,
    Schema,
    many,
    maybe,
    obj,
    one_of,
)

PARTIES: dict[str, Schema] = {"deal": ID, "need": ID, "buyer": ID, "supplier": ID}
LOT = obj(
    {"lot": INTEGER, "title": TEXT, "quantity": NUMBER, "price": MONEY, "accepted": NUMBER},
    {"unit": maybe(TEXT), "cpv": maybe(TEXT), "deliver_by": maybe(DAY)},
)
MILESTONE = obj(
    {"title": TEXT, "kind": one_of("delivery", "financing"), "share": NUMBER, "due": maybe(DAY)},
    {"lot": maybe(INTEGER)},
)
STATES = ("open", "in_delivery", "delivered", "disputed", "completed", "terminated")
DEAL = obj(
    {
        "id": ID,
        "ref": TEXT,
        "award": ID,
        "need": ID,
        "buyer": ID,
        "supplier": ID,
        "title": TEXT,
        "currency": TEXT,
        "value": MONEY,
        "lots": many(LOT),
        "milestones": many(MILESTONE),
        "payment_days": INTEGER,
        "state": one_of(*STATES),
        "opened_at": MOMENT,
        "accepted": MONEY,
        "invoiced": MONEY,
        "paid": MONEY,
        "paid_net": MONEY,
    },
    {
        "explicit_term": FLAG,
        "incoterm": maybe(TEXT),
        "municipality": maybe(TEXT),
        "region": maybe(TEXT),
        "started_on": maybe(DAY),
        "delivered_on": maybe(DAY),
        "completed_on": maybe(DAY),
        "changed": many(TEXT),
        "reason": maybe(TEXT),
    },
)
QUANTITIES = many(obj({"lot": INTEGER, "quantity": NUMBER}))
DELIVERY = obj(
    PARTIES
    | {
        "id": ID,
        "number": TEXT,
        "lots": QUANTITIES,
        "accepted": QUANTITIES,
        "delivered_on": DAY,
        "accept_by": MOMENT,
        "state": one_of("recorded", "accepted", "part", "rejected", "withdrawn"),
    },
    {"by_contract": FLAG},
)
INVOICE = obj(
    PARTIES
    | {
        "id": ID,
        "number": TEXT,
        "issued_on": DAY,
        "due_on": DAY,
        "net": MONEY,
        "vat": MONEY,
        "amount": MONEY,
        "currency": TEXT,
        "state": one_of("open", "paid", "withdrawn"),
    },
)
PAYMENT = obj(
    PARTIES
    | {
        "id": ID,
        "invoice": ID,
        "amount": MONEY,
        "net": MONEY,
        "vat": MONEY,
        "currency": TEXT,
        "paid_on": DAY,
    },
    {"by": ID, "state": one_of("recorded", "confirmed", "denied", "withdrawn")},
)
PROPOSAL = obj(
    PARTIES
    | {
        "id": ID,
        "by": ID,
        "changed": many(TEXT),
        "state": one_of("proposed", "accepted", "refused", "withdrawn"),
    },
)
DISPUTE = obj(
    PARTIES
    | {
        "id": ID,
        "by": ID,
        "about": one_of("delivery", "quality", "invoice", "payment", "other"),
        "state": one_of("open", "closed"),
    },
    {"outcome": maybe(one_of("agreed", "withdrawn", "terminated"))},
)
DELAY = obj(PARTIES | {"by": ID, "until": DAY})
REMINDER = obj(
    PARTIES
    | {
        "about": one_of("acceptance", "payment_due", "payment_late", "rating"),
        "subject": ID,
        "due": DAY,
    },
)
RATED = obj(PARTIES | {"by": maybe(ID), "open": FLAG})
UNDONE = obj(PARTIES | {"by": ID, "act": TEXT, "subject": maybe(ID)})

_parties = {
    "deal": "0193c1a2-0000-7000-8000-000000000d89",
    "need": "0193c1a2-0000-7000-8000-000000000147",
    "buyer": "0193c1a2-0000-7000-8000-000000000010",
    "supplier": "0193c1a2-0000-7000-8000-000000000001",
}
_deal = {
    "id": _parties["deal"],
    "ref": "D-0089",
    "award": "0193c1a2-0000-7000-8000-000000000a01",
    "need": _parties["need"],
    "buyer": _parties["buyer"],
    "supplier": _parties["supplier"],
    "title": "Bracket B-098",
    "currency": "MKD",
    "value": "2268000.00",
    "lots": [
        {
            "lot": 0,
            "title": "Brackets",
            "quantity": 56000,
            "price": "40.50",
            "accepted": 0,
            "unit": "piece",
            "cpv": "44316500-3",
            "deliver_by": "2027-09-20",
        }
    ],
    "milestones": [
        {"title": "Delivery", "kind": "delivery", "share": 100, "due": "2027-09-20", "lot": None},
        {"title": "Payment", "kind": "financing", "share": 100, "due": None, "lot": None},
    ],
    "payment_days": 45,
    "explicit_term": False,
    "state": "open",
    "opened_at": "2027-05-03T07:00:00+00:00",
    "accepted": "0.00",
    "invoiced": "0.00",
    "paid": "0.00",
    "paid_net": "0.00",
}
_done = _deal | {
    "state": "completed",
    "accepted": "2268000.00",
    "invoiced": "2676240.00",
    "paid": "2676240.00",
    "paid_net": "2268000.00",
    "completed_on": "2027-11-08",
}
_delivery = _parties | {
    "id": "0193c1a2-0000-7000-8000-000000000de1",
    "number": "P-118",
    "lots": [{"lot": 0, "quantity": 14000}],
    "accepted": [],
    "delivered_on": "2027-06-18",
    "accept_by": "2027-06-25T22:00:00+00:00",
    "state": "recorded",
}
_invoice = _parties | {
    "id": "0193c1a2-0000-7000-8000-000000001274",
    "number": "21-0274",
    "issued_on": "2027-06-22",
    "due_on": "2027-08-06",
    "net": "567000.00",
    "vat": "102060.00",
    "amount": "669060.00",
    "currency": "MKD",
    "state": "open",
}
_payment = _parties | {
    "id": "0193c1a2-0000-7000-8000-000000000fa1",
    "invoice": _invoice["id"],
    "amount": "669060.00",
    "net": "567000.00",
    "vat": "102060.00",
    "currency": "MKD",
    "paid_on": "2027-08-05",
    "by": _parties["buyer"],
    "state": "recorded",
}
_proposal = _parties | {
    "id": "0193c1a2-0000-7000-8000-000000000c01",
    "by": _parties["buyer"],
    "changed": ["payment_days"],
    "state": "proposed",
}
_dispute = _parties | {
    "id": "0193c1a2-0000-7000-8000-000000000b01",
    "by": _parties["buyer"],
    "about": "quality",
    "state": "open",
    "outcome": None,
}
_reminder = _parties | {"about": "acceptance", "subject": _delivery["id"], "due": "2027-06-25"}
_rated = _parties | {"by": _parties["buyer"], "open": False}
_undone = _parties | {"by": _parties["supplier"], "act": "deliver", "subject": _delivery["id"]}


def _type(name: str, says: str, schema: Schema, sample: Mapping[str, object]) -> EventType:
    return EventType(name, "deals", says, schema, sample)


TYPES = (
    _type("deal.opened", "a final award became a deal", DEAL, _deal),
    _type("deal.changed", "a deal is now as told; `changed` names terms", DEAL, _deal),
    _type("deal.completed", "all was accepted and paid", DEAL, _done),
    _type("deal.terminated", "a deal ended early", DEAL, _deal | {"state": "terminated"}),
    _type("change.proposed", "a party proposes other terms", PROPOSAL, _proposal),
    _type("change.decided", "a proposal came to an end", PROPOSAL, _proposal),
    _type("delivery.recorded", "the supplier delivered", DELIVERY, _delivery),
    _type("delivery.accepted", "a delivery was accepted, whole or in part", DELIVERY, _delivery),
    _type("delivery.rejected", "a delivery was rejected with a reason", DELIVERY, _delivery),
    _type("delivery.withdrawn", "an entry of a delivery was undone", DELIVERY, _delivery),
    _type("invoice.recorded", "the supplier invoiced", INVOICE, _invoice),
    _type("invoice.withdrawn", "an entry of an invoice was undone", INVOICE, _invoice),
    _type("payment.recorded", "a party says that it was paid", PAYMENT, _payment),
    _type("payment.confirmed", "the other party confirms a payment", PAYMENT, _payment),
    _type("payment.withdrawn", "a payment was denied or undone", PAYMENT, _payment),
    _type(
        "deal.delayed",
        "a party expects a later day",
        DELAY,
        {**_parties, "by": _parties["supplier"], "until": "2027-07-01"},
    ),
    _type("dispute.opened", "a party raised a dispute", DISPUTE, _dispute),
    _type("dispute.answered", "a party took a step in a dispute", DISPUTE, _dispute),
    _type("dispute.closed", "a dispute came to an end", DISPUTE, _dispute),
    _type("deal.reminder", "something on a deal is due or late", REMINDER, _reminder),
    _type("deal.rated", "a party rated, or ratings can be read", RATED, _rated),
    _type("deal.undone", "a party undid what it had last entered", UNDONE, _undone),
)
