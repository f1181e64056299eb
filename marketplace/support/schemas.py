"""The form of a service or training programme, for the page and for the API alike."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from marketplace.apikit import StrictSchema
from marketplace.fields import Code, Day, Money, Text, Trimmed
from marketplace.i18n import N_
from marketplace.profiles.schemas import CURRENCY, LANGUAGE, many, optional
from marketplace.support import rules
from marketplace.vocabularies import places
from marketplace.vocabularies.canonical import canonical


class ServicePlaceSchema(StrictSchema):
    """Where it is given; none: anywhere, or online."""

    municipality = optional(Code, "municipality")
    region = optional(Code, "region")

    @post_load
    def _region(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        code = data.get("municipality")
        return data | ({"region": places.region_of(code)} if code else {})


class CostSchema(StrictSchema):
    """What a firm pays; 0 for what is free."""

    amount = Money(required=True)
    currency = fields.String(required=True, validate=CURRENCY)


class ServiceContent(StrictSchema):
    """What a BSO says of a service."""

    kind = fields.String(required=True, validate=validate.OneOf(rules.KINDS))
    title = Trimmed(required=True, validate=validate.Length(4, 200))
    description = Text(load_default="", validate=validate.Length(max=10_000))
    theme = optional(fields.String, validate=validate.OneOf(rules.THEMES))
    novelty = optional(
        fields.String,
        validate=validate.OneOf(rules.NOVELTY),
        metadata={"description": "Whether it is new or upgraded with the programme's help"},
    )
    place = optional(fields.Nested, ServicePlaceSchema)
    languages = many(fields.String(validate=LANGUAGE), 10)
    cost = optional(fields.Nested, CostSchema)
    closes = many(Trimmed(validate=validate.Length(1, 80)), 30)
    occupation = optional(Code, "occupation")
    skills = many(Trimmed(validate=validate.Length(1, 80)), 30)
    seats = optional(fields.Integer, validate=validate.Range(1, 10_000))
    weeks = optional(fields.Integer, validate=validate.Range(1, 260))
    starts = many(Day(), 24)
    certificate = optional(
        Trimmed,
        validate=validate.Length(max=120),
        metadata={"description": "What those who complete it get"},
    )

    @validates("closes")
    def _gaps(self, value: list[str], data_key: str) -> None:
        faults = {place: [_WHICH] for place, gap in enumerate(value) if not _is_gap(gap)}
        if faults:
            raise ValidationError(faults)

    @validates_schema(skip_on_field_errors=False)
    def _training(self, data: dict[str, Any], **kwargs: Any) -> None:
        given = [name for name in rules.TRAINING if data.get(name)]
        if data.get("kind") == "service" and given:
            raise ValidationError(
                {name: [N_("Only a training programme has this.")] for name in given}
            )

    @post_load
    def _plain(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Starts in order."""
        return data | {"starts": sorted(data["starts"])}


_WHICH = N_("Choose a gap from the list, with a certificate's name after a colon.")


def _is_gap(text: str) -> bool:
    code, colon, scheme = text.partition(":")
    if code not in rules.CLOSES:
        return False
    return not colon or (code.startswith("certificate") and bool(canonical("certificate", scheme)))


class ServiceSchema(ServiceContent):
    """A service as it is read."""

    id = fields.String(required=True)
    organization = fields.String(required=True)
    provider = fields.String(required=True, metadata={"description": "Name of the organisation"})
    state = fields.String(required=True)
    revision = fields.Integer(required=True)
    published_at = fields.String(allow_none=True)


class OwnQuery(StrictSchema):
    """A page of one's own services."""

    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=400))
