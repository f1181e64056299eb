"""What the API answers about deals."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from marketplace.apikit import StrictSchema, page_of
from marketplace.deals.schemas import DealLotSchema, DealPlaceSchema, MilestoneSchema


def text(**more: Any) -> fields.String:
    """A text that is always there."""
    return fields.String(required=True, **more)


def known() -> fields.String:
    """A text, or null for what is not known or not yet."""
    return fields.String(required=True, allow_none=True)


class DealPartSchema(StrictSchema):
    """What hangs on a deal, with whom it concerns."""

    id = text()
    deal = text()
    need = text()
    buyer = text()
    supplier = text()


class DeliveredSchema(StrictSchema):
    """How much of a lot."""

    lot = fields.Integer(required=True)
    quantity = fields.Float(required=True)


class DeliverySchema(DealPartSchema):
    """A delivery: what was handed over, and what of it was accepted."""

    number = text()
    lots = fields.List(fields.Nested(DeliveredSchema), required=True)
    accepted = fields.List(fields.Nested(DeliveredSchema), required=True)
    delivered_on = text()
    accept_by = text()
    state = text()
    note = known()
    reason = known()


class InvoiceSchema(DealPartSchema):
    """An invoice; `amount` and `paid` are gross."""

    number = text()
    issued_on = text()
    due_on = text()
    net = text()
    vat = text()
    amount = text()
    currency = text()
    state = text()
    paid = text()
    paid_on = known()


class PaymentSchema(DealPartSchema):
    """A payment; `amount` is gross, `by` the party that entered it."""

    invoice = text()
    amount = text()
    net = text()
    vat = text()
    currency = text()
    paid_on = text()
    by = text()
    state = text()
    reference = known()
    reason = known()


class TermsShown(StrictSchema):
    """Terms as they stand."""

    payment_days = fields.Integer(required=True)
    explicit_term = fields.Boolean(required=True)
    acceptance_days = fields.Integer(required=True)
    silence = text()
    incoterm = known()
    place = fields.Nested(DealPlaceSchema, required=True, allow_none=True)
    note = known()
    milestones = fields.List(fields.Nested(MilestoneSchema), required=True)


class DealChangeSchema(StrictSchema):
    """A change that a party proposed: the whole contract as it would be."""

    id = text()
    by = text()
    changed = fields.List(fields.String(), required=True)
    lots = fields.List(fields.Nested(DealLotSchema), required=True)
    terms = fields.Nested(TermsShown, required=True)
    message = known()
    reason = known()
    state = text()


class DisputeStepSchema(StrictSchema):
    """A step in a dispute."""

    at = text()
    by = text()
    text = text()
    settles = fields.Boolean(required=True)


class DisputeSchema(StrictSchema):
    """A dispute and its outcome."""

    id = text()
    by = text()
    about = text()
    subject = known()
    text = fields.String(required=True)
    steps = fields.List(fields.Nested(DisputeStepSchema), required=True)
    state = fields.String(required=True)
    outcome = known()
    agreed = known()


class RatingSchema(StrictSchema):
    """A rating, 1 to 5."""

    by = text()
    of = text()
    score = fields.Integer(required=True)
    text = known()


class DealEntrySchema(StrictSchema):
    """One thing done on a deal; `by` is null for the clock."""

    number = fields.Integer(required=True)
    act = text()
    at = text()
    by = known()
    subject = known()
    undone_at = known()
    undo_until = known()


class DealSchema(TermsShown):
    """A deal in lists; contract values are net, `invoiced` and `paid` gross."""

    id = text()
    ref = text()
    award = text()
    need = text()
    buyer = text()
    supplier = text()
    title = text()
    currency = text()
    state = text()
    value = text()
    accepted = text()
    invoiced = text()
    paid = text()
    paid_net = text()
    lots = fields.List(fields.Nested(DealLotSchema), required=True)
    payment_days_in_force = fields.Integer(required=True)
    opened_at = text()
    ended_at = known()
    reason = known()
    revision = fields.Integer(required=True)


class WholeDealSchema(DealSchema):
    """A deal with everything that was done on it."""

    deliveries = fields.List(fields.Nested(DeliverySchema), required=True)
    invoices = fields.List(fields.Nested(InvoiceSchema), required=True)
    payments = fields.List(fields.Nested(PaymentSchema), required=True)
    changes = fields.List(fields.Nested(DealChangeSchema), required=True)
    disputes = fields.List(fields.Nested(DisputeSchema), required=True)
    ratings = fields.List(fields.Nested(RatingSchema), required=True)
    entries = fields.List(fields.Nested(DealEntrySchema), required=True)


class FairSchema(StrictSchema):
    """How a buyer dealt in the last twelve months: medians in days, each with how many it is of."""

    days_to_answer = fields.Float(required=True, allow_none=True)
    questions = fields.Integer(required=True)
    cancelled = fields.Integer(required=True)
    needs = fields.Integer(required=True)
    days_to_pay = fields.Float(required=True, allow_none=True)
    agreed_days = fields.Float(required=True, allow_none=True)
    invoices = fields.Integer(required=True)
    late = fields.Integer(required=True)
    rating = fields.Float(required=True, allow_none=True)
    ratings = fields.Integer(required=True)


DealPage = page_of(DealSchema, "DealPage")
