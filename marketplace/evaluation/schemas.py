"""The forms of evaluation and award, for the pages and for the API alike."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import ValidationError, fields, validate

from marketplace.apikit import StrictSchema, page_of
from marketplace.applications.schemas import MOST_LOTS, LotName
from marketplace.evaluation.people import MOST
from marketplace.evaluation.rules import is_score
from marketplace.fields import Money, Text

IDS = validate.Length(1, 36)
LOT: dict[str, Any] = {
    "oneOf": [{"type": "integer", "minimum": 0}, {"type": "string"}],
    "description": "The lot's place in the need from 0, or its title",
}


class Points(fields.Field[Decimal]):
    """A score from 0 to 100, two places at most; a number or a decimal string."""

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise ValidationError("A score is a number from 0 to 100.")
        try:
            found = Decimal(str(value).strip())
        except InvalidOperation:
            raise ValidationError("A score is a number from 0 to 100.") from None
        if not found.is_finite() or not 0 <= found <= 100 or not is_score(found):
            raise ValidationError("A score is a number from 0 to 100, two places at most.")
        return found


class EvaluatorsBody(StrictSchema):
    """Who scores a need."""

    people = fields.List(
        fields.String(validate=IDS),
        required=True,
        validate=validate.Length(1, MOST),
        metadata={"description": "Accounts of members of the buyer who may edit"},
    )
    chair = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "Enters the agreed scores; default: the first of people"},
    )


class ConflictBody(StrictSchema):
    """A conflict of interest, with one firm or with the whole need."""

    organization = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "The firm; null: the whole need"},
    )
    sentence = Text(required=True, validate=validate.Length(3, 500))


class ConflictsBody(StrictSchema):
    """What an evaluator declares; an empty list says that there is no conflict of interest."""

    conflicts = fields.List(
        fields.Nested(ConflictBody), load_default=list, validate=validate.Length(max=50)
    )


class ScoreLine(StrictSchema):
    """A score on one criterion."""

    lot = LotName(
        load_default=None,
        allow_none=True,
        metadata={
            "oneOf": [*LOT["oneOf"], {"type": "null"}],
            "description": "Place or title; default: every lot that the application offers",
        },
    )
    criterion = fields.String(
        required=True,
        validate=validate.Length(1, 120),
        metadata={"description": "The criterion's name"},
    )
    score = Points(
        required=True,
        allow_none=True,
        metadata={"type": "string", "description": "0 to 100; null takes it out"},
    )
    note = Text(load_default="", validate=validate.Length(max=2_000))


class ScoreBody(StrictSchema):
    """One evaluator's scores of one application."""

    scores = fields.List(
        fields.Nested(ScoreLine), load_default=list, validate=validate.Length(max=600)
    )
    conflict = Text(
        load_default=None,
        allow_none=True,
        validate=validate.Length(3, 500),
        metadata={
            "description": "A sentence declares a conflict of interest with the firm instead of"
            " scoring it; scoring says that there is none"
        },
    )
    draft = fields.Boolean(
        load_default=False,
        metadata={"description": "True saves only; the last application that is not a draft sends"},
    )


class AgreedLine(StrictSchema):
    """A score agreed on that is not the mean, and why."""

    application = fields.String(required=True, validate=IDS)
    lot = LotName(required=True, metadata=LOT)
    criterion = fields.String(required=True, validate=validate.Length(1, 120))
    score = Points(required=True, metadata={"type": "string"})
    reason = Text(load_default="", validate=validate.Length(max=2_000))


class AgreedBody(StrictSchema):
    """The agreed scores; where nothing is said it is the mean of the evaluators'."""

    scores = fields.List(
        fields.Nested(AgreedLine), load_default=list, validate=validate.Length(max=2_000)
    )


