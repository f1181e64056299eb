"""JSON routes of the ledger: claims, evidence, decisions, entries."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import listing, refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.outcomes import api_indicators as _indicators
from marketplace.outcomes import asks, claims, evidence, jobs, proving, queries, reports
from marketplace.outcomes import verification as officers
from marketplace.outcomes.blueprint import api
from marketplace.outcomes.lists import lists, reads_lists
from marketplace.outcomes.models import Claim, Evidence
from marketplace.outcomes.schemas import (
    BaselineBody,
    ConfirmBody,
    DecisionBody,
    EvidenceBody,
    JobsClaimBody,
    RevenueBody,
    ValueBody,
)
from marketplace.outcomes.shapes import (
    AskPage,
    ClaimPage,
    ClaimQuery,
    EntryPage,
    EntryQuery,
    LedgerEntrySchema,
    OutcomeClaimSchema,
    ProofSchema,
)
from marketplace.paging import next_of, offset_of
from marketplace.policy import require

__all__ = ["_indicators", "api"]


def _answer(claim: Claim, status: int = 200) -> Response:
    session().flush()
    location = f"/api/v1/outcomes/claims/{claim.id}" if status == 201 else None
    return tagged(queries.shown(session(), claim), claim.revision, status, location)


def _again(claim_id: str, status: int) -> Response:
    return _answer(claims.visible_claim(session(), actor(), claim_id), status)


@api.route("/outcomes/jobs", methods=["POST"])
@api.doc(operationId="claimJobs")
@api.arguments(JobsClaimBody)
@api.response(201, OutcomeClaimSchema)
@refuses(api, 409)
@rule("outcome.claim")
@reads_lists
@replayable(_again)
def claim_jobs(body: dict[str, Any]) -> tuple[str, Response]:
    claim = jobs.claim_jobs(session(), actor(), body, lists())
    return claim.id, _answer(claim, 201)


@api.route("/outcomes/revenue", methods=["POST"])
@api.doc(operationId="reportRevenue")
@api.arguments(RevenueBody)
@api.response(201, OutcomeClaimSchema)
@refuses(api, 409)
@rule("outcome.claim")
@replayable(_again)
def report_revenue(body: dict[str, Any]) -> tuple[str, Response]:
    claim = reports.report_revenue(session(), actor(), body)
    return claim.id, _answer(claim, 201)


@api.route("/outcomes/baselines", methods=["POST"])
@api.doc(operationId="setBaseline")
@api.arguments(BaselineBody)
@api.response(201, OutcomeClaimSchema)
@refuses(api, 409)
@rule("outcome.claim")
@replayable(_again)
def set_baseline(body: dict[str, Any]) -> tuple[str, Response]:
    claim = reports.set_baseline(session(), actor(), body)
    return claim.id, _answer(claim, 201)


@api.route("/outcomes/values", methods=["POST"])
@api.doc(operationId="enterValue")
@api.arguments(ValueBody)
@api.response(201, OutcomeClaimSchema)
@refuses(api, 409)
@rule("outcome.enter")
@replayable(_again)
def enter_value(body: dict[str, Any]) -> tuple[str, Response]:
    claim = reports.enter_value(session(), actor(), body)
    return claim.id, _answer(claim, 201)


@api.route("/outcomes/claims", methods=["GET"])
@api.doc(operationId="listOutcomeClaims")
@api.arguments(ClaimQuery, location="query")
@api.response(200, ClaimPage)
@refuses(api)
@rule("outcome.list")
def list_claims(wanted: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    found, total = queries.claims(
        session(),
        actor(),
        states=wanted["state"],
        kinds=wanted["kind"],
        limit=limit,
        offset=start,
    )
    shown = [queries.shown(session(), one) for one in found]
    return listing(shown, next_of(start, limit, total), total)


@api.route("/outcomes/claims/<outcome_id>", methods=["GET"])
@api.doc(operationId="getOutcomeClaim")
@api.response(200, OutcomeClaimSchema)
@refuses(api)
@rule("outcome.list")
def get_claim(outcome_id: str) -> Response:
    return _answer(claims.visible_claim(session(), actor(), outcome_id))


@api.route("/outcomes/claims/<outcome_id>", methods=["PUT"])
@api.doc(operationId="reviseJobsClaim")
@api.arguments(JobsClaimBody)
@api.response(200, OutcomeClaimSchema)
@refuses(api, 409, 412, 428)
@rule("outcome.claim")
@reads_lists
def revise_claim(body: dict[str, Any], outcome_id: str) -> Response:
    revision = expected_revision()
    return _answer(jobs.revise_claim(session(), actor(), outcome_id, body, lists(), revision))


def _proof(found: Evidence, status: int) -> Response:
    session().flush()
    response = jsonify(queries.proof(found))
    response.status_code = status
    return response


def _proof_again(evidence_id: str, status: int) -> Response:
    found = session().get_one(Evidence, evidence_id)
    claims.visible_claim(session(), actor(), found.claim_id)
    return _proof(found, status)


@api.route("/outcomes/claims/<outcome_id>/evidence", methods=["POST"])
@api.doc(operationId="addEvidence")
@api.arguments(EvidenceBody)
@api.response(201, ProofSchema)
@refuses(api, 409)
@rule("outcome.list")
@reads_lists
@replayable(_proof_again)
def add_evidence(body: dict[str, Any], outcome_id: str) -> tuple[str, Response]:
    found = proving.add_evidence(session(), actor(), outcome_id, body, lists())
    return found.id, _proof(found, 201)


@api.route("/outcomes/evidence/<evidence_id>", methods=["DELETE"])
@api.doc(operationId="eraseEvidence")
@api.response(200, ProofSchema)
@refuses(api, 409)
@rule("outcome.list")
def erase_evidence(evidence_id: str) -> Response:
    return _proof(evidence.erase(session(), actor(), evidence_id), 200)


@api.route("/outcomes/claims/<outcome_id>/decision", methods=["POST"])
@api.doc(operationId="decideVerification")
@api.arguments(DecisionBody)
@api.response(200, OutcomeClaimSchema)
@refuses(api, 409, 412)
@rule("outcome.verify")
@replayable(_again)
def decide_verification(body: dict[str, Any], outcome_id: str) -> tuple[str, Response]:
    claim = officers.decide_verification(session(), actor(), outcome_id, body, given_revision())
    return claim.id, _answer(claim)


@api.route("/outcomes/claims/<outcome_id>/confirm", methods=["POST"])
@api.doc(operationId="confirmJobs")
@api.arguments(ConfirmBody)
@api.response(200, OutcomeClaimSchema)
@refuses(api, 409)
@rule("outcome.claim")
@replayable(_again)
def confirm_jobs(body: dict[str, Any], outcome_id: str) -> tuple[str, Response]:
    claim = officers.confirm_jobs(session(), actor(), outcome_id, body)
    return claim.id, _answer(claim)


@api.route("/outcomes/asks", methods=["GET"])
@api.doc(operationId="listOutcomeAsks")
@api.response(200, AskPage)
@refuses(api)
@rule("outcome.read_own")
def list_asks() -> dict[str, Any]:
    require(actor(), "outcome.read_own", actor().organization or "")
    found = asks.open_asks(session(), str(actor().organization))
    return listing([queries.asked(one) for one in found], None, len(found))


@api.route("/outcomes/entries", methods=["GET"])
@api.doc(operationId="listEntries")
@api.arguments(EntryQuery, location="query")
@api.response(200, EntryPage)
@refuses(api)
@rule("outcome.list")
def list_entries(wanted: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    found, total = queries.entries(
        session(),
        actor(),
        indicators=wanted["indicator"],
        periods=wanted["period"],
        organization=wanted["organization"],
        claim=wanted["claim"],
        limit=limit,
        offset=start,
    )
    return listing(
        [queries.entry_fields(*one) for one in found], next_of(start, limit, total), total
    )


@api.route("/outcomes/entries/<entry_id>", methods=["GET"])
@api.doc(operationId="getEntry")
@api.response(200, LedgerEntrySchema)
@refuses(api)
@rule("outcome.list")
def get_entry(entry_id: str) -> Response:
    return jsonify(queries.entry_fields(*queries.entry(session(), actor(), entry_id)))
