"""What the API answers of targets and of the funnel."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from marketplace.apikit import StrictSchema
from marketplace.fields import Trimmed
from marketplace.insight.cuts import DIMENSIONS


class CutQuery(Schema):
    """Which cut of which period."""

    cut = fields.String(load_default="region", validate=validate.OneOf(DIMENSIONS))
    period = fields.String(load_default="all", validate=validate.Length(max=10))


class ForecastSchema(StrictSchema):
    """What jobs come to by the last day of the target, with an interval."""

    value = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)
    confidence = fields.Integer(required=True, metadata={"description": "Per cent"})
    quarters = fields.Integer(required=True, metadata={"description": "Quarters it is made of"})


class JobsTargetSchema(StrictSchema):
    """New jobs against the target; the pace is in full-time equivalents a quarter."""

    indicator = fields.String(required=True)
    actual = fields.String(required=True)
    waiting = fields.String(required=True)
    target = fields.String(required=True, allow_none=True)
    ends = fields.String(required=True)
    standing = fields.String(required=True)
    pace_needed = fields.Float(required=True, allow_none=True)
    pace_recent = fields.Float(required=True, allow_none=True)
    forecast = fields.Nested(ForecastSchema, required=True, allow_none=True)


class YearSchema(StrictSchema):
    """A year: jobs in it and up to its end, growth in per cent of the firms counted."""

    year = fields.String(required=True)
    state = fields.String(required=True)
    jobs = fields.String(required=True)
    jobs_cumulative = fields.String(required=True)
    jobs_target = fields.String(required=True, allow_none=True)
    growth = fields.String(required=True, allow_none=True)
    growth_target = fields.String(required=True, allow_none=True)
    firms = fields.Integer(required=True)
    firms_of = fields.Integer(required=True, allow_none=True)


class BucketSchema(StrictSchema):
    """One bucket of the cut."""

    bucket = fields.String(required=True)
    firms = fields.Integer(required=True)
    jobs = fields.String(required=True)
    waiting = fields.String(required=True)
    target = fields.String(required=True, allow_none=True)
    growth = fields.String(required=True, allow_none=True)


class TrustSchema(StrictSchema):
    """One answer on how far figures can be trusted."""

    code = fields.String(required=True)
    part = fields.Integer(required=True)
    whole = fields.Integer(required=True, allow_none=True)


class DashboardSchema(StrictSchema):
    """Targets against actuals, a cut, and how far figures can be trusted."""

    jobs = fields.Nested(JobsTargetSchema, required=True)
    years = fields.List(fields.Nested(YearSchema), required=True)
    cut = fields.String(required=True)
    period = fields.String(required=True)
    buckets = fields.List(fields.Nested(BucketSchema), required=True)
    trust = fields.List(fields.Nested(TrustSchema), required=True)


class FunnelQuery(Schema):
    """A cut of the funnel; `unknown` asks for needs of which it is not known."""

    kind = fields.String(load_default="", validate=validate.Length(max=40))
    year = fields.String(load_default="", validate=validate.Length(max=40))
    region = fields.String(load_default="", validate=validate.Length(max=40))
    sector = fields.String(load_default="", validate=validate.Length(max=40))
    size = fields.String(load_default="", validate=validate.Length(max=40))
    buyer = fields.String(load_default="", validate=validate.Length(max=40))
    supplier = fields.String(load_default="", validate=validate.Length(max=40))
    bso = fields.String(load_default="", validate=validate.Length(max=40))


class StageSchema(StrictSchema):
    """A stage: needs that came to it or further, and those that went no further."""

    stage = fields.String(required=True)
    count = fields.Integer(required=True)
    per_hundred = fields.Float(required=True, allow_none=True)
    lost = fields.Integer(required=True)
    losses = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    median_hours = fields.Float(required=True, allow_none=True)


class FunnelSchema(StrictSchema):
    """The funnel from posted to verified."""

    stages = fields.List(fields.Nested(StageSchema), required=True)
    useful = fields.Integer(required=True)
    rated = fields.Integer(required=True)
    conversion = fields.Float(required=True, allow_none=True)


class MergeBody(StrictSchema):
    """Which of the two stays, and why they are one."""

    target = fields.String(required=True, validate=validate.OneOf(("first", "second")))
    reason = Trimmed(required=True, validate=validate.Length(3, 1000))
