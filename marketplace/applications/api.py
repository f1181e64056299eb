"""JSON routes of applications."""

from __future__ import annotations

from typing import Any

from flask import Response

from events.context import now
from marketplace.apikit import blueprint, listing, refuses, tagged
from marketplace.applications import queries, services
from marketplace.applications.models import Application
from marketplace.applications.schemas import (
    ApplicationContent,
    ApplicationPage,
    ApplicationQuery,
    ApplicationSchema,
    SealedPage,
    VersionPage,
)
from marketplace.applications.shown import shown, shown_all, version_fields
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.needs.queries import visible_need
from marketplace.paging import next_of, offset_of

api = blueprint("applications", "What firms offer for a need, sealed until its deadline.")


def _answer(application: Application, status: int = 200) -> Response:
    location = f"/api/v1/applications/{application.id}" if status == 201 else None
    body = shown(session(), actor(), application)
    return tagged(body, application.revision, status, location)


def _again(application_id: str, status: int) -> Response:
    return _answer(queries.visible_application(session(), actor(), application_id), status)


@api.route("/needs/<need_id>/applications", methods=["POST"])
@api.doc(operationId="createApplication")
@api.arguments(ApplicationContent)
@api.response(201, ApplicationSchema)
@refuses(api, 409)
@rule("application.write")
@replayable(_again)
def create_application(content: dict[str, Any], need_id: str) -> tuple[str, Response]:
    application = services.create_application(session(), actor(), need_id, content)
    return application.id, _answer(application, 201)


@api.route("/needs/<need_id>/applications", methods=["GET"])
@api.doc(
    operationId="listApplications",
    description="For the buyer: how many there are, and from the opening of the seal which ones."
    " For a firm: its own applications for this need.",
)
@api.arguments(ApplicationQuery, location="query")
@api.response(200, SealedPage)
@refuses(api)
@rule("application.list")
def list_applications(wanted: dict[str, Any], need_id: str) -> dict[str, Any]:
    need = visible_need(session(), actor(), need_id)
    sealed = queries.sealed(need, now(session()))
    opens = need.apply_by.isoformat() if sealed and need.apply_by else None
    found, following, total = _listed(need_id, wanted)
    items = shown_all(session(), actor(), found)
    return listing(items, following, total) | {"sealed": sealed, "opens_at": opens}


def _listed(need_id: str, wanted: dict[str, Any]) -> tuple[list[Application], str | None, int]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    found, total = queries.for_reader(
        session(), actor(), need_id, states=wanted["state"], limit=limit, offset=start
    )
    return found, next_of(start, limit, total) if found else None, total


@api.route("/own/applications", methods=["GET"])
@api.doc(operationId="listOwnApplications")
@api.arguments(ApplicationQuery, location="query")
@api.response(200, ApplicationPage)
@refuses(api)
@rule("application.read_own")
def list_own_applications(wanted: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    found, total = queries.own_applications(
        session(), actor(), states=wanted["state"], q=wanted["q"], limit=limit, offset=start
    )
    items = shown_all(session(), actor(), [application for application, _ in found])
    return listing(items, next_of(start, limit, total), total)


@api.route("/applications/<application_id>", methods=["GET"])
@api.doc(operationId="getApplication")
@api.response(200, ApplicationSchema)
@refuses(api)
@rule("application.list")
def get_application(application_id: str) -> Response:
    return _answer(queries.visible_application(session(), actor(), application_id))


@api.route("/applications/<application_id>", methods=["PUT"])
@api.doc(operationId="updateApplication")
@api.arguments(ApplicationContent)
@api.response(200, ApplicationSchema)
@refuses(api, 409, 412, 428)
@rule("application.write")
def update_application(content: dict[str, Any], application_id: str) -> Response:
    return _answer(
        services.update_application(
            session(), actor(), application_id, content, expected_revision()
        )
    )


@api.route("/applications/<application_id>/submit", methods=["POST"])
@api.doc(operationId="submitApplication")
@api.response(200, ApplicationSchema)
@refuses(api, 409, 412)
@rule("application.submit")
@replayable(_again)
def submit_application(application_id: str) -> tuple[str, Response]:
    found = services.submit_application(session(), actor(), application_id, given_revision())
    return found.id, _answer(found)


@api.route("/applications/<application_id>/confirm", methods=["POST"])
@api.doc(operationId="confirmApplication")
@api.response(200, ApplicationSchema)
@refuses(api, 409, 412)
@rule("application.submit")
@replayable(_again)
def confirm_application(application_id: str) -> tuple[str, Response]:
    found = services.confirm_application(session(), actor(), application_id, given_revision())
    return found.id, _answer(found)


@api.route("/applications/<application_id>/withdraw", methods=["POST"])
@api.doc(operationId="withdrawApplication")
@api.response(200, ApplicationSchema)
@refuses(api, 409, 412)
@rule("application.write")
@replayable(_again)
def withdraw_application(application_id: str) -> tuple[str, Response]:
    found = services.withdraw_application(session(), actor(), application_id, given_revision())
    return found.id, _answer(found)


@api.route("/applications/<application_id>/versions", methods=["GET"])
@api.doc(operationId="listApplicationVersions")
@api.response(200, VersionPage)
@refuses(api)
@rule("application.read_own")
def list_versions(application_id: str) -> dict[str, Any]:
    application = queries.own_application(
        session(), actor(), application_id, "application.read_own"
    )
    found = [version_fields(one) for one in queries.versions(session(), application)]
    return listing(found, None, len(found))
