"""JSON routes of awards."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import PageQuery, blueprint, listing, refuses, tagged
from marketplace.awards import queries, services
from marketplace.awards.models import ImportJob
from marketplace.awards.receiving import received, receives_history
from marketplace.awards.schemas import (
    ImportBody,
    ImportPage,
    ImportSchema,
    ImportTerms,
    PastAwardPage,
)
from marketplace.edge import actor, rule, session
from marketplace.idempotency import replayable
from marketplace.paging import next_of, offset_of

api = blueprint("awards", "The history of awards, and the files that it is read from.")


def _answer(job: ImportJob, status: int = 200) -> Response:
    location = f"/api/v1/awards/imports/{job.id}" if status == 202 else None
    return tagged(queries.job_shown(job), job.revision, status, location)


def _again(job_id: str, status: int) -> Response:
    return _answer(queries.import_job(session(), actor(), job_id), status)


@api.route("/awards/imports", methods=["POST"])
@api.doc(operationId="importAwards")
@receives_history
@api.arguments(ImportBody, location="files")
@api.arguments(ImportTerms, location="form")
@api.response(202, ImportSchema)
@refuses(api, 409, 413)
@rule("award.import")
@replayable(_again)
def import_awards(body: dict[str, Any], terms: dict[str, Any]) -> tuple[str, Response]:
    job = services.request_import(session(), actor(), received(), **terms)
    return job.id, _answer(job, 202)


@api.route("/awards/imports", methods=["GET"])
@api.doc(operationId="listImports")
@api.arguments(PageQuery, location="query")
@api.response(200, ImportPage)
@refuses(api)
@rule("award.import")
def list_imports(query: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(query["cursor"]), query["limit"]
    found, total = queries.import_jobs(session(), actor(), limit=limit, offset=start)
    return listing([queries.job_shown(job) for job in found], next_of(start, limit, total), total)


@api.route("/awards/imports/<job_id>", methods=["GET"])
@api.doc(operationId="getImport")
@api.response(200, ImportSchema)
@refuses(api)
@rule("award.import")
def get_import(job_id: str) -> Response:
    return _answer(queries.import_job(session(), actor(), job_id))


@api.route("/awards", methods=["GET"])
@api.doc(operationId="listAwards")
@api.arguments(PageQuery, location="query")
@api.response(200, PastAwardPage)
@refuses(api)
@rule("award.read_own")
def list_awards(query: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(query["cursor"]), query["limit"]
    found, total = queries.own_history(session(), actor(), q=query["q"], limit=limit, offset=start)
    return listing([queries.shown(one) for one in found], next_of(start, limit, total), total)


@api.route("/organizations/<organization_id>/awards", methods=["GET"])
@api.doc(operationId="listOrganizationAwards")
@api.arguments(PageQuery, location="query")
@api.response(200, PastAwardPage)
@refuses(api)
@rule("organization.read")
def list_organization_awards(query: dict[str, Any], organization_id: str) -> dict[str, Any]:
    start, limit = offset_of(query["cursor"]), query["limit"]
    found, total = queries.public_history(
        session(), actor(), organization_id, limit=limit, offset=start
    )
    return listing([queries.shown(one) for one in found], next_of(start, limit, total), total)
