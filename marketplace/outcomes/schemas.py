"""What firms and staff send to the ledger, for pages and for the API alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from marketplace.apikit import StrictSchema
from marketplace.fields import Day, Money, Text, Trimmed
from marketplace.outcomes.amounts import LARGEST, plain
from marketplace.outcomes.fte import AGE_BANDS, CONTRACTS, SEXES, UNKNOWN

MOST_LINES, MOST_FILES = 200, 20
IDS = validate.Length(1, 36)
LONG = validate.Length(max=4_000)
SOURCES = ("annual_accounts", "tax_return", "signed_declaration")
EVIDENCE_KINDS = ("payroll", "contract", "declaration", "accounts", "photo", "other")
WRITTEN = {"female": "f", "woman": "f", "male": "m", "man": "m", "": UNKNOWN}


class Figure(Money):
    """A decimal of at most four places as text; a number is taken too."""

    def __init__(self, least: str = "0", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = Decimal(least)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise ValidationError("Must be a number such as 4.5.")
        try:
            number = Decimal(str(value).strip())
        except InvalidOperation:
            raise ValidationError("Must be a number such as 4.5.") from None
        if not number.is_finite() or not self.least <= number < LARGEST:
            raise ValidationError(f"Must not be below {self.least}.")
        if number != number.quantize(Decimal("0.0001")):
            raise ValidationError("Must have at most four decimal places.")
        return plain(number)


class Word(fields.String):
    """One of a few words; written another way or left empty, the word that is meant."""

    def __init__(self, words: tuple[str, ...], **kwargs: Any) -> None:
        metadata = {"description": f"One of {', '.join(words)}"}
        super().__init__(metadata=metadata | kwargs.pop("metadata", {}), **kwargs)
        self.words = words

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        said = super()._deserialize(value or "", attr, data, **kwargs).strip().lower()
        said = WRITTEN.get(said, said.replace("–", "-"))
        if said not in self.words:
            raise ValidationError(f"Must be one of {', '.join(self.words)}.")
        return said


class StaffCountSchema(StrictSchema):
    """People, and their full-time equivalent."""

    headcount = fields.Integer(required=True, validate=validate.Range(0, 1_000_000))
    fte = Figure(required=True)

    @validates_schema
    def _no_more_than_people(self, data: dict[str, Any], **kwargs: Any) -> None:
        if "headcount" in data and Decimal(data.get("fte") or 0) > data["headcount"]:
            raise ValidationError(
                "Must not be above the number of people: full time is 1 for each.", "fte"
            )


class JobLineSchema(StaffCountSchema):
    """New jobs of one kind."""

    headcount = fields.Integer(required=True, validate=validate.Range(1, 100_000))
    contract = Word(CONTRACTS, required=True)
    sex = Word(SEXES, load_default=UNKNOWN, allow_none=False)
    age_band = Word(AGE_BANDS, load_default=UNKNOWN)


class ResultReportSchema(StrictSchema):
    """What every report of a firm carries."""

    evidence = fields.List(
        fields.String(validate=IDS),
        load_default=list,
        validate=validate.Length(max=MOST_FILES),
        metadata={"description": "Ids of files that were uploaded before"},
    )
    explanation = Text(
        load_default=None,
        allow_none=True,
        validate=LONG,
        metadata={"description": "Why figures lie outside the plausibility gates, if they do"},
    )


class JobsClaimBody(ResultReportSchema):
    """New jobs, net of what refills or replaces lost posts."""

    deal = fields.String(load_default=None, allow_none=True, validate=IDS)
    period_measured = Trimmed(
        required=True,
        validate=validate.Length(1, 10),
        metadata={"description": "A quarter such as FY2027-Q1, or a day in it"},
    )
    lines = fields.List(
        fields.Nested(JobLineSchema), required=True, validate=validate.Length(max=MOST_LINES)
    )
    staff = fields.Nested(
        StaffCountSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "Everybody employed when the period ends, or today"},
    )
    lost = fields.Nested(
        StaffCountSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "Posts lost since the last claim, where `staff` is not given"},
    )

    @validates_schema
    def _something(self, data: dict[str, Any], **kwargs: Any) -> None:
        said = data.get("lines") or data.get("staff") or data.get("lost")
        if "lines" in data and not said:
            raise ValidationError("Give at least one line, or the staff of the day.", "lines")


class RevenueBody(ResultReportSchema):
    """The revenue of an accounting year, as accounts or a declaration have it."""

    year = fields.Integer(required=True, validate=validate.Range(1990, 2200))
    amount = Money(required=True)
    currency = fields.String(
        load_default=None, allow_none=True, validate=validate.Regexp("^[A-Z]{3}$")
    )
    rate = Figure(
        load_default=None,
        allow_none=True,
        metadata={"description": "Units of the deployment's currency for one of `currency`"},
    )
    rate_on = Day(load_default=None, allow_none=True)
    source = fields.String(required=True, validate=validate.OneOf(SOURCES))


class BaselineBody(ResultReportSchema):
    """The firm as it was before its first support."""

    as_of = Day(required=True)
    headcount = fields.Integer(required=True, validate=validate.Range(0, 1_000_000))
    fte = Figure(required=True)
    sales = Money(
        load_default="0.00",
        metadata={"description": "Sales to large buyers in the twelve months before"},
    )

    @validates_schema
    def _no_more_than_people(self, data: dict[str, Any], **kwargs: Any) -> None:
        if "headcount" in data and Decimal(data.get("fte") or 0) > data["headcount"]:
            raise ValidationError(
                "Must not be above the number of people: full time is 1 for each.", "fte"
            )


class ValueBody(ResultReportSchema):
    """A value that staff enter for an organisation, of any indicator that takes values."""

    organization = fields.String(required=True, validate=IDS)
    indicator = Trimmed(required=True, validate=validate.Length(1, 20))
    measured_on = Day(required=True)
    value = Figure(least="-1000000000000", required=True)
    cut = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 12)),
        values=Trimmed(validate=validate.Length(1, 40)),
        load_default=dict,
    )
    note = Text(required=True, validate=validate.Length(3, 4_000))


class VisitSchema(StrictSchema):
    """A visit to the site."""

    visited_on = Day(required=True)
    seen = Text(required=True, validate=validate.Length(3, 4_000))
    announced = fields.Boolean(load_default=True)

    @validates_schema
    def _past(self, data: dict[str, Any], **kwargs: Any) -> None:
        if "visited_on" in data and data["visited_on"] > date(9000, 1, 1).isoformat():
            raise ValidationError("Must be a day that is past.", "visited_on")


class DecisionBody(StrictSchema):
    """What an officer decides. For `correct` give `lines` of a jobs claim, or the `value`."""

    decision = fields.String(
        required=True, validate=validate.OneOf(["accept", "correct", "return", "reject"])
    )
    reason = Text(
        load_default=None,
        allow_none=True,
        validate=LONG,
        metadata={"description": "As the firm reads it; needed for all but accept"},
    )
    lines = fields.List(
        fields.Nested(StaffCountSchema),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=MOST_LINES),
    )
    value = Figure(least="-1000000000000", load_default=None, allow_none=True)
    visit = fields.Nested(VisitSchema, load_default=None, allow_none=True)
    unvisited = Text(
        load_default=None,
        allow_none=True,
        validate=LONG,
        metadata={"description": "Why a claim of the sample was accepted without a visit"},
    )


class ConfirmBody(StaffCountSchema):
    """How many of the claimed jobs are still there."""


class EvidenceBody(StrictSchema):
    """A file that was uploaded before, and what it is."""

    file = fields.String(required=True, validate=IDS)
    kind = fields.String(load_default="other", validate=validate.OneOf(EVIDENCE_KINDS))
