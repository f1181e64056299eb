"""Forms and answers of operations."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.apikit import PageQuery, StrictSchema
from marketplace.fields import Trimmed


class DiscardBody(StrictSchema):
    """Why an event is given up."""

    reason = Trimmed(required=True, validate=validate.Length(3, 500))


class ComplaintSchema(StrictSchema):
    """Something unwell; `code` is stable, `facts` say how much."""

    code = fields.String(required=True)
    facts = fields.Dict(required=True)


class OutboxSchema(StrictSchema):
    """Events recorded and not yet published; `age` is the oldest one's, in seconds."""

    depth = fields.Integer(required=True)
    age = fields.Float(required=True)
    failing = fields.Integer(required=True)


class WorkerSchema(StrictSchema):
    """A worker that was seen in the last half minute."""

    role = fields.String(required=True)
    host = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    seen = fields.AwareDateTime(required=True)


class OverviewSchema(StrictSchema):
    """How the platform is; `lag` and `dead_letters` count events by consumer."""

    checked_at = fields.AwareDateTime(required=True)
    complaints = fields.List(fields.Nested(ComplaintSchema), required=True)
    outbox = fields.Nested(OutboxSchema, required=True)
    lag = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    dead_letters = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    workers = fields.List(fields.Nested(WorkerSchema), required=True)


class LetterSchema(StrictSchema):
    """An event that a consumer gave up; `error` is the last line of what it met."""

    id = fields.Integer(required=True)
    consumer = fields.String(required=True)
    event = fields.String(required=True)
    type = fields.String(required=True)
    key = fields.String(required=True)
    parked = fields.Boolean(required=True)
    attempts = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    retry_asked_at = fields.AwareDateTime(required=True, allow_none=True)
    resolved_at = fields.AwareDateTime(required=True, allow_none=True)
    error = fields.String(required=True)


class WholeLetterSchema(LetterSchema):
    """With the event as it was recorded and the whole trace."""

    content = fields.Dict(required=True)


class WaitingEventSchema(StrictSchema):
    """An event in the outbox."""

    id = fields.String(required=True)
    type = fields.String(required=True)
    key = fields.String(required=True)
    time = fields.AwareDateTime(required=True)
    attempts = fields.Integer(required=True)
    error = fields.String(required=True, allow_none=True)


class LettersQuery(PageQuery):
    """Dead letters by consumer."""

    consumer = fields.String(load_default="", validate=validate.Length(max=60))
