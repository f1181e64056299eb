"""The form of an upload, and of what is told of it."""

from __future__ import annotations

from flask_smorest.fields import Upload
from marshmallow import fields

from marketplace.apikit import StrictSchema


class UploadBody(StrictSchema):
    """A PDF, JPEG, PNG, DOCX, XLSX or CSV file."""

    file = Upload(required=True)


class FileSchema(StrictSchema):
    """A kept file; it goes after a day unless something refers to it."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes"})
    sha256 = fields.String(required=True)
    uploaded_at = fields.String(required=True)
