"""JSON routes of needs."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import blueprint, refuses, tagged
from marketplace.edge import actor, expected_revision, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.needs import queries, services
from marketplace.needs.models import Need
from marketplace.needs.schemas import NeedContent, NeedSchema, ReasonBody

api = blueprint("needs", "What lead firms look for: suppliers, or people for posts.")


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
