"""JSON routes of awards: a decision, what each firm was given, and how it ends."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import listing, refuses, tagged
from marketplace.applications.queries import of_need
from marketplace.edge import actor, given_revision, rule, session
from marketplace.evaluation import asked, deciding, ending, queries, shown
from marketplace.evaluation.blueprint import api
from marketplace.evaluation.deciding import Wanted
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.schemas import (
    AwardBody,
    AwardPage,
    AwardSchema,
    DecisionSchema,
    EndBody,
    NoAwardBody,
)
from marketplace.idempotency import replayable
from marketplace.needs.queries import own_need_to_read


def _decision(decision: Decision, status: int = 200) -> Response:
    location = f"/api/v1/decisions/{decision.id}" if status == 201 else None
    return tagged(shown.decision(session(), decision), decision.revision, status, location)


def _decision_again(decision_id: str, status: int) -> Response:
    return _decision(queries.visible_decision(session(), actor(), decision_id), status)


def _award(award: Award, status: int = 200) -> Response:
    return tagged(shown.award(award), award.revision, status)


def _award_again(award_id: str, status: int) -> Response:
    return _award(queries.visible_award(session(), actor(), award_id), status)


@api.route("/needs/<need_id>/awards", methods=["POST"])
@api.doc(
    operationId="createAward",
    description="Whole or by lot, to several firms, or of a lot to nobody. The answer goes by the"
    " id of its first award. Give the need's ETag as If-Match to be sure of its revision.",
)
@api.arguments(AwardBody)
@api.response(201, DecisionSchema)
@refuses(api, 409, 412)
@rule("award.decide")
@replayable(_decision_again)
def create_award(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    need = own_need_to_read(session(), actor(), need_id, "award.decide")
    wanted = asked.award(need, of_need(session(), need.id), body)
    decision = deciding.create_award(session(), actor(), need_id, wanted, given_revision())
    return decision.id, _decision(decision, 201)


@api.route("/needs/<need_id>/no-award", methods=["POST"])
@api.doc(operationId="recordNoAward")
@api.arguments(NoAwardBody)
@api.response(201, DecisionSchema)
@refuses(api, 409, 412)
@rule("award.decide")
@replayable(_decision_again)
def record_no_award(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    need = own_need_to_read(session(), actor(), need_id, "award.decide")
    lots = asked.lots_left(session(), need, body["lots"])
    wanted = Wanted(none=dict.fromkeys(lots, body["reason"]))
    decision = deciding.create_award(session(), actor(), need_id, wanted, given_revision())
    return decision.id, _decision(decision, 201)


@api.route("/needs/<need_id>/awards", methods=["GET"])
@api.doc(operationId="listNeedAwards", description="Whatever became of them, oldest first.")
@api.response(200, AwardPage)
@refuses(api)
@rule("evaluation.read")
def list_need_awards(need_id: str) -> dict[str, Any]:
    need = own_need_to_read(session(), actor(), need_id, "evaluation.read")
    found = [shown.award(one) for one in queries.awards(session(), need.id)]
    return listing(found, None, len(found))


@api.route("/decisions/<decision_id>", methods=["GET"])
@api.doc(operationId="getDecision")
@api.response(200, DecisionSchema)
@refuses(api)
@rule("evaluation.read")
def get_decision(decision_id: str) -> Response:
    return _decision_again(decision_id, 200)


@api.route("/decisions/<decision_id>/undo", methods=["POST"])
@api.doc(
    operationId="undoAward",
    description="Within the stated time, and before another acts; all are told.",
)
@api.response(200, DecisionSchema)
@refuses(api, 409, 412)
@rule("award.decide")
@replayable(_decision_again)
def undo_award(decision_id: str) -> tuple[str, Response]:
    found = ending.undo_decision(session(), actor(), decision_id, given_revision())
    return found.id, _decision(found)


@api.route("/awards/<award_id>", methods=["GET"])
@api.doc(operationId="getAward")
@api.response(200, AwardSchema)
@refuses(api)
@rule("award.read")
def get_award(award_id: str) -> Response:
    return _award_again(award_id, 200)


@api.route("/awards/<award_id>/decline", methods=["POST"])
@api.doc(operationId="declineOffer")
@api.arguments(EndBody)
@api.response(200, AwardSchema)
@refuses(api, 409, 412)
@rule("award.decline")
@replayable(_award_again)
def decline_offer(body: dict[str, Any], award_id: str) -> tuple[str, Response]:
    award = ending.decline_offer(session(), actor(), award_id, body["reason"], given_revision())
    return award.id, _award(award)


@api.route("/awards/<award_id>/cancel", methods=["POST"])
@api.doc(operationId="cancelAward")
@api.arguments(EndBody)
@api.response(200, AwardSchema)
@refuses(api, 409, 412)
@rule("award.decide")
@replayable(_award_again)
def cancel_award(body: dict[str, Any], award_id: str) -> tuple[str, Response]:
    award = ending.cancel_award(session(), actor(), award_id, body["reason"], given_revision())
    return award.id, _award(award)
