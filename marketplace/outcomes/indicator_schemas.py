"""Indicators, periods, plans and shares as programs send and read them."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.fields import Day, Money, Text, Trimmed
from marketplace.outcomes.contributions import ROLES
from marketplace.outcomes.schemas import IDS, LONG, Figure
from marketplace.outcomes.shapes import LedgerEntrySchema

BASES = ("agreement", "rule")
SUPPORT = ("deal", "service", "training", "grant", "finance", "partnership")
PERIOD = validate.Length(1, 10)


class TargetSchema(StrictSchema):
    """A target: of a period (`all`, `year` for each year, or a code), in a cut if named."""

    period = Trimmed(required=True, validate=PERIOD)
    dimension = Trimmed(load_default="", validate=validate.Length(max=12))
    bucket = Trimmed(load_default="", validate=validate.Length(max=40))
    value = Figure(required=True)


class StartingPointSchema(StrictSchema):
    """Where the indicator stood before the programme."""

    value = Figure(least="-1000000000000", load_default=None, allow_none=True)
    year = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1990, 2200))


class CrossReferenceSchema(StrictSchema):
    """The indicator's code in another catalogue."""

    vocabulary = Trimmed(required=True, validate=validate.Length(1, 40))
    code = Trimmed(required=True, validate=validate.Length(1, 40))


class SheetBody(StrictSchema):
    """What staff may change of a reference sheet."""

    name = Trimmed(required=True, validate=validate.Length(3, 200))
    definition = Text(required=True, validate=validate.Length(3, 4_000))
    source = Text(load_default="", validate=LONG)
    method = Text(load_default="", validate=LONG)
    evidence = Text(load_default="", validate=LONG)
    responsible = Text(load_default="", validate=LONG)
    frequency = Text(load_default="", validate=LONG)
    quality = Text(load_default="", validate=LONG)
    limits = Text(load_default="", validate=LONG)
    baseline = fields.Nested(
        StartingPointSchema, load_default=lambda: {"value": None, "year": None}
    )
    targets = fields.List(
        fields.Nested(TargetSchema), load_default=list, validate=validate.Length(max=200)
    )
    xref = fields.List(
        fields.Nested(CrossReferenceSchema), load_default=list, validate=validate.Length(max=20)
    )
    donor_code = Trimmed(
        load_default="",
        validate=validate.Length(max=40),
        metadata={"description": "Code of the donor's standard indicator, once staff checked it"},
    )
    reason = Text(load_default=None, allow_none=True, validate=LONG)


class IndicatorFigureSchema(StrictSchema):
    """What an indicator comes to: verified; `of` and `mean` beside a pooled figure."""

    period = fields.String(required=True)
    value = fields.String(required=True, allow_none=True)
    firms = fields.Integer(required=True)
    of = fields.Integer(allow_none=True)
    entries = fields.Integer()
    numerator = fields.String(allow_none=True)
    denominator = fields.String(allow_none=True)
    mean = fields.String(allow_none=True)
    target = fields.String(allow_none=True)
    as_locked = fields.String()
    waiting = fields.String()
    waiting_entries = fields.Integer()
    bucket = fields.String()


class IndicatorSchema(SheetBody):
    """An indicator: its reference sheet and its figure."""

    code = fields.String(required=True)
    revision = fields.Integer(required=True)
    unit = fields.String(required=True)
    measure = fields.Integer(required=True)
    ascending = fields.Boolean(required=True)
    type = fields.Integer(required=True)
    how = fields.String(required=True)
    formula = fields.Dict()
    disaggregation = fields.List(fields.String())
    needs_baseline = fields.Boolean()
    actual = fields.Nested(IndicatorFigureSchema, required=True)


class IndicatorQuery(StrictSchema):
    """Of which period, and in which cut."""

    period = fields.String(load_default=None, allow_none=True, validate=PERIOD)
    dimension = fields.String(load_default="", validate=validate.Length(max=12))


