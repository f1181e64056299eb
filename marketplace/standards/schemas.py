"""Answers of the standards' routes; the standards themselves say more."""

from __future__ import annotations

from marshmallow import fields

from marketplace.apikit import StrictSchema


class PublisherSchema(StrictSchema):
    """Who publishes."""

    name = fields.String(required=True)
    uri = fields.String(required=True)


class RecordPackageSchema(StrictSchema):
    """An OCDS 1.1 record package of one process."""

    uri = fields.String(required=True)
    version = fields.String(required=True)
    extensions = fields.List(fields.String(), required=True)
    publishedDate = fields.String(required=True)
    publisher = fields.Nested(PublisherSchema, required=True)
    records = fields.List(fields.Dict(), required=True)
