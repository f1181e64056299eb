"""Forms and answers of the change feed."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from events import catalogue
from marketplace.apikit import StrictSchema

STARTS = ("oldest", "newest")


class ChangesQuery(Schema):
    """From where on, and what of."""

    class Meta:
        unknown = RAISE

    cursor = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=80),
        metadata={"description": "`next` of the answer before; it leads on however old it is"},
    )
    start = fields.String(
        load_default="oldest",
        validate=validate.OneOf(STARTS),
        metadata={"description": "Without a cursor: before the oldest event kept, or after all"},
    )
    topic = fields.List(fields.String(validate=validate.OneOf(catalogue.TOPICS)), load_default=list)
    type = fields.List(
        fields.String(validate=validate.OneOf(sorted(catalogue.TYPES))), load_default=list
    )
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 200))


class ChangeSchema(StrictSchema):
    """That something happened, and to what; read the thing itself for what it is now."""

    position = fields.Integer(required=True)
    id = fields.String(required=True)
    type = fields.String(required=True)
    topic = fields.String(required=True)
    subject = fields.String(
        required=True, metadata={"description": "Kind and id, such as need/0193c1a2-…"}
    )
    revision = fields.Integer(required=True)
    time = fields.String(required=True)
    repeated = fields.Boolean(
        required=True, metadata={"description": "Told again by the operator: nothing happened"}
    )
    refs = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Ids of other things that it is about"},
    )


class ChangesSchema(StrictSchema):
    """A stretch of the feed."""

    items = fields.List(fields.Nested(ChangeSchema), required=True)
    next = fields.String(
        required=True, metadata={"description": "The cursor that leads on; there always is one"}
    )
    more = fields.Boolean(
        required=True, metadata={"description": "Ask on at once; false: wait some seconds"}
    )
    total = fields.Integer(required=True, metadata={"description": "Items in this answer"})
