"""JSON routes of verification, claims and reports."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import listing, refuses, tagged
from marketplace.edge import actor, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.limits import limited
from marketplace.organizations import claims, queries, reports, services
from marketplace.organizations.answers import (
    ClaimPage,
    ClaimSchema,
    OrganizationPage,
    ReportPage,
    ReportSchema,
    StateQuery,
)
from marketplace.organizations.blueprint import api
from marketplace.organizations.models import Claim, Organization, Report
from marketplace.organizations.schemas import (
    ClaimBody,
    OrganizationSchema,
    ReportBody,
    ReportDecisionBody,
    ReviewBody,
    ReviewQuery,
    VerdictBody,
)
from marketplace.paging import next_of, offset_of


def _with_status(body: Any, status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response


def _reviewed(organization: Organization, status: int) -> Response:
    fields = queries.shown(session(), actor(), organization)
    return tagged(fields, organization.revision, status)


def _reviewed_again(organization_id: str, status: int) -> Response:
    return _reviewed(queries.visible(session(), actor(), organization_id), status)


@api.route("/reviews", methods=["GET"])
@api.doc(operationId="listReviews")
@api.arguments(ReviewQuery, location="query")
@api.response(200, OrganizationPage)
@refuses(api)
@rule("organization.review")
def list_reviews(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = queries.to_review(session(), actor(), (asked["state"],), limit, start)
    items = [queries.shown(session(), actor(), one) for one in found]
    return listing(items, next_of(start, limit, total), total)


@api.route("/organizations/<organization_id>/review", methods=["POST"])
@api.doc(operationId="reviewOrganization")
@api.arguments(ReviewBody)
@api.response(200, OrganizationSchema)
@refuses(api, 409, 412)
@rule("organization.review")
@replayable(_reviewed_again)
def review_organization(body: dict[str, Any], organization_id: str) -> tuple[str, Response]:
    organization = services.review_organization(
        session(), actor(), organization_id, body["decision"], body["reason"], given_revision()
    )
    return organization.id, _reviewed(organization, 200)


def _claim_again(claim_id: str, status: int) -> Response:
    return _with_status(claims.shown(session().get_one(Claim, claim_id)), status)


@api.route("/organizations/<organization_id>/claims", methods=["POST"])
@api.doc(operationId="claimOrganization")
@limited("claim")
@api.arguments(ClaimBody)
@api.response(201, ClaimSchema)
@refuses(api, 409)
@rule("organization.claim")
@replayable(_claim_again)
def claim_organization(body: dict[str, Any], organization_id: str) -> tuple[str, Response]:
    claim = claims.claim_organization(
        session(), actor(), organization_id, body["identifier"], body["proof"], body["file"]
    )
    return claim.id, _with_status(claims.shown(claim), 201)


@api.route("/claims", methods=["GET"])
@api.doc(operationId="listClaims")
@api.arguments(StateQuery, location="query")
@api.response(200, ClaimPage)
@refuses(api)
@rule("organization.review")
def list_claims(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = claims.claims(session(), actor(), asked["state"], limit, start)
    return listing([claims.shown(one) for one in found], next_of(start, limit, total), total)


@api.route("/claims/<claim_id>", methods=["GET"])
@api.doc(operationId="getClaim")
@api.response(200, ClaimSchema)
@refuses(api)
@rule("account.self")
def get_claim(claim_id: str) -> dict[str, Any]:
    return claims.shown(claims.own_claim(session(), actor(), claim_id))


@api.route("/claims/<claim_id>/decision", methods=["POST"])
@api.doc(operationId="decideClaim")
@api.arguments(VerdictBody)
@api.response(200, ClaimSchema)
@refuses(api, 409)
@rule("organization.review")
@replayable(_claim_again)
def decide_claim(body: dict[str, Any], claim_id: str) -> tuple[str, Response]:
    approve = body["decision"] == "approve"
    claim = claims.decide_claim(session(), actor(), claim_id, approve, body["reason"])
    return claim.id, _with_status(claims.shown(claim), 200)


def _report_again(report_id: str, status: int) -> Response:
    return _with_status(reports.shown(session().get_one(Report, report_id)), status)


@api.route("/reports", methods=["POST"])
@api.doc(operationId="report")
@limited("report")
@api.arguments(ReportBody)
@api.response(201, ReportSchema)
@refuses(api, 409)
@rule("organization.report")
@replayable(_report_again)
def report(body: dict[str, Any]) -> tuple[str, Response]:
    entry = reports.report(session(), actor(), body["kind"], body["subject"], body["text"])
    return entry.id, _with_status(reports.shown(entry), 201)


@api.route("/reports", methods=["GET"])
@api.doc(operationId="listReports")
@api.arguments(StateQuery, location="query")
@api.response(200, ReportPage)
@refuses(api)
@rule("report.decide")
def list_reports(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = reports.reports(session(), actor(), asked["state"], limit, start)
    return listing([reports.shown(one) for one in found], next_of(start, limit, total), total)


@api.route("/reports/<report_id>/decision", methods=["POST"])
@api.doc(operationId="decideReport")
@api.arguments(ReportDecisionBody)
@api.response(200, ReportSchema)
@refuses(api, 409)
@rule("report.decide")
@replayable(_report_again)
def decide_report(body: dict[str, Any], report_id: str) -> tuple[str, Response]:
    entry = reports.decide_report(session(), actor(), report_id, body["state"], body["decision"])
    return entry.id, _with_status(reports.shown(entry), 200)