class AwardLine(StrictSchema):
    """So much of a lot to the firm of an application."""

    lot = LotName(required=True, metadata=LOT)
    application = fields.String(required=True, validate=IDS)
    quantity = fields.Float(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 1e12, min_inclusive=False),
        metadata={"description": "Not above what is offered; default: all of it"},
    )
    price = Money(
        load_default=None,
        allow_none=True,
        metadata={"description": "Of one unit, as offered; default: that"},
    )


class NoneLine(StrictSchema):
    """A lot that nobody is given, and why; the firms read it."""

    lot = LotName(required=True, metadata=LOT)
    reason = Text(required=True, validate=validate.Length(3, 2_000))


class ReasonLine(StrictSchema):
    """What the firm of an application reads besides its scores."""

    application = fields.String(required=True, validate=IDS)
    reason = Text(required=True, validate=validate.Length(max=2_000))


class AwardBody(StrictSchema):
    """A decision: lots to firms, or to nobody."""

    lots = fields.List(
        fields.Nested(AwardLine), load_default=list, validate=validate.Length(max=MOST_LOTS * 4)
    )
    none = fields.List(
        fields.Nested(NoneLine), load_default=list, validate=validate.Length(max=MOST_LOTS)
    )
    reasons = fields.List(
        fields.Nested(ReasonLine), load_default=list, validate=validate.Length(max=500)
    )
    justification = Text(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=2_000),
        metadata={"description": "Why the order of the totals is not followed"},
    )


class NoAwardBody(StrictSchema):
    """No award: of these lots, or of all that are not decided."""

    lots = fields.List(
        LotName(metadata=LOT), load_default=list, validate=validate.Length(max=MOST_LOTS)
    )
    reason = Text(required=True, validate=validate.Length(3, 2_000))


class EndBody(StrictSchema):
    """Why an award is declined or cancelled; the other side reads it."""

    reason = Text(required=True, validate=validate.Length(3, 2_000))


class AwardedLot(StrictSchema):
    """What a firm was given of a lot; `price` of one unit, net of VAT."""

    lot = fields.Integer(required=True)
    application = fields.String(required=True)
    quantity = fields.Float(required=True)
    price = Money(required=True)


class AwardSchema(StrictSchema):
    """What one firm was given."""

    id = fields.String(required=True)
    decision = fields.String(required=True)
    need = fields.String(required=True)
    application = fields.String(required=True)
    buyer = fields.String(required=True)
    supplier = fields.String(required=True)
    state = fields.String(required=True)
    currency = fields.String(required=True)
    lots = fields.List(fields.Nested(AwardedLot), required=True)
    decided_at = fields.String(required=True)
    standstill_until = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    revision = fields.Integer(required=True)


class DecisionSchema(StrictSchema):
    """A decision with everything that it gave."""

    id = fields.String(required=True)
    need = fields.String(required=True)
    state = fields.String(required=True)
    lots = fields.List(fields.Nested(AwardedLot), required=True)
    none = fields.List(fields.Nested(NoneLine), required=True)
    awards = fields.List(fields.Nested(AwardSchema), required=True)
    justification = fields.String(required=True, allow_none=True)
    decided_at = fields.String(required=True)
    undo_until = fields.String(required=True)
    revision = fields.Integer(required=True)


class EvaluationSchema(StrictSchema):
    """An evaluation; what is sealed is null or an empty list."""

    need = fields.String(required=True)
    state = fields.String(required=True)
    due_at = fields.String(required=True, allow_none=True)
    opened_at = fields.String(required=True, allow_none=True)
    agreed_at = fields.String(required=True, allow_none=True)
    formula = fields.String(required=True)
    criteria = fields.List(fields.Dict(), required=True)
    evaluators = fields.List(fields.Dict(), required=True)
    own_scores = fields.List(fields.Dict(), required=True)
    scores = fields.List(fields.Dict(), required=True)
    agreed = fields.List(fields.Dict(), required=True)
    lots = fields.List(fields.Dict(), required=True)
    revision = fields.Integer(required=True)


AwardPage = page_of(AwardSchema, "AwardPage")
