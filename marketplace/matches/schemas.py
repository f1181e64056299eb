"""The form of shortlists and matches."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.fields import Text
from marketplace.matches.services import BUYER_VERDICTS, FIRM_VERDICTS


class ReasonSchema(Schema):
    """Why an organisation stands where it does; the weights of all add up to its score."""

    code = fields.String(required=True)
    text = fields.String(required=True)
    weight = fields.Float(required=True)


class GapSchema(Schema):
    """What is missing or not known, and what closes it."""

    code = fields.String(required=True)
    text = fields.String(required=True)
    remedy = fields.String(required=True)


class EntrySchema(Schema):
    """One place on a shortlist."""

    rank = fields.Integer(required=True, allow_none=True)
    organization = fields.String(required=True)
    score = fields.Float(required=True, metadata={"minimum": 0, "maximum": 1})
    eligible = fields.Boolean(required=True)
    unclaimed = fields.Boolean(required=True)
    score_then = fields.Float(required=True, allow_none=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)
    gaps = fields.List(fields.Nested(GapSchema), required=True)


class ShortlistSchema(Schema):
    """A need's list: up to date once `revision` is `need_revision`; null until first ranked."""

    need = fields.String(required=True)
    need_revision = fields.Integer(required=True)
    revision = fields.Integer(required=True, allow_none=True)
    ranking = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Rises with every new ranking"}
    )
    computed_at = fields.String(required=True, allow_none=True)
    ranker = fields.String(required=True, allow_none=True)
    looked_at = fields.Integer(required=True, allow_none=True)
    entries = fields.List(fields.Nested(EntrySchema), required=True)


class MatchSchema(EntrySchema):
    """A need that fits the organisation acted for."""

    need = fields.String(required=True)
    title = fields.String(required=True)
    buyer = fields.String(required=True)
    apply_by = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True, allow_none=True)


MatchPage = page_of(MatchSchema, "MatchPage")


class MatchQuery(PageQuery):
    """What the list of my matches takes."""

    hidden = fields.Boolean(load_default=False)


class JudgementBody(StrictSchema):
    """A verdict: the buyer's useful or not_useful, the firm's saved or not_for_us."""

    organization = fields.String(required=True)
    verdict = fields.String(
        required=True, validate=validate.OneOf([*BUYER_VERDICTS, *FIRM_VERDICTS])
    )
    reason = Text(load_default=None, allow_none=True, validate=validate.Length(max=500))


class JudgementSchema(JudgementBody):
    """A verdict as it is kept."""

    need = fields.String(required=True)
