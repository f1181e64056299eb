"""What administrators' routes of accounts take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.fields import Text
from marketplace.organizations import rules
from marketplace.organizations.accounts_list import SORTS, STATES
from marketplace.policy import ROLES


class BelongsSchema(Schema):
    """An organisation of a person."""

    organization = fields.String(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(rules.STATES))
    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class LockSchema(Schema):
    """The lock that is in force."""

    at = fields.String(required=True)
    by = fields.String(required=True)
    reason = fields.String(required=True)


class AccountSchema(Schema):
    """An account as administrators see it; `sign_ins` and `tokens` count those that work."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    language = fields.String(required=True)
    administrator = fields.Boolean(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    two_factor = fields.Boolean(required=True)
    created_at = fields.String(required=True)
    confirmed_at = fields.String(required=True, allow_none=True)
    signed_in_at = fields.String(required=True, allow_none=True)
    sign_ins = fields.Integer(required=True)
    tokens = fields.Integer(required=True)
    lock = fields.Nested(LockSchema, required=True, allow_none=True)
    memberships = fields.List(fields.Nested(BelongsSchema), required=True)


class AccountQuery(PageQuery):
    """Which accounts; words stand in name or address. Closed ones only where asked for."""

    state = fields.String(load_default="", validate=validate.OneOf(("", *STATES)))
    two_factor = fields.Boolean(load_default=None, allow_none=True)
    administrator = fields.Boolean(load_default=None, allow_none=True)
    sort = fields.String(
        load_default="name",
        validate=validate.OneOf([way for one in SORTS for way in (one, f"-{one}")]),
    )


class AccountReasonBody(StrictSchema):
    """Why an account is locked or unlocked; its person reads it."""

    reason = Text(required=True, validate=validate.Length(3, 2_000))


AccountPage = page_of(AccountSchema, "AccountPage")
