"""JSON routes of organisations themselves, and of the acting person."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.accounts import services as accounts
from marketplace.accounts.schemas import MeBody
from marketplace.apikit import refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.organizations import (
    api_accounts,
    api_advisers,
    api_audit,
    api_members,
    api_staff,
    people,
    queries,
    services,
)
from marketplace.organizations.answers import MeSchema
from marketplace.organizations.blueprint import api
from marketplace.organizations.models import Organization
from marketplace.organizations.schemas import OrganizationBody, OrganizationSchema

__all__ = ["api", "api_accounts", "api_advisers", "api_audit", "api_members", "api_staff"]


def _answer(organization: Organization, status: int = 200) -> Response:
    location = f"/api/v1/organizations/{organization.id}" if status == 201 else None
    fields = queries.shown(session(), actor(), organization)
    return tagged(fields, organization.revision, status, location)


def _again(organization_id: str, status: int) -> Response:
    return _answer(queries.visible(session(), actor(), organization_id), status)


@api.route("/me", methods=["GET"])
@api.doc(operationId="getMe")
@api.response(200, MeSchema)
@refuses(api)
@rule("account.self")
def get_me() -> Response:
    return tagged(*people.me(session(), actor()))


@api.route("/me", methods=["PUT"])
@api.doc(operationId="updateMe")
@api.arguments(MeBody)
@api.response(200, MeSchema)
@refuses(api, 412, 428)
@rule("account.self")
def update_me(body: dict[str, Any]) -> Response:
    accounts.update_me(session(), actor(), body, expected_revision())
    return tagged(*people.me(session(), actor()))


@api.route("/organizations", methods=["POST"])
@api.doc(operationId="createOrganization")
@api.arguments(OrganizationBody)
@api.response(201, OrganizationSchema)
@refuses(api, 409)
@rule("organization.create")
@replayable(_again)
def create_organization(content: dict[str, Any]) -> tuple[str, Response]:
    organization = services.create_organization(session(), actor(), content)
    session().flush()
    return organization.id, _answer(organization, 201)


@api.route("/organizations/<organization_id>", methods=["GET"])
@api.doc(operationId="getOrganization")
@api.response(200, OrganizationSchema)
@refuses(api)
@rule("organization.read")
def get_organization(organization_id: str) -> Response:
    return _answer(queries.visible(session(), actor(), organization_id))


@api.route("/organizations/<organization_id>", methods=["PUT"])
@api.doc(operationId="updateOrganization")
@api.arguments(OrganizationBody)
@api.response(200, OrganizationSchema)
@refuses(api, 409, 412, 428)
@rule("organization.update")
def update_organization(content: dict[str, Any], organization_id: str) -> Response:
    return _answer(
        services.update_organization(
            session(), actor(), organization_id, content, expected_revision()
        )
    )


@api.route("/organizations/<organization_id>/submit", methods=["POST"])
@api.doc(operationId="submitOrganization")
@api.response(200, OrganizationSchema)
@refuses(api, 409, 412)
@rule("organization.submit")
@replayable(_again)
def submit_organization(organization_id: str) -> tuple[str, Response]:
    organization = services.submit_organization(
        session(), actor(), organization_id, given_revision()
    )
    return organization.id, _answer(organization)
