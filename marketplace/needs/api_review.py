"""JSON routes of the staff's decisions on needs."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import listing, refuses, tagged
from marketplace.edge import actor, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.needs import moderation, queries
from marketplace.needs.blueprint import api
from marketplace.needs.models import Need
from marketplace.needs.schemas import NeedPage, NeedSchema
from marketplace.needs.schemas_review import NeedReviewBody, NeedReviewQuery
from marketplace.paging import next_of, offset_of


def _answer(need: Need) -> Response:
    return tagged(queries.shown(need), need.revision)


def _again(need_id: str, status: int) -> Response:
    return _answer(queries.reviewable(session(), actor(), need_id))


@api.route("/reviews/needs", methods=["GET"])
@api.doc(operationId="listNeedReviews")
@api.arguments(NeedReviewQuery, location="query")
@api.response(200, NeedPage)
@refuses(api)
@rule("need.review")
def list_need_reviews(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = queries.to_review(
        session(), actor(), asked["state"], asked["q"], limit=limit, offset=start
    )
    return listing([queries.shown(need) for need in found], next_of(start, limit, total), total)


@api.route("/needs/<need_id>/review", methods=["POST"])
@api.doc(operationId="reviewNeed")
@api.arguments(NeedReviewBody)
@api.response(200, NeedSchema)
@refuses(api, 409, 412)
@rule("need.review")
@replayable(_again)
def review_need(body: dict[str, Any], need_id: str) -> tuple[str, Response]:
    need = moderation.review_need(
        session(), actor(), need_id, body["decision"], body["reason"], given_revision()
    )
    return need.id, _answer(need)
