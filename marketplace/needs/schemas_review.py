"""What the staff's decisions on needs take."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.apikit import PageQuery, StrictSchema
from marketplace.fields import Text
from marketplace.needs import moderation, rules

REVIEWED = ("suspended", *rules.SUSPENDABLE)


class NeedReviewBody(StrictSchema):
    """A decision on a need; its organisation reads the reason."""

    decision = fields.String(required=True, validate=validate.OneOf(moderation.DECISIONS))
    reason = Text(load_default=None, allow_none=True, validate=validate.Length(3, 4000))


class NeedReviewQuery(PageQuery):
    """Which needs to list: those suspended, or those that can be."""

    state = fields.String(load_default="suspended", validate=validate.OneOf(REVIEWED))
