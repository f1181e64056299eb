"""The form of a profile, for the page and for the API alike."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates, validates_schema

from marketplace.apikit import StrictSchema
from marketplace.fields import Code, Day, Money, Text, Trimmed
from marketplace.i18n import N_
from marketplace.profiles.parts import APPLIED_TO, PUBLIC, SIGNED_IN, VISIBILITY
from marketplace.vocabularies import places
from marketplace.vocabularies.canonical import canonical

COUNTRY = validate.Regexp("^[A-Z]{2}$", error=N_("Must be a country code such as DE (ISO 3166-1)."))
LANGUAGE = validate.Regexp(
    "^[a-z]{2}$", error=N_("Must be a language code such as mk (ISO 639-1).")
)
CURRENCY = validate.Regexp(
    "^[A-Z]{3}$", error=N_("Must be a currency code such as MKD (ISO 4217).")
)
YEAR = validate.Range(1800, 2200)
HEADCOUNT = validate.Range(0, 1_000_000)


def optional(kind: type[fields.Field[Any]], *args: Any, **kwargs: Any) -> fields.Field[Any]:
    """A field that may be left out or null."""
    return kind(*args, load_default=None, allow_none=True, **kwargs)


def many(item: fields.Field[Any], most: int) -> fields.List:
    """A list of at most so many, empty by default."""
    return fields.List(item, load_default=list, validate=validate.Length(max=most))


class Scheme(Trimmed):
    """Name of a certificate scheme: one that the product knows as it writes it, others as typed."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        return canonical("certificate", text) or text


class CapabilitySchema(StrictSchema):
    """What the firm can make or do."""

    text = Trimmed(required=True, validate=validate.Length(2, 300))
    cpv = optional(Code, "cpv")
    capacity = optional(
        fields.Float,
        validate=validate.Range(0, 1e12),
        metadata={"description": "Units a month at most"},
    )
    unit = optional(Trimmed, validate=validate.Length(max=40))
    free_share = optional(
        fields.Float,
        validate=validate.Range(0, 1, error=N_("Must be a share from 0 to 1 (0 to 100 per cent).")),
        metadata={"description": "Share of the capacity that is free now, 0 to 1"},
    )
    lead_time_days = optional(fields.Integer, validate=validate.Range(0, 3650))
    minimum_order = optional(fields.Float, validate=validate.Range(0, 1e12))

    @validates_schema(skip_on_field_errors=False)
    def _unit(self, data: dict[str, Any], **kwargs: Any) -> None:
        counted = data.get("capacity") is not None or data.get("minimum_order") is not None
        if counted and not data.get("unit"):
            raise ValidationError(N_("Say in which unit, such as piece, kg or hour."), "unit")


class CertificateSchema(StrictSchema):
    """A certificate that the firm holds."""

    scheme = Scheme(required=True, validate=validate.Length(2, 80))
    number = optional(Trimmed, validate=validate.Length(max=80))
    body = optional(
        Trimmed,
        validate=validate.Length(max=120),
        metadata={"description": "Who certified it"},
    )
    scope = optional(Trimmed, validate=validate.Length(max=300))
    valid_from = optional(Day)
    valid_to = optional(Day, metadata={"description": "Last day on which it is valid"})
    file = optional(
        fields.String,
        validate=validate.Length(1, 36),
        metadata={"description": "Id of an uploaded file of this organisation"},
    )

    @validates_schema(skip_on_field_errors=False)
    def _order(self, data: dict[str, Any], **kwargs: Any) -> None:
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and first > last:
            raise ValidationError(N_("Must not lie before the first day."), "valid_to")


