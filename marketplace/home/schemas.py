"""What the routes of kept searches take and answer."""

from __future__ import annotations

from marshmallow import fields, validate

from marketplace.apikit import StrictSchema, page_of
from marketplace.home import saved


class SearchChangeBody(StrictSchema):
    """How mail follows what a search finds; `usual` is as for all matches."""

    mail = fields.String(required=True, validate=validate.OneOf(saved.MAIL))


class SearchBody(StrictSchema):
    """A search of needs to keep."""

    query = fields.String(
        required=True,
        validate=validate.Length(max=saved.LONGEST),
        metadata={"description": "Parameters of searchNeeds, as an address has them after `?`"},
    )
    mail = fields.String(load_default="usual", validate=validate.OneOf(saved.MAIL))


class SearchSchema(SearchBody):
    """A kept search."""

    id = fields.String(required=True)
    created_at = fields.String(required=True)


SearchPage = page_of(SearchSchema, "SavedSearchPage")
