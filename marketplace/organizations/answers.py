"""Schemas of what organisations' routes answer besides the organisation itself."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from marketplace.apikit import PageQuery, page_of
from marketplace.exports import FORMATS
from marketplace.organizations import rules
from marketplace.organizations.schemas import OrganizationSchema
from marketplace.policy import ROLES

ROLE = validate.OneOf(ROLES)


class PlaceToActSchema(Schema):
    """An organisation of the person, with the role there."""

    organization = fields.String(required=True)
    name = fields.String(required=True)
    kinds = fields.List(fields.String(), required=True)
    state = fields.String(required=True, validate=validate.OneOf(rules.STATES))
    role = fields.String(required=True, validate=ROLE)


class MeSchema(Schema):
    """The acting person, and as whom this request acts."""

    id = fields.String(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    language = fields.String(required=True)
    administrator = fields.Boolean(required=True)
    two_factor = fields.Boolean(required=True)
    organization = fields.String(required=True, allow_none=True)
    adviser = fields.String(required=True, allow_none=True)
    role = fields.String(required=True, allow_none=True)
    scopes = fields.List(fields.String(), required=True, allow_none=True)
    organizations = fields.List(fields.Nested(PlaceToActSchema), required=True)


class MembershipSchema(Schema):
    """A person in an organisation; `state` is asked or member."""

    id = fields.String(required=True)
    organization = fields.String(required=True)
    user = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=ROLE)
    state = fields.String(required=True, validate=validate.OneOf(("asked", "member")))
    created_at = fields.String(required=True)


class InvitedSchema(Schema):
    """An address invited to join."""

    id = fields.String(required=True)
    organization = fields.String(required=True)
    email = fields.String(required=True)
    role = fields.String(required=True, validate=ROLE)
    created_at = fields.String(required=True)
    expires_at = fields.String(required=True)


class DelegationSchema(Schema):
    """A firm lets an adviser act for it."""

    id = fields.String(required=True)
    organization = fields.String(required=True)
    adviser = fields.String(required=True)
    tasks = fields.List(fields.String(validate=validate.OneOf(rules.TASKS)), required=True)
    until = fields.String(required=True)
    created_at = fields.String(required=True)
    revoked_at = fields.String(required=True, allow_none=True)
    in_force = fields.Boolean(required=True)


class ClaimSchema(Schema):
    """Somebody says that an organisation is theirs."""

    id = fields.String(required=True)
    organization = fields.String(required=True)
    user = fields.String(required=True)
    proof = fields.String(required=True)
    file = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    created_at = fields.String(required=True)
    decided_at = fields.String(required=True, allow_none=True)


class ReportSchema(Schema):
    """Somebody says that something is wrong."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    subject = fields.String(required=True)
    text = fields.String(required=True)
    state = fields.String(required=True)
    decision = fields.String(required=True, allow_none=True)
    created_at = fields.String(required=True)
    decided_at = fields.String(required=True, allow_none=True)


class AuditSchema(Schema):
    """Who did what, for whom; `adviser` acted by delegation."""

    id = fields.String(required=True)
    at = fields.String(required=True)
    action = fields.String(required=True)
    subject = fields.String(required=True)
    user = fields.String(required=True, allow_none=True)
    user_name = fields.String(required=True, allow_none=True)
    organization = fields.String(required=True, allow_none=True)
    organization_name = fields.String(required=True, allow_none=True)
    adviser = fields.String(required=True, allow_none=True)
    adviser_name = fields.String(required=True, allow_none=True)
    token = fields.String(required=True, allow_none=True)
    request_id = fields.String(required=True, allow_none=True)
    details = fields.Dict(required=True)


class StateQuery(PageQuery):
    """Open entries of a queue, or decided ones."""

    state = fields.String(load_default="open", validate=validate.Length(1, 10))


class AuditQuery(PageQuery):
    """Which entries; `since` and `until` are days, both included."""

    action = fields.String(load_default="", validate=validate.Length(max=60))
    subject = fields.String(load_default="", validate=validate.Length(max=80))
    user = fields.String(load_default="", validate=validate.Length(max=36))
    organization = fields.String(load_default="", validate=validate.Length(max=36))
    since = fields.Date(load_default=None, allow_none=True)
    until = fields.Date(load_default=None, allow_none=True)


class AuditListQuery(AuditQuery):
    """The same, and as what it is answered; a file holds what is found, not one page of it."""

    format = fields.String(load_default="json", validate=validate.OneOf(("json", *FORMATS)))


OrganizationPage = page_of(OrganizationSchema, "OrganizationReviewPage")
MembershipPage = page_of(MembershipSchema, "MembershipPage")
InvitedPage = page_of(InvitedSchema, "MemberInvitationPage")
DelegationPage = page_of(DelegationSchema, "DelegationPage")
ClaimPage = page_of(ClaimSchema, "ClaimPage")
ReportPage = page_of(ReportSchema, "ReportPage")
AuditPage = page_of(AuditSchema, "AuditPage")