class IndicatorsQuery(PageQuery):
    """Of which period."""

    period = fields.String(load_default=None, allow_none=True, validate=PERIOD)


class BehindQuery(PageQuery):
    """Which number is opened."""

    period = fields.String(load_default=None, allow_none=True, validate=PERIOD)
    dimension = fields.String(load_default="", validate=validate.Length(max=12))
    bucket = fields.String(load_default="", validate=validate.Length(max=40))


class BehindSchema(StrictSchema):
    """A firm behind a number, with its entries."""

    organization = fields.String(required=True)
    value = fields.String(required=True)
    waiting = fields.String(required=True)
    entries = fields.List(fields.Nested(LedgerEntrySchema), required=True)


class ReportingPeriodSchema(StrictSchema):
    """A reporting period."""

    code = fields.String(required=True)
    starts = fields.String(required=True)
    ends = fields.String(required=True)
    due = fields.String(required=True)
    state = fields.String(required=True)
    revision = fields.Integer(required=True)
    locked_at = fields.String(allow_none=True)
    late = fields.List(fields.Dict())


class MoveBody(StrictSchema):
    """Why; needed to send a period back."""

    reason = Text(load_default=None, allow_none=True, validate=LONG)


class ShareSchema(StrictSchema):
    """Whose share, from 0 to 1."""

    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    party = fields.String(load_default=None, allow_none=True, validate=IDS)
    share = Figure(required=True)


class ContributionsBody(StrictSchema):
    """Who contributed how much to a firm's results; what is left is the firm's own."""

    organization = fields.String(required=True, validate=IDS)
    basis = fields.String(required=True, validate=validate.OneOf(BASES))
    shares = fields.List(
        fields.Nested(ShareSchema), required=True, validate=validate.Length(max=20)
    )
    reason = Text(required=True, validate=validate.Length(3, 4_000))


class ContributionsSchema(ContributionsBody):
    """The shares recorded, and what is left."""

    id = fields.String(required=True)
    own = fields.String(required=True)


class AssistanceBody(StrictSchema):
    """A support that the platform did not see."""

    organization = fields.String(required=True, validate=IDS)
    kind = fields.String(required=True, validate=validate.OneOf(SUPPORT))
    role = fields.String(
        required=True, validate=validate.OneOf(["bso", "buyer", "lender", "programme"])
    )
    provider = fields.String(load_default=None, allow_none=True, validate=IDS)
    objective = fields.String(required=True, validate=validate.OneOf(["1", "2", "3"]))
    since = Day(required=True)


class LeftOutBody(StrictSchema):
    """Claims that the sample leaves out, and why they are accepted together."""

    claims = fields.List(
        fields.String(validate=IDS), load_default=list, validate=validate.Length(max=100)
    )
    reason = Text(required=True, validate=validate.Length(3, 4_000))


class PlanBody(StrictSchema):
    """Which claims are looked at on the spot."""

    size_fte = Figure(required=True)
    size_money = Money(required=True)
    share = Figure(required=True)
    seed = Trimmed(required=True, validate=validate.Length(1, 64))


class PlanSchema(PlanBody):
    """The plan that holds; without an id it is the one that the product starts with."""

    id = fields.String(required=True, allow_none=True)


class OverlapSchema(StrictSchema):
    """Firms under several kinds of support: counted once in `firms`, in full under each kind."""

    indicator = fields.String(required=True)
    period = fields.String(required=True)
    firms = fields.Integer(required=True)
    sum = fields.Integer(required=True)
    several = fields.Integer(required=True)
    kinds = fields.List(fields.String(), required=True)
    pairs = fields.List(fields.Dict(), required=True)


IndicatorPage = page_of(IndicatorSchema, "IndicatorPage")
BehindPage = page_of(BehindSchema, "BehindPage")
PeriodPage = page_of(ReportingPeriodSchema, "PeriodPage")
CutPage = page_of(IndicatorFigureSchema, "CutPage")
