"""JSON routes of needs."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from events.context import now
from marketplace.apikit import listing, page_of, refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.finding import found
from marketplace.idempotency import replayable
from marketplace.limits import limited
from marketplace.needs import api_review, dialogue, queries, services
from marketplace.needs.blueprint import api
from marketplace.needs.models import Invitation, Need, Question
from marketplace.needs.schemas import (
    InvitationBody,
    InvitationSchema,
    NeedContent,
    NeedPage,
    NeedQuery,
    NeedResults,
    NeedSchema,
    OwnQuery,
    QuestionBody,
    QuestionSchema,
    ReasonBody,
)
from marketplace.needs.search import SEARCH, open_only
from marketplace.paging import next_of, offset_of

QuestionPage = page_of(QuestionSchema, "QuestionPage")
__all__ = ["api", "api_review"]


def _answer(need: Need, status: int = 200) -> Response:
    location = f"/api/v1/needs/{need.id}" if status == 201 else None
    return tagged(queries.shown(need), need.revision, status, location)


def _again(need_id: str, status: int) -> Response:
    return _answer(queries.visible_need(session(), actor(), need_id), status)


@api.route("/needs", methods=["POST"])
@api.doc(operationId="createNeed")
@api.arguments(NeedContent)
@api.response(201, NeedSchema)
@refuses(api, 409)
@rule("need.create")
@replayable(_again)
def create_need(content: dict[str, Any]) -> tuple[str, Response]:
    need = services.create_need(session(), actor(), content)
    session().flush()
    return need.id, _answer(need, 201)


@api.route("/needs", methods=["GET"])
@api.doc(operationId="searchNeeds")
@api.arguments(NeedQuery, location="query")
@api.response(200, NeedResults)
@refuses(api, 503)
@rule("public.read")
def search_needs(wanted: dict[str, Any]) -> dict[str, Any]:
    page = SEARCH.find(wanted, open_only(wanted, now(session())))
    needs = queries.by_ids(session(), [hit.id for hit in page.hits])
    return found([queries.shown(need) for need in needs], page)


@api.route("/own/needs", methods=["GET"])
@api.doc(operationId="listOwnNeeds")
@api.arguments(OwnQuery, location="query")
@api.response(200, NeedPage)
@refuses(api)
@rule("need.read_own")
def list_own_needs(wanted: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(wanted["cursor"]), wanted["limit"]
    needs, total = queries.own_needs(
        session(), actor(), states=tuple(wanted["state"]), limit=limit, offset=start
    )
    return listing([queries.shown(need) for need in needs], next_of(start, limit, total), total)


@api.route("/needs/<need_id>", methods=["GET"])
@api.doc(operationId="getNeed")
@api.response(200, NeedSchema)
@refuses(api)
@rule("public.read")
def get_need(need_id: str) -> Response:
    return _answer(queries.visible_need(session(), actor(), need_id))


@api.route("/needs/<need_id>", methods=["PUT"])
@api.doc(operationId="updateNeed")
@api.arguments(NeedContent)
@api.response(200, NeedSchema)
@refuses(api, 409, 412, 428)
@rule("need.update")
def update_need(content: dict[str, Any], need_id: str) -> Response:
    need = services.update_need(session(), actor(), need_id, content, expected_revision())
    return _answer(need)


@api.route("/needs/<need_id>/publish", methods=["POST"])
@api.doc(operationId="publishNeed")
@api.response(200, NeedSchema)
@refuses(api, 409, 412)
@rule("need.publish")
@replayable(_again)
def publish_need(need_id: str) -> tuple[str, Response]:
    need = services.publish_need(session(), actor(), need_id, given_revision())
    return need.id, _answer(need)


@api.route("/needs/<need_id>/close", methods=["POST"])
@api.doc(operationId="closeNeed")
@api.arguments(ReasonBody)
@api.response(200, NeedSchema)
@refuses(api, 409, 412)
@rule("need.close")
@replayable(_again)
def close_need(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    need = services.close_need(session(), actor(), need_id, body["reason"], given_revision())
    return need.id, _answer(need)


@api.route("/needs/<need_id>/cancel", methods=["POST"])
@api.doc(operationId="cancelNeed")
@api.arguments(ReasonBody)
@api.response(200, NeedSchema)
@refuses(api, 409, 412)
@rule("need.close")
@replayable(_again)
def cancel_need(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    need = services.cancel_need(session(), actor(), need_id, body["reason"], given_revision())
    return need.id, _answer(need)


def question_fields(question: Question) -> dict[str, Any]:
    """A question as anybody reads it."""
    answered = question.answered_at
    return {
        "id": question.id,
        "text": question.text,
        "asked_at": question.asked_at.isoformat(),
        "answer": question.answer,
        "answered_at": answered.isoformat() if answered else None,
    }


def _question(question: Question, status: int) -> Response:
    response = jsonify(question_fields(question))
    response.status_code = status
    return response


def _question_again(question_id: str, status: int) -> Response:
    return _question(session().get_one(Question, question_id), status)


@api.route("/needs/<need_id>/questions", methods=["GET"])
@api.doc(operationId="listQuestions")
@api.response(200, QuestionPage)
@refuses(api)
@rule("public.read")
def list_questions(need_id: str) -> dict[str, Any]:
    need = queries.visible_need(session(), actor(), need_id)
    found = [question_fields(question) for question in queries.questions(session(), need)]
    return listing(found, None, len(found))


@api.route("/needs/<need_id>/questions", methods=["POST"])
@api.doc(operationId="askQuestion")
@limited("question")
@api.arguments(QuestionBody)
@api.response(201, QuestionSchema)
@refuses(api, 409)
@rule("question.ask")
@replayable(_question_again)
def ask_question(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    question = dialogue.ask_question(session(), actor(), need_id, body["text"])
    return question.id, _question(question, 201)


@api.route("/questions/<question_id>/answer", methods=["POST"])
@api.doc(operationId="answerQuestion")
@api.arguments(QuestionBody)
@api.response(200, QuestionSchema)
@refuses(api, 409)
@rule("need.answer")
@replayable(_question_again)
def answer_question(body: dict[str, Any], question_id: str) -> tuple[str, Response]:
    question = dialogue.answer_question(session(), actor(), question_id, body["text"])
    return question.id, _question(question, 200)


def _invitation(invitation: Invitation, status: int) -> Response:
    response = jsonify(
        {
            "id": invitation.id,
            "need": invitation.need_id,
            "organization": invitation.organization_id,
            "email": invitation.email,
            "message": invitation.message,
            "invited_at": invitation.invited_at.isoformat(),
        }
    )
    response.status_code = status
    return response


def _invitation_again(invitation_id: str, status: int) -> Response:
    return _invitation(session().get_one(Invitation, invitation_id), status)


@api.route("/needs/<need_id>/invitations", methods=["POST"])
@api.doc(operationId="inviteToNeed")
@limited("invitation")
@api.arguments(InvitationBody)
@api.response(201, InvitationSchema)
@refuses(api, 409)
@rule("need.invite")
@replayable(_invitation_again)
def invite_to_need(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    invitation = dialogue.invite(
        session(), actor(), need_id, body["organization"], body["email"], body["message"]
    )
    return invitation.id, _invitation(invitation, 201)
