"""The form of an application, for the page and for the API alike."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.applications.rules import STATES
from marketplace.fields import Day, Money, Text, Trimmed

MOST_LOTS = 50
MOST_FILES = 10
MOST_PARTNERS = 20


class LotName(fields.Field[int | str]):
    """A lot of the need: its place from 0, or its title where no other lot has the same."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int | str:
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            raise ValidationError("Name the lot by its place from 0, or by its title.")
        text = str(value).strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else text[:200]


class ApplicationLot(StrictSchema):
    """What is offered for one lot; without quantity, price and day it is not offered."""

    lot = LotName(
        required=True,
        metadata={
            "oneOf": [{"type": "integer", "minimum": 0}, {"type": "string"}],
            "description": "The lot's place in the need from 0, or its title; answered as place",
        },
    )
    quantity = fields.Float(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 1e12, min_inclusive=False),
        metadata={"description": "In the lot's unit; less than is asked for is a partial offer"},
    )
    price = Money(
        load_default=None,
        allow_none=True,
        metadata={"description": "Of one unit, net of VAT, in the need's currency"},
    )
    deliver_by = Day(load_default=None, allow_none=True)


class ApplicationAnswer(StrictSchema):
    """What the firm says on one criterion of the need."""

    criterion = Trimmed(required=True, validate=validate.Length(1, 120))
    text = Text(load_default="", validate=validate.Length(max=5_000))


class ApplicationPartner(StrictSchema):
    """A firm or person that takes a part in the work; recorded only."""

    name = Trimmed(required=True, validate=validate.Length(1, 200))
    part = Trimmed(load_default="", validate=validate.Length(max=500))


class ApplicationContent(StrictSchema):
    """What a firm offers. A draft may be incomplete; sending asks for the whole."""

    lots = fields.List(
        fields.Nested(ApplicationLot), load_default=list, validate=validate.Length(max=MOST_LOTS)
    )
    answers = fields.List(
        fields.Nested(ApplicationAnswer), load_default=list, validate=validate.Length(max=12)
    )
    partners = fields.List(
        fields.Nested(ApplicationPartner),
        load_default=list,
        validate=validate.Length(max=MOST_PARTNERS),
    )
    attachments = fields.List(
        fields.String(validate=validate.Length(1, 36)),
        load_default=list,
        validate=validate.Length(max=MOST_FILES),
        metadata={"description": "Ids of uploaded files"},
    )
    note = Text(load_default="", validate=validate.Length(max=5_000))


class ApplicationReceipt(StrictSchema):
    """The proof that something was sent: number, time, and a SHA-256 over all of it."""

    number = fields.String(required=True)
    at = fields.String(required=True)
    hash = fields.String(required=True)


class ApplicationSchema(ApplicationContent):
    """An application as it is read."""

    id = fields.String(required=True)
    need = fields.String(required=True)
    organization = fields.String(required=True)
    adviser = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The BSO that acted for the firm last, if one did"},
    )
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    revision = fields.Integer(required=True)
    need_revision = fields.Integer(required=True)
    to_confirm = fields.Boolean(
        required=True,
        metadata={"description": "The need changed since: confirm or change it, else it lapses"},
    )
    currency = fields.String(required=True)
    total = Money(required=True, allow_none=True)
    submitted_at = fields.String(required=True, allow_none=True)
    receipt = fields.Nested(ApplicationReceipt, required=True, allow_none=True)
    outcome = fields.Dict(required=True, allow_none=True)


class ApplicationVersionSchema(ApplicationContent):
    """A version as it was sent."""

    number = fields.Integer(required=True)
    changed = fields.List(fields.String(), required=True)
    need_revision = fields.Integer(required=True)
    adviser = fields.String(required=True, allow_none=True)
    receipt = fields.Nested(ApplicationReceipt, required=True)


class ApplicationQuery(PageQuery):
    """What lists of applications take."""

    state = fields.List(fields.String(validate=validate.OneOf(STATES)), load_default=list)


class SealedPage(
    page_of(ApplicationSchema, "ApplicationsOfNeed")  # type: ignore[misc]  # made by a function
):
    """Applications for a need; before the seal opens only how many there are."""

    sealed = fields.Boolean(required=True)
    opens_at = fields.String(required=True, allow_none=True)


ApplicationPage = page_of(ApplicationSchema, "ApplicationPage")
VersionPage = page_of(ApplicationVersionSchema, "ApplicationVersionPage")
