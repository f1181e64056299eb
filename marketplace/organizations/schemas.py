"""What organisations take and answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from marketplace.apikit import PageQuery, StrictSchema
from marketplace.fields import Code, Text, Trimmed
from marketplace.i18n import N_
from marketplace.organizations import rules
from marketplace.policy import ROLES
from marketplace.vocabularies import identifiers
from marketplace.vocabularies.places import region_of

SCHEMES: Mapping[str, str] = {"MK-EDB": "EDB", "MK-CR": "EMBS", "MK-EMBS": "EMBS"}
"""Other spellings of our schemes; MK-CR is the Central Register's code at org-id.guide."""
MOST_IDENTIFIERS = 10


def id_field(**kwargs: Any) -> fields.String:
    """An id of ours."""
    return fields.String(validate=validate.Length(1, 80), **kwargs)


class SeatBody(StrictSchema):
    """Where the seat is; the region follows from the municipality."""

    municipality = Code("municipality", load_default=None, allow_none=True)
    region = Code("region", load_default=None, allow_none=True)

    @post_load
    def _region(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        if data["municipality"]:
            data["region"] = region_of(data["municipality"])
        return data


class IdentifierBody(StrictSchema):
    """A number in a register, brought into its one spelling."""

    scheme = Trimmed(
        required=True,
        validate=validate.Length(1, 20),
        metadata={"description": "EDB, EMBS, or another country's register such as PT-NIF"},
    )
    value = Trimmed(required=True, validate=validate.Length(1, 60))

    @post_load
    def _normal(self, data: dict[str, str], **kwargs: Any) -> dict[str, str]:
        scheme = data["scheme"].upper()
        scheme = SCHEMES.get(scheme, scheme)
        try:
            return {"scheme": scheme, "value": identifiers.normalise(scheme, data["value"])}
        except ValueError as error:
            raise ValidationError(str(error), "value") from error


class OrganizationBody(StrictSchema):
    """What its people say of an organisation."""

    name = Trimmed(required=True, validate=validate.Length(2, 200))
    names = fields.Dict(
        keys=fields.String(validate=validate.Regexp(r"^[a-z]{2}(-[A-Za-z]{2,8})?$")),
        values=Trimmed(validate=validate.Length(1, 200)),
        load_default=dict,
        metadata={"description": "Its name by language"},
    )
    kinds = fields.List(
        fields.String(validate=validate.OneOf(rules.KINDS)),
        required=True,
        validate=validate.Length(1, len(rules.KINDS)),
    )
    identifiers = fields.List(
        fields.Nested(IdentifierBody), load_default=list, validate=validate.Length(max=10)
    )
    country = fields.String(
        load_default="MK",
        validate=validate.Regexp(r"^[A-Z]{2}$", error=N_("Use the two capitals of ISO 3166.")),
    )
    place = fields.Nested(SeatBody, load_default=lambda: {"municipality": None, "region": None})

    @validates_schema(skip_on_field_errors=True)
    def _each_scheme_once(self, data: dict[str, Any], **kwargs: Any) -> None:
        schemes = [one["scheme"] for one in data["identifiers"]]
        if len(schemes) != len(set(schemes)):
            raise ValidationError("Give one number of each register.", "identifiers")


class IdentifierSchema(Schema):
    """A number in a register."""

    scheme = fields.String(required=True)
    value = fields.String(required=True)


class SeatSchema(Schema):
    """Where the seat is."""

    municipality = fields.String(required=True, allow_none=True)
    region = fields.String(required=True, allow_none=True)
    country = fields.String(required=True)


class OrganizationSchema(Schema):
    """An organisation, as far as the reader may see it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    kinds = fields.List(fields.String(validate=validate.OneOf(rules.KINDS)), required=True)
    identifiers = fields.List(fields.Nested(IdentifierSchema), required=True)
    state = fields.String(required=True, validate=validate.OneOf(rules.STATES))
    country = fields.String(required=True)
    place = fields.Nested(SeatSchema, required=True)
    reason = fields.String(required=True, allow_none=True)


class ReviewBody(StrictSchema):
    """A decision on an organisation."""

    decision = fields.String(required=True, validate=validate.OneOf(tuple(rules.DECISIONS)))
    reason = Text(load_default=None, allow_none=True, validate=validate.Length(3, 4000))


class ReviewQuery(PageQuery):
    """Which organisations wait for staff."""

    state = fields.String(load_default="submitted", validate=validate.OneOf(rules.STATES))


class RoleBody(StrictSchema):
    """A role in an organisation."""

    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class JoinBody(StrictSchema):
    """A number of the organisation, needed where it is not public."""

    identifier = fields.Nested(IdentifierBody, load_default=None, allow_none=True)


class MemberInvitationBody(StrictSchema):
    """Whom to invite to join."""

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        error_messages={"invalid": N_("Write an address such as name@firm.mk.")},
    )
    role = fields.String(load_default="editor", validate=validate.OneOf(ROLES))


class AcceptBody(StrictSchema):
    """The secret at the end of a mailed link."""

    secret = fields.String(required=True, validate=validate.Length(1, 100))


class ClaimBody(StrictSchema):
    """Why an organisation is one's own."""

    identifier = fields.Nested(IdentifierBody, required=True)
    proof = Text(required=True, validate=validate.Length(10, 4000))
    file = id_field(load_default=None, allow_none=True)


class VerdictBody(StrictSchema):
    """A decision on a claim."""

    decision = fields.String(required=True, validate=validate.OneOf(("approve", "reject")))
    reason = Text(load_default=None, allow_none=True, validate=validate.Length(3, 4000))


class DelegationBody(StrictSchema):
    """What an adviser may do, and until when."""

    adviser = id_field(required=True)
    tasks = fields.List(
        fields.String(validate=validate.OneOf(rules.TASKS)),
        required=True,
        validate=validate.Length(1, len(rules.TASKS)),
    )
    until = fields.Date(required=True, metadata={"description": "The last day"})


class ReportBody(StrictSchema):
    """What is wrong with what."""

    kind = fields.String(required=True, validate=validate.OneOf(("organization", "need")))
    subject = id_field(required=True)
    text = Text(required=True, validate=validate.Length(10, 4000))


class ReportDecisionBody(StrictSchema):
    """What became of a report."""

    state = fields.String(required=True, validate=validate.OneOf(("acted", "dismissed")))
    decision = Text(required=True, validate=validate.Length(3, 4000))
