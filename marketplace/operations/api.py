"""JSON routes of operations."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import PageQuery, blueprint, listing, page_of, refuses
from marketplace.edge import actor, consumers, rule, session
from marketplace.idempotency import replayable
from marketplace.operations import queries, services
from marketplace.operations.letters import shown, shown_whole, waiting
from marketplace.operations.schemas import (
    DiscardBody,
    LetterSchema,
    LettersQuery,
    OverviewSchema,
    WaitingEventSchema,
    WholeLetterSchema,
)
from marketplace.paging import next_of, offset_of

LetterPage = page_of(LetterSchema, "DeadLetterPage")
OutboxPage = page_of(WaitingEventSchema, "OutboxPage")
api = blueprint("operations", "How the platform runs, for whoever runs it.")


def _again(letter_id: str, status: int) -> Response:
    return jsonify(shown_whole(queries.one_letter(session(), actor(), int(letter_id))))


@api.route("/operations", methods=["GET"])
@api.doc(operationId="getOperations")
@api.response(200, OverviewSchema)
@refuses(api)
@rule("platform.operate")
def get_operations() -> dict[str, Any]:
    return queries.overview(session(), actor(), consumers())


@api.route("/operations/outbox", methods=["GET"])
@api.doc(operationId="listOutbox")
@api.arguments(PageQuery, location="query")
@api.response(200, OutboxPage)
@refuses(api)
@rule("platform.operate")
def list_outbox(query: dict[str, Any]) -> Response:
    start, limit = offset_of(query["cursor"]), query["limit"]
    rows, total = queries.outbox_page(session(), actor(), limit=limit, offset=start)
    return jsonify(listing(list(map(waiting, rows)), next_of(start, limit, total), total))


@api.route("/dead-letters", methods=["GET"])
@api.doc(operationId="listDeadLetters")
@api.arguments(LettersQuery, location="query")
@api.response(200, LetterPage)
@refuses(api)
@rule("platform.operate")
def list_dead_letters(query: dict[str, Any]) -> Response:
    start, limit, name = offset_of(query["cursor"]), query["limit"], query["consumer"]
    rows, total = queries.letters_page(session(), actor(), consumer=name, limit=limit, offset=start)
    return jsonify(listing(list(map(shown, rows)), next_of(start, limit, total), total))


@api.route("/dead-letters/<int:letter_id>", methods=["GET"])
@api.doc(operationId="getDeadLetter")
@api.response(200, WholeLetterSchema)
@refuses(api)
@rule("platform.operate")
def get_dead_letter(letter_id: int) -> Response:
    return _again(str(letter_id), 200)


@api.route("/dead-letters/<int:letter_id>/retry", methods=["POST"])
@api.doc(operationId="retryDeadLetter")
@api.response(200, WholeLetterSchema)
@refuses(api, 409)
@rule("platform.operate")
@replayable(_again)
def retry_dead_letter(letter_id: int) -> tuple[str, Response]:
    row = services.retry(session(), actor(), letter_id)
    return str(letter_id), jsonify(shown_whole(row))


@api.route("/dead-letters/<int:letter_id>/discard", methods=["POST"])
@api.doc(operationId="discardDeadLetter")
@api.arguments(DiscardBody)
@api.response(200, WholeLetterSchema)
@refuses(api, 409)
@rule("platform.operate")
@replayable(_again)
def discard_dead_letter(body: dict[str, Any], letter_id: int) -> tuple[str, Response]:
    row = services.discard(session(), actor(), letter_id, body["reason"])
    return str(letter_id), jsonify(shown_whole(row))
