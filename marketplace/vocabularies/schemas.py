"""The form of a picker's question and answer."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate


class ChoiceQuery(Schema):
    """What was typed, and in which language labels are wanted."""

    class Meta:
        unknown = RAISE

    q = fields.String(load_default="", validate=validate.Length(max=100))
    language = fields.String(load_default="en", validate=validate.Regexp("^[a-z]{2}$"))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 50))


class ChoiceSchema(Schema):
    """An entry of a vocabulary."""

    code = fields.String(required=True)
    label = fields.String(required=True)
    language = fields.String(metadata={"description": "Language of the label"})
    matched_by = fields.String(validate=validate.OneOf(["official", "ours"]))
    term = fields.String(allow_none=True)
    path = fields.List(fields.String(), metadata={"description": "Where it belongs, widest first"})
