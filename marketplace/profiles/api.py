"""JSON routes of profiles."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import blueprint, refuses, tagged
from marketplace.edge import actor, expected_revision, rule, session
from marketplace.finding import found_schema
from marketplace.profiles import queries, searching, services
from marketplace.profiles.schemas import OrganizationFound, ProfileContent, ProfileSchema

api = blueprint("profiles", "What organisations say of themselves, and who may see which part.")


def _answer(organization_id: str) -> Response:
    profile = queries.seen(session(), actor(), organization_id)
    return tagged(queries.shown(session(), profile), profile.revision)


@api.route("/organizations", methods=["GET"])
@api.doc(operationId="searchOrganizations")
@api.arguments(searching.SEARCH.schema("OrganizationQuery"), location="query")
@api.response(200, found_schema(OrganizationFound, "OrganizationsFound"))
@refuses(api, 503)
@rule("public.read")
def search_organizations(asked: dict[str, Any]) -> dict[str, Any]:
    return searching.search(session(), actor(), asked)


@api.route("/organizations/<organization_id>/profile", methods=["GET"])
@api.doc(operationId="getProfile")
@api.response(200, ProfileSchema)
@refuses(api)
@rule("profile.read")
def get_profile(organization_id: str) -> Response:
    return _answer(organization_id)


@api.route("/organizations/<organization_id>/profile", methods=["PUT"])
@api.doc(operationId="putProfile")
@api.arguments(ProfileContent)
@api.response(200, ProfileSchema)
@refuses(api, 412, 428)
@rule("profile.update")
def put_profile(content: dict[str, Any], organization_id: str) -> Response:
    services.put_profile(session(), actor(), organization_id, content, expected_revision())
    return _answer(organization_id)
