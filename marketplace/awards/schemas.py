"""The history of awards and its imports, as they are sent and read."""

from __future__ import annotations

from flask_smorest.fields import Upload
from marshmallow import fields, validate

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.exports import FORMATS


class HistoryQuery(PageQuery):
    """A page of the history, which also comes as a file."""

    format = fields.String(load_default=None, validate=validate.OneOf(FORMATS))


class ImportBody(StrictSchema):
    """A history: CSV, or OCDS as JSON or JSON lines; plain or gzipped."""

    file = Upload(required=True)


class ImportTerms(StrictSchema):
    """How the file is read."""

    private = fields.Boolean(
        load_default=False, metadata={"description": "Rank by it only for its buyer"}
    )
    dry_run = fields.Boolean(
        load_default=False, metadata={"description": "Say what would be loaded, load nothing"}
    )


class LineFault(StrictSchema):
    """A row that was not taken."""

    line = fields.Integer(required=True)
    reason = fields.String(required=True)


class ImportSchema(StrictSchema):
    """An import and how far it is; `rows` counts those read so far."""

    id = fields.String(required=True)
    file = fields.String(required=True)
    state = fields.String(
        required=True, metadata={"enum": ["waiting", "running", "finished", "failed"]}
    )
    reason = fields.String(required=True, allow_none=True)
    private = fields.Boolean(required=True)
    dry_run = fields.Boolean(required=True)
    rows = fields.Integer(required=True)
    loaded = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    left_out = fields.Integer(required=True, metadata={"description": "Natural persons"})
    organizations_created = fields.Integer(required=True)
    fault_count = fields.Integer(required=True)
    faults = fields.List(fields.Nested(LineFault), required=True)
    created_at = fields.String(required=True)
    finished_at = fields.String(required=True, allow_none=True)


class SideSchema(StrictSchema):
    """A buyer or supplier."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class PastAwardSchema(StrictSchema):
    """An award of the history to one supplier."""

    id = fields.String(required=True)
    source = fields.String(required=True)
    source_id = fields.String(required=True)
    date = fields.String(required=True)
    title = fields.String(required=True)
    buyer = fields.Nested(SideSchema, required=True)
    supplier = fields.Nested(SideSchema, required=True)
    cpv = fields.String(required=True, allow_none=True)
    cpv_label = fields.String(required=True, allow_none=True)
    category = fields.String(required=True, allow_none=True)
    region = fields.String(required=True, allow_none=True)
    municipality = fields.String(required=True, allow_none=True)
    country = fields.String(required=True)
    value = fields.String(required=True, allow_none=True)
    currency = fields.String(required=True, allow_none=True)
    private = fields.Boolean(required=True)


ImportPage = page_of(ImportSchema, "ImportPage")
PastAwardPage = page_of(PastAwardSchema, "PastAwardPage")
