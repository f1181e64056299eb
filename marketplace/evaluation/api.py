"""JSON routes of evaluations: who scores, conflicts of interest, scores, agreed scores."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.evaluation import agreeing, api_awards, asked, people, scoring, shown
from marketplace.evaluation.blueprint import api
from marketplace.evaluation.people import Declared
from marketplace.evaluation.schemas import (
    AgreedBody,
    ConflictsBody,
    EvaluationSchema,
    EvaluatorsBody,
    ScoreBody,
)
from marketplace.idempotency import replayable
from marketplace.needs.queries import own_need_to_read

__all__ = ["api", "api_awards"]


def _answer(need_id: str, status: int = 200) -> Response:
    need = own_need_to_read(session(), actor(), need_id, "evaluation.read")
    body = shown.evaluation(session(), actor(), need)
    return tagged(body, body["revision"], status)


@api.route("/needs/<need_id>/evaluation", methods=["GET"])
@api.doc(
    operationId="getEvaluation",
    description="Before all evaluators have sent: one's own scores, and who is waited for.",
)
@api.response(200, EvaluationSchema)
@refuses(api)
@rule("evaluation.read")
def get_evaluation(need_id: str) -> Response:
    return _answer(need_id)


@api.route("/needs/<need_id>/evaluators", methods=["PUT"])
@api.doc(operationId="putEvaluators")
@api.arguments(EvaluatorsBody)
@api.response(200, EvaluationSchema)
@refuses(api, 409, 412, 428)
@rule("evaluation.manage")
def put_evaluators(body: dict[str, Any], need_id: str) -> Response:
    expected = expected_revision()
    people.name_evaluators(session(), actor(), need_id, body["people"], body["chair"], expected)
    return _answer(need_id)


@api.route("/needs/<need_id>/conflicts", methods=["POST"])
@api.doc(operationId="declareConflicts")
@api.arguments(ConflictsBody)
@api.response(200, EvaluationSchema)
@refuses(api, 409)
@rule("evaluation.score")
@replayable(_answer)
def declare_conflicts(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    declared = [Declared(one["organization"], one["sentence"]) for one in body["conflicts"]]
    people.declare(session(), actor(), need_id, declared)
    return need_id, _answer(need_id)


@api.route("/applications/<application_id>/scores", methods=["POST"])
@api.doc(operationId="scoreApplication")
@api.arguments(ScoreBody)
@api.response(200, EvaluationSchema)
@refuses(api, 409)
@rule("evaluation.score")
@replayable(_answer)
def score_application(body: dict[str, Any], application_id: str) -> tuple[str, Response]:
    need, application = scoring.application_to_score(session(), actor(), application_id)
    entries = asked.scores(need, application, body["scores"])
    scoring.score_application(
        session(),
        actor(),
        application_id,
        entries,
        conflict=body["conflict"],
        draft=body["draft"],
    )
    return need.id, _answer(need.id)


@api.route("/needs/<need_id>/scores/send", methods=["POST"])
@api.doc(operationId="sendScores")
@api.response(200, EvaluationSchema)
@refuses(api, 409)
@rule("evaluation.score")
@replayable(_answer)
def send_scores(need_id: str) -> tuple[str, Response]:
    scoring.send_scores(session(), actor(), need_id)
    return need_id, _answer(need_id)


@api.route("/needs/<need_id>/agreed", methods=["POST"])
@api.doc(
    operationId="agreeScores",
    description="Where nothing is said, the agreed score is the mean of the evaluators'.",
)
@api.arguments(AgreedBody)
@api.response(200, EvaluationSchema)
@refuses(api, 409, 412)
@rule("evaluation.score")
@replayable(_answer)
def agree_scores(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    need = own_need_to_read(session(), actor(), need_id, "evaluation.score")
    entries = asked.agreed(need, body["scores"])
    agreeing.agree_scores(session(), actor(), need_id, entries, given_revision())
    return need_id, _answer(need_id)
