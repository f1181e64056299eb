"""The form of a need, for the page and for the API alike."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.fields import Code, Day, Deadline, Money, Text, Trimmed
from marketplace.finding import found_schema
from marketplace.needs.rules import CRITERION_KINDS, PRICE_FORMULAS, kind_of
from marketplace.needs.search import SEARCH
from marketplace.vocabularies.places import region_of

MAX_LOTS = 50


class PlaceSchema(StrictSchema):
    """Where it is to be delivered, and how far away a supplier may be."""

    municipality = Code("municipality", load_default=None, allow_none=True)
    region = Code(
        "region",
        load_default=None,
        allow_none=True,
        metadata={"description": "Taken from the municipality where that is given"},
    )
    radius_km = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(1, 500),
        metadata={"description": "Kilometres as the crow flies from the municipality"},
    )

    @post_load
    def _region(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        if data["municipality"]:
            data["region"] = region_of(data["municipality"])
        return data

    @validates_schema
    def _radius(self, data: dict[str, Any], **kwargs: Any) -> None:
        if data.get("radius_km") and not data.get("municipality"):
            raise ValidationError("Choose the municipality that it is measured from.", "radius_km")


class RangeSchema(StrictSchema):
    """A range of money."""

    min = Money(load_default=None, allow_none=True)
    max = Money(load_default=None, allow_none=True)
    currency = fields.String(required=True, validate=validate.Regexp("^[A-Z]{3}$"))

    @validates_schema
    def _order(self, data: dict[str, Any], **kwargs: Any) -> None:
        low, high = data.get("min"), data.get("max")
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            raise ValidationError("Must not be less than the minimum.", "max")


class LotSchema(StrictSchema):
    """A part of the need that can be awarded by itself."""

    title = Trimmed(required=True, validate=validate.Length(1, 200))
    quantity = fields.Float(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 1e12, min_inclusive=False),
    )
    unit = Trimmed(load_default=None, allow_none=True, validate=validate.Length(max=40))
    cpv = Code("cpv", load_default=None, allow_none=True)


class CriterionSchema(StrictSchema):
    """What applications are judged by; weights are per cent and sum to 100."""

    name = Trimmed(required=True, validate=validate.Length(1, 120))
    weight = fields.Float(required=True, validate=validate.Range(0, 100, min_inclusive=False))
    kind = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(CRITERION_KINDS),
        metadata={"description": "The price is worked out; default: told by the name"},
    )

    @post_load
    def _kind(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return data | {"kind": data["kind"] or kind_of(data["name"])}


class NeedContent(StrictSchema):
    """What a lead firm says of its need."""

    kind = fields.String(required=True, validate=validate.OneOf(["supplier", "workforce"]))
    title = Trimmed(required=True, validate=validate.Length(4, 200))
    description = Text(load_default="", validate=validate.Length(max=10_000))
    cpv = fields.List(Code("cpv"), load_default=list, validate=validate.Length(max=20))
    nace = fields.List(Code("nace"), load_default=list, validate=validate.Length(max=20))
    lots = fields.List(
        fields.Nested(LotSchema), load_default=list, validate=validate.Length(max=MAX_LOTS)
    )
    place = fields.Nested(PlaceSchema, load_default=None, allow_none=True)
    budget = fields.Nested(RangeSchema, load_default=None, allow_none=True)
    apply_by = Deadline(load_default=None, allow_none=True)
    questions_by = Deadline(
        load_default=None,
        allow_none=True,
        metadata={"description": "Until when questions are taken; default: apply_by"},
    )
    deliver_from = Day(load_default=None, allow_none=True)
    deliver_by = Day(load_default=None, allow_none=True)
    required_certificates = fields.List(
        Code("certificate"), load_default=list, validate=validate.Length(max=12)
    )
    criteria = fields.List(
        fields.Nested(CriterionSchema), load_default=list, validate=validate.Length(max=12)
    )
    price_formula = fields.String(
        load_default=PRICE_FORMULAS[0],
        validate=validate.OneOf(PRICE_FORMULAS),
        metadata={"description": "How a price becomes a score of 0 to 100"},
    )
    envelopes = fields.Integer(
        load_default=1,
        validate=validate.OneOf([1, 2]),
        metadata={"description": "2: prices stay sealed until all evaluators have sent scores"},
    )
    standstill_days = fields.Integer(
        load_default=0,
        validate=validate.Range(0, 30),
        metadata={"description": "Working days between the award and the deal; 0: none"},
    )
    business_case = Text(load_default=None, allow_none=True, validate=validate.Length(max=5_000))
    disclose = fields.Boolean(
        load_default=False,
        metadata={"description": "Tell those turned down the winner's score and price"},
    )
    size_classes = fields.List(
        fields.String(validate=validate.OneOf(["micro", "small", "medium", "large"])),
        load_default=list,
    )
    ownership = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(["women", "youth"])
    )
    occupation = Code("occupation", load_default=None, allow_none=True)
    skills = fields.List(
        Trimmed(validate=validate.Length(1, 80)),
        load_default=list,
        validate=validate.Length(max=30),
    )
    posts = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 10_000))
    start = Day(load_default=None, allow_none=True)
    wage = fields.Nested(RangeSchema, load_default=None, allow_none=True)
    training = Text(load_default=None, allow_none=True, validate=validate.Length(max=5_000))
    hiring_commitment = fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 100),
        metadata={"description": "Per cent of those trained that will be hired"},
    )

    @validates("criteria")
    def _sum(self, value: list[dict[str, Any]], data_key: str) -> None:
        if not value or any("weight" not in item for item in value):
            return
        names = [item["name"].casefold() for item in value if item.get("name")]
        if len(set(names)) < len(names):
            raise ValidationError("Each criterion needs a name of its own.")
        if sum(item.get("kind") == "price" for item in value) > 1:
            raise ValidationError("Only one criterion can be the price.")
        total = sum(Decimal(str(item["weight"])) for item in value)
        if total != 100:
            raise ValidationError(f"The weights sum to {total}; they must sum to 100.")

    @validates_schema
    def _dates(self, data: dict[str, Any], **kwargs: Any) -> None:
        first, last = data.get("deliver_from"), data.get("deliver_by")
        if first and last and first > last:
            raise ValidationError("Must not lie before the first delivery.", "deliver_by")


class NeedSchema(NeedContent):
    """A need as it is read."""

    id = fields.String(required=True)
    ref = fields.String(required=True)
    organization = fields.String(required=True)
    state = fields.String(required=True)
    revision = fields.Integer(required=True)
    published_at = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class ReasonBody(StrictSchema):
    """Why it is closed or cancelled; applicants read it."""

    reason = Text(required=True, validate=validate.Length(3, 2_000))


class QuestionBody(StrictSchema):
    """A question or its answer."""

    text = Text(required=True, validate=validate.Length(3, 2_000))


class QuestionSchema(StrictSchema):
    """A question as all may read it: its asker is not named."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    asked_at = fields.String(required=True)
    answer = fields.String(allow_none=True)
    answered_at = fields.String(allow_none=True)


class InvitationBody(StrictSchema):
    """Whom to invite; an address where the firm has no member yet."""

    organization = fields.String(required=True)
    email = fields.Email(load_default=None, allow_none=True)
    message = Text(load_default=None, allow_none=True, validate=validate.Length(max=2_000))


class NeedQuery(SEARCH.schema("NeedSearch")):  # type: ignore[misc]  # a form made by a function
    """Filters of the public list; several values of one name mean any of them."""

    state = fields.List(
        fields.String(validate=validate.OneOf(["published", "closed", "awarded", "completed"])),
        load_default=list,
        metadata={"description": "Default: needs that take applications now"},
    )
    closes = fields.List(
        fields.String(validate=validate.OneOf(["soon", "later"])),
        load_default=list,
        metadata={"description": "soon: in less than two weeks"},
    )


class OwnQuery(PageQuery):
    """What the list of one's own needs takes."""

    state = fields.List(fields.String(), load_default=list)


class InvitationSchema(InvitationBody):
    """An invitation as the buyer sees it."""

    id = fields.String(required=True)
    need = fields.String(required=True)
    invited_at = fields.String(required=True)


NeedPage = page_of(NeedSchema, "NeedPage")
NeedResults = found_schema(NeedSchema, "NeedResults")
