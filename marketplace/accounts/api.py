"""JSON routes of accounts: one's tokens and sign-ins. getMe is organisations' (it names them)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Response, jsonify

from marketplace.accounts import queries, signins, tokens
from marketplace.accounts.models import ApiToken
from marketplace.accounts.schemas import NewTokenSchema, SignInSchema, TokenBody, TokenSchema
from marketplace.apikit import blueprint, listing, page_of, refuses
from marketplace.edge import actor, rule, session
from marketplace.idempotency import replayable

TokenPage = page_of(TokenSchema, "TokenPage")
SignInPage = page_of(SignInSchema, "SignInPage")
api = blueprint("accounts", "The acting person: API tokens and signed-in browsers.")


def _token(token: ApiToken, status: int, **more: Any) -> Response:
    response = jsonify(queries.token_fields(token) | more)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _made_again(token_id: str, status: int) -> Response:
    return _token(queries.own_token(session(), actor(), token_id), status, secret=None)


def _revoked_again(token_id: str, status: int) -> Response:
    return _token(queries.own_token(session(), actor(), token_id), status)


@api.route("/tokens", methods=["GET"])
@api.doc(operationId="listTokens")
@api.response(200, TokenPage)
@refuses(api)
@rule("token.manage")
def list_tokens() -> dict[str, Any]:
    found = [queries.token_fields(token) for token in queries.tokens(session(), actor())]
    return listing(found, None, len(found))


@api.route("/tokens", methods=["POST"])
@api.doc(operationId="createToken")
@api.arguments(TokenBody)
@api.response(201, NewTokenSchema)
@refuses(api, 409)
@rule("token.manage")
@replayable(_made_again)
def create_token(body: dict[str, Any]) -> tuple[str, Response]:
    last = datetime.fromisoformat(body["expires_at"]) if body["expires_at"] else None
    token, secret = tokens.create_token(session(), actor(), body["name"], body["scopes"], last)
    return token.id, _token(token, 201, secret=secret)


@api.route("/tokens/<token_id>/revoke", methods=["POST"])
@api.doc(operationId="revokeToken")
@api.response(200, TokenSchema)
@refuses(api, 409)
@rule("token.manage")
@replayable(_revoked_again)
def revoke_token(token_id: str) -> tuple[str, Response]:
    token = tokens.revoke_token(session(), actor(), token_id)
    return token.id, _token(token, 200)


@api.route("/sign-ins", methods=["GET"])
@api.doc(operationId="listSignIns")
@api.response(200, SignInPage)
@refuses(api)
@rule("account.self")
def list_sign_ins() -> dict[str, Any]:
    found = [queries.sign_in_fields(one) for one in queries.sign_ins(session(), actor())]
    return listing(found, None, len(found))


def _nothing(_: str, status: int) -> Response:
    return Response(status=status)


@api.route("/sign-ins/<sign_in_id>/end", methods=["POST"])
@api.doc(operationId="endSignIn")
@api.response(204)
@refuses(api, 409)
@rule("account.self")
@replayable(_nothing)
def end_sign_in(sign_in_id: str) -> tuple[str, Response]:
    signins.end(session(), actor(), sign_in_id)
    return sign_in_id, Response(status=204)


@api.route("/sign-ins/end", methods=["POST"])
@api.doc(operationId="endAllSignIns")
@api.response(204)
@refuses(api, 409)
@rule("account.self")
@replayable(_nothing)
def end_all_sign_ins() -> tuple[str, Response]:
    signins.end_others(session(), actor(), None)
    return "", Response(status=204)
