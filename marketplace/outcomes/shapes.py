"""What the ledger's API answers."""

from __future__ import annotations

from marshmallow import fields

from marketplace.apikit import PageQuery, StrictSchema, page_of


class ProofSchema(StrictSchema):
    """A file that proves a claim; erased, its hash and counts stay."""

    id = fields.String(required=True)
    claim = fields.String(required=True)
    kind = fields.String(required=True)
    file = fields.String(allow_none=True)
    sha256 = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    counts = fields.Dict(metadata={"description": "What was counted in a payroll list"})
    added_at = fields.String(required=True)
    erased_at = fields.String(allow_none=True)


class OutcomeDecisionSchema(StrictSchema):
    """What was decided on a claim."""

    id = fields.String(required=True)
    decision = fields.String(required=True)
    reason = fields.String(allow_none=True)
    content = fields.Dict()
    visit = fields.Dict(allow_none=True)
    made_at = fields.String(required=True)


class OutcomeClaimSchema(StrictSchema):
    """A claim of jobs, a report of revenue, a baseline, or a value that staff entered."""

    id = fields.String(required=True)
    ref = fields.String(required=True)
    kind = fields.String(required=True)
    organization = fields.String(required=True)
    deal = fields.String(allow_none=True)
    period_measured = fields.String(required=True)
    measured_on = fields.String(required=True)
    submitted_at = fields.String(required=True)
    state = fields.String(
        required=True,
        metadata={"description": "claimed, evidenced, verified, returned, rejected or expired"},
    )
    revision = fields.Integer(required=True)
    content = fields.Dict(required=True)
    lines = fields.List(fields.Dict(), allow_none=True)
    explanation = fields.String(allow_none=True)
    gates = fields.List(fields.Dict())
    sample = fields.Dict()
    evidence = fields.List(fields.Nested(ProofSchema))
    decision = fields.Nested(OutcomeDecisionSchema, allow_none=True)


class LedgerEntrySchema(StrictSchema):
    """One value of the ledger with where it comes from and how it stands."""

    id = fields.String(required=True)
    indicator = fields.String(required=True)
    organization = fields.String(required=True)
    identifier = fields.String(allow_none=True)
    period_measured = fields.String(required=True)
    measured_on = fields.String(required=True)
    reported_on = fields.String(required=True)
    period_reported = fields.String(required=True)
    lag_days = fields.Integer(required=True)
    value = fields.String(required=True)
    unit = fields.String(required=True)
    original = fields.String(allow_none=True)
    currency = fields.String(allow_none=True)
    rate = fields.String(allow_none=True)
    rate_on = fields.String(allow_none=True)
    cut = fields.Dict()
    source = fields.String(required=True)
    claim = fields.String(allow_none=True)
    deal = fields.String(allow_none=True)
    status = fields.String(required=True)
    revises = fields.String(allow_none=True)
    revised_by = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class AskSchema(StrictSchema):
    """What a firm is asked for: the jobs of a deal, or to confirm claimed jobs."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    subject = fields.String(required=True)
    asked_at = fields.String(required=True)
    due = fields.String(required=True)


class ClaimQuery(PageQuery):
    """Filters of the list of claims."""

    state = fields.List(fields.String(), load_default=list)
    kind = fields.List(fields.String(), load_default=list)


class EntryQuery(PageQuery):
    """Filters of the list of entries."""

    indicator = fields.List(fields.String(), load_default=list)
    period = fields.List(fields.String(), load_default=list)
    organization = fields.String(load_default=None, allow_none=True)
    claim = fields.String(load_default=None, allow_none=True)


ClaimPage = page_of(OutcomeClaimSchema, "OutcomeClaimPage")
EntryPage = page_of(LedgerEntrySchema, "EntryPage")
AskPage = page_of(AskSchema, "AskPage")
