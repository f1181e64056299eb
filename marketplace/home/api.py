"""JSON routes of home: the searches that a person keeps."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.apikit import blueprint, listing, refuses, tagged
from marketplace.edge import actor, expected_revision, rule, session
from marketplace.errors import Fault, Invalid
from marketplace.home import saved
from marketplace.home.models import SavedSearch
from marketplace.home.saved_pages import asked_by
from marketplace.home.schemas import SearchBody, SearchChangeBody, SearchPage, SearchSchema
from marketplace.idempotency import replayable
from search.query import Query

api = blueprint("home", "Searches that a person keeps, to be told of new needs.")


def shown(search: SavedSearch) -> dict[str, Any]:
    """A kept search as the API answers it."""
    return {
        "id": search.id,
        "query": search.query,
        "mail": search.mail,
        "created_at": search.created_at.isoformat(),
    }


def _answer(search: SavedSearch, status: int = 200) -> Response:
    where = f"/api/v1/searches/{search.id}" if status == 201 else None
    return tagged(shown(search), search.revision, status, where)


def _again(search_id: str, status: int) -> Response:
    return _answer(saved.own_one(session(), actor(), search_id), status)


@api.route("/searches", methods=["GET"])
@api.doc(operationId="listSearches")
@api.response(200, SearchPage)
@refuses(api)
@rule("search.save")
def list_searches() -> dict[str, Any]:
    found = [shown(one) for one in saved.own(session(), actor())]
    return listing(found, None, len(found))


@api.route("/searches", methods=["POST"])
@api.doc(operationId="createSearch")
@api.arguments(SearchBody)
@api.response(201, SearchSchema)
@refuses(api, 409)
@rule("search.save")
@replayable(_again)
def create_search(body: dict[str, Any]) -> tuple[str, Response]:
    asked = _asked(body["query"])
    search = saved.save(session(), actor(), body["query"], asked, body["mail"])
    return search.id, _answer(search, 201)


@api.route("/searches/<search_id>", methods=["GET"])
@api.doc(operationId="getSearch")
@api.response(200, SearchSchema)
@refuses(api)
@rule("search.save")
def get_search(search_id: str) -> Response:
    return _again(search_id, 200)


@api.route("/searches/<search_id>", methods=["PUT"])
@api.doc(operationId="updateSearch")
@api.arguments(SearchChangeBody)
@api.response(200, SearchSchema)
@refuses(api, 412, 428)
@rule("search.save")
def update_search(body: dict[str, Any], search_id: str) -> Response:
    expected = expected_revision()
    return _answer(saved.change(session(), actor(), search_id, body["mail"], expected))


@api.route("/searches/<search_id>", methods=["DELETE"])
@api.doc(operationId="deleteSearch")
@api.response(204)
@refuses(api, 412, 428)
@rule("search.save")
def delete_search(search_id: str) -> Response:
    saved.drop(session(), actor(), search_id, expected_revision())
    return Response(status=204)


def _asked(query: str) -> Query:
    """Every fault of the query is one of the field that holds it."""
    try:
        return asked_by(query)
    except Invalid as refusal:
        faults = [Fault("/query", f"{one.pointer[1:]}: {one.detail}") for one in refusal.faults]
        raise Invalid(faults) from refusal
