"""The forms of deals, for the pages and for the API alike."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from marketplace.apikit import PageQuery, StrictSchema
from marketplace.deals.disputes import ABOUT
from marketplace.deals.papers import MOST
from marketplace.deals.terms import INCOTERMS, KINDS, MOST_DAYS, SILENCE
from marketplace.fields import Code, Day, Money, Text, Trimmed

STATES = ("open", "in_delivery", "delivered", "disputed", "completed", "terminated")
LOT = validate.Range(0, 1_000)


def quantity(**more: Any) -> fields.Float:
    """A quantity of a lot."""
    return fields.Float(validate=validate.Range(0, 1e12, min_inclusive=False), **more)


def words(most: int = 2_000, **more: Any) -> Text:
    """What a party says to the other."""
    return Text(validate=validate.Length(3, most), **more)


class LotQuantitySchema(StrictSchema):
    """A lot of the deal by its number (from 0), and how much of it."""

    lot = fields.Integer(required=True, validate=LOT)
    quantity = quantity(required=True)


def quantities(**more: Any) -> fields.List:
    """Quantities of several lots."""
    return fields.List(fields.Nested(LotQuantitySchema), **more)


def documents() -> fields.List:
    """Ids of files that the organisation has uploaded."""
    most = validate.Length(max=MOST)
    return fields.List(
        fields.String(validate=validate.Length(1, 36)), load_default=list, validate=most
    )


class DeliveryBody(StrictSchema):
    """What was delivered; the day is today's unless given."""

    number = Trimmed(
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, 60),
        metadata={"description": "Of the delivery note; ours if left out"},
    )
    lots = quantities(required=True, validate=validate.Length(1, 50))
    delivered_on = Day(load_default=None, allow_none=True)
    note = Text(load_default=None, allow_none=True, validate=validate.Length(max=2_000))
    documents = documents()


class AcceptanceBody(StrictSchema):
    """What is accepted of a delivery: all of it without `lots`; with less, a reason."""

    lots = quantities(load_default=list, validate=validate.Length(max=50))
    reason = words(load_default=None, allow_none=True)


class DealReasonBody(StrictSchema):
    """Why; the other party reads it."""

    reason = words(required=True)


class InvoiceBody(StrictSchema):
    """An invoice; what is to be paid is `net` and `vat` together."""

    number = Trimmed(required=True, validate=validate.Length(1, 60))
    issued_on = Day(load_default=None, allow_none=True)
    net = Money(required=True)
    vat = Money(load_default="0.00")
    documents = documents()


class PaymentBody(StrictSchema):
    """A payment of an invoice, gross."""

    invoice = fields.String(required=True, validate=validate.Length(1, 36))
    amount = Money(required=True)
    paid_on = Day(load_default=None, allow_none=True)
    reference = Trimmed(load_default=None, allow_none=True, validate=validate.Length(max=60))


class DelayBody(DealReasonBody):
    """A delay: the new day, and why."""

    until = Day(required=True)


class MilestoneSchema(StrictSchema):
    """A step of delivery or of payment: its share of a lot (of every lot without `lot`) in per
    cent. A payment without `due` follows what is accepted."""

    title = Trimmed(required=True, validate=validate.Length(1, 120))
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    share = fields.Float(required=True, validate=validate.Range(0, 100, min_inclusive=False))
    due = Day(load_default=None, allow_none=True)
    lot = fields.Integer(load_default=None, allow_none=True, validate=LOT)


class DealPlaceSchema(StrictSchema):
    """Where it is delivered."""

    municipality = Code("municipality", load_default=None, allow_none=True)
    region = Code("region", load_default=None, allow_none=True)
    address = Trimmed(load_default=None, allow_none=True, validate=validate.Length(max=200))


class TermsSchema(StrictSchema):
    """Terms of a deal; those left out stay."""

    milestones = fields.List(fields.Nested(MilestoneSchema), validate=validate.Length(2, 100))
    payment_days = fields.Integer(
        validate=validate.Range(0, 365),
        metadata={"description": f"30 by default, more than 60 only explicit, at most {MOST_DAYS}"},
    )
    explicit_term = fields.Boolean(
        metadata={"description": "More than 60 payment days are agreed explicitly in writing"}
    )
    acceptance_days = fields.Integer(
        validate=validate.Range(1, 30), metadata={"description": "Working days"}
    )
    silence = fields.String(
        validate=validate.OneOf(SILENCE),
        metadata={
            "description": "When the term to accept is past: it waits, or counts as accepted"
        },
    )
    incoterm = fields.String(allow_none=True, validate=validate.OneOf(INCOTERMS))
    place = fields.Nested(DealPlaceSchema, allow_none=True)
    note = Text(allow_none=True, validate=validate.Length(max=2_000))


class LotChange(StrictSchema):
    """Another quantity, price of one unit (net) or day for a lot."""

    lot = fields.Integer(required=True, validate=LOT)
    quantity = quantity(allow_none=True)
    price = Money(allow_none=True)
    deliver_by = Day(allow_none=True)


class DealChangeBody(TermsSchema):
    """A change of the contract, for the other party to accept or refuse."""

    lots = fields.List(fields.Nested(LotChange), validate=validate.Length(max=50))
    message = Text(load_default=None, allow_none=True, validate=validate.Length(max=2_000))


class AgreementBody(StrictSchema):
    """The other party's word on a change."""

    explicit_term = fields.Boolean(
        load_default=False,
        metadata={"description": "We agree explicitly to more than 60 payment days"},
    )


class DisputeBody(StrictSchema):
    """What is not agreed on; `subject` is the delivery, invoice or payment, if it is one."""

    about = fields.String(required=True, validate=validate.OneOf(ABOUT))
    subject = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 36))
    text = words(required=True, most=5_000)


class StepBody(StrictSchema):
    """A step in a dispute; one that settles is an offer to end it."""

    text = words(required=True, most=5_000)
    settles = fields.Boolean(load_default=False)


class RatingBody(StrictSchema):
    """What one says of the other: 1 (poor) to 5 (very good)."""

    score = fields.Integer(required=True, validate=validate.Range(1, 5))
    text = Text(load_default=None, allow_none=True, validate=validate.Length(max=2_000))


class DealQuery(PageQuery):
    """Filters of one's deals."""

    state = fields.List(fields.String(validate=validate.OneOf(STATES)), load_default=list)
    role = fields.String(load_default="", validate=validate.OneOf(["", "buyer", "supplier"]))
    need = fields.String(load_default="", validate=validate.Length(max=36))
    sort = fields.String(
        load_default="-opened",
        validate=validate.OneOf(
            [f"{way}{name}" for name in ("opened", "value", "title", "state") for way in ("", "-")]
        ),
    )


class DealLotSchema(StrictSchema):
    """A lot of a deal; `price` is that of one unit, net of VAT."""

    lot = fields.Integer(required=True)
    title = fields.String(required=True)
    quantity = fields.Float(required=True)
    unit = fields.String(required=True, allow_none=True)
    price = fields.String(required=True)
    deliver_by = fields.String(required=True, allow_none=True)
    cpv = fields.String(required=True, allow_none=True)