class SiteSchema(StrictSchema):
    """Where the firm works; the region follows from the municipality."""

    municipality = optional(Code, "municipality")
    region = optional(Code, "region")
    country = fields.String(load_default="MK", validate=COUNTRY)
    place = optional(
        Trimmed,
        validate=validate.Length(max=200),
        metadata={"description": "Settlement, street or zone, as written"},
    )

    @validates_schema
    def _somewhere(self, data: dict[str, Any], **kwargs: Any) -> None:
        if not any(data.get(name) for name in ("municipality", "region", "place")):
            raise ValidationError(
                N_("Choose the municipality, or write the place."), "municipality"
            )

    @post_load
    def _region(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        code = data.get("municipality")
        return data | ({"region": places.region_of(code)} if code else {})


class TurnoverSchema(StrictSchema):
    """One year's figures, net of VAT; staff and total assets only serve the size class."""

    year = fields.Integer(required=True, validate=YEAR)
    amount = Money(required=True)
    currency = fields.String(required=True, validate=CURRENCY)
    assets = optional(Money, metadata={"description": "Total assets, in the same currency"})
    staff = optional(
        fields.Integer, validate=HEADCOUNT, metadata={"description": "Average staff of that year"}
    )


class OwnershipSchema(StrictSchema):
    """Owned in the main by women, or by persons of 15 to 29; null: not said."""

    women = optional(fields.Boolean)
    youth = optional(fields.Boolean)


class ReferenceSchema(StrictSchema):
    """Work done before."""

    text = Trimmed(required=True, validate=validate.Length(2, 500))
    year = optional(fields.Integer, validate=YEAR)
    client = optional(Trimmed, validate=validate.Length(max=200))


_AUDIENCE = validate.OneOf([PUBLIC, SIGNED_IN, APPLIED_TO])
VisibilitySchema = StrictSchema.from_dict(
    {name: fields.String(validate=_AUDIENCE) for name in VISIBILITY}, name="VisibilitySchema"
)


class ProfileContent(StrictSchema):
    """What an organisation says of itself, and who may see each part."""

    summary = Text(load_default="", validate=validate.Length(max=3_000))
    capabilities = many(fields.Nested(CapabilitySchema), 50)
    nace = many(Code("nace", metadata={"description": "NACE Rev. 2"}), 20)
    certificates = many(fields.Nested(CertificateSchema), 40)
    sites = many(fields.Nested(SiteSchema), 30)
    staff = optional(
        fields.Integer,
        validate=HEADCOUNT,
        metadata={"description": "Persons employed now, by hours worked"},
    )
    turnover = many(fields.Nested(TurnoverSchema), 15)
    ownership = fields.Nested(OwnershipSchema, load_default=lambda: {"women": None, "youth": None})
    languages = many(fields.String(validate=LANGUAGE), 20)
    export_markets = many(fields.String(validate=COUNTRY), 60)
    references = many(fields.Nested(ReferenceSchema), 30)
    founded = optional(fields.Integer, validate=YEAR)
    visibility = fields.Nested(
        VisibilitySchema,
        load_default=dict,
        metadata={"description": "Who may see a part; parts that are left out keep the default"},
    )

    @validates("turnover")
    def _years(self, value: list[dict[str, Any]], data_key: str) -> None:
        listed = [row["year"] for row in value if "year" in row]
        if len(set(listed)) < len(listed):
            raise ValidationError(N_("Give each year once."))


class SizeClassSchema(StrictSchema):
    """Micro, small, medium or large; null where the figures do not settle it."""

    mk = fields.String(allow_none=True, metadata={"description": "Law on Trade Companies, 470"})
    eu = fields.String(allow_none=True, metadata={"description": "Recommendation 2003/361/EC"})


class YearClassSchema(SizeClassSchema):
    """The size class of a year, with the figures it was computed from."""

    year = fields.Integer(allow_none=True)
    staff = fields.Integer(allow_none=True)
    turnover_eur = fields.String(allow_none=True)
    assets_eur = fields.String(allow_none=True)


class MissingSchema(StrictSchema):
    """What is not said; `needs` open supplier needs ask for it."""

    part = fields.String()
    fact = fields.String()
    needs = fields.Integer()


class CertificateShown(CertificateSchema):
    """A certificate with its standing today."""

    standing = fields.String(validate=validate.OneOf(["undated", "valid", "expires", "expired"]))


class ProfileSchema(ProfileContent):
    """A profile as this reader may see it: withheld parts are left out and named."""

    organization = fields.String(required=True)
    revision = fields.Integer(required=True)
    certificates = fields.List(fields.Nested(CertificateShown))
    size_class = fields.Nested(SizeClassSchema)
    size_classes = fields.List(fields.Nested(YearClassSchema))
    completeness = fields.Float(metadata={"description": "Parts filled in, of all, 0 to 1"})
    missing = fields.List(fields.Nested(MissingSchema))
    withheld = fields.List(fields.String(), required=True)


class PlaceShown(StrictSchema):
    """The seat of an organisation."""

    municipality = fields.String(allow_none=True)
    region = fields.String(allow_none=True)
    country = fields.String()


class OrganizationFound(StrictSchema):
    """An organisation in a list of search results, as this reader may see it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String())
    kinds = fields.List(fields.String())
    state = fields.String(required=True)
    place = fields.Nested(PlaceShown)
    summary = fields.String()
    capabilities = fields.List(fields.String())
    certificates = fields.List(fields.String())
    size_class = fields.Nested(SizeClassSchema, allow_none=True)
