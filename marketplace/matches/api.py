"""JSON routes of matches."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import blueprint, listing, refuses
from marketplace.edge import actor, rule, session
from marketplace.matches import queries, seen, services
from marketplace.matches.models import Judgement
from marketplace.matches.schemas import (
    JudgementBody,
    JudgementSchema,
    MatchPage,
    MatchQuery,
    ShortlistSchema,
)
from marketplace.matches.shown import match_fields, shortlist_fields
from marketplace.paging import next_of, offset_of

api = blueprint("matches", "Who fits a need, and which needs fit a firm, with reasons and gaps.")


@api.route("/needs/<need_id>/shortlist", methods=["GET"])
@api.doc(operationId="getShortlist")
@api.response(200, ShortlistSchema)
@refuses(api)
@rule("shortlist.read")
def get_shortlist(need_id: str) -> dict[str, Any]:
    found = shortlist_fields(*queries.shortlist(session(), actor(), need_id))
    seen.by_buyer(need_id)
    return found


@api.route("/matches", methods=["GET"])
@api.doc(operationId="listMyMatches")
@api.arguments(MatchQuery, location="query")
@api.response(200, MatchPage)
@refuses(api)
@rule("match.read")
def list_my_matches(query: dict[str, Any]) -> dict[str, Any]:
    start = offset_of(query["cursor"])
    found, total = queries.my_matches(
        session(), actor(), hidden=query["hidden"], limit=query["limit"], offset=start
    )
    return listing(
        [match_fields(match) for match in found], next_of(start, query["limit"], total), total
    )


def _judged(judgement: Judgement, status: int = 200) -> Response:
    response = jsonify(
        {
            "need": judgement.need_id,
            "organization": judgement.organization_id,
            "verdict": judgement.verdict,
            "reason": judgement.reason,
        }
    )
    response.status_code = status
    return response


@api.route("/needs/<need_id>/judgements", methods=["POST"])
@api.doc(operationId="judgeMatch")
@api.arguments(JudgementBody)
@api.response(200, JudgementSchema)
@refuses(api)
@rule("match.judge")
def judge_match(body: dict[str, Any], need_id: str) -> Response:
    return _judged(
        services.judge(
            session(), actor(), need_id, body["organization"], body["verdict"], body["reason"]
        )
    )
