"""JSON routes of accounts, for administrators."""

from __future__ import annotations

from typing import Any

from flask import Response

from marketplace.accounts import locking
from marketplace.accounts.models import User
from marketplace.apikit import listing, refuses, tagged
from marketplace.edge import actor, given_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.organizations import accounts_list
from marketplace.organizations.blueprint import api
from marketplace.organizations.schemas_accounts import (
    AccountPage,
    AccountQuery,
    AccountReasonBody,
    AccountSchema,
)
from marketplace.paging import next_of, offset_of


def _answer(user: User) -> Response:
    session().flush()
    return tagged(accounts_list.shown(session(), user), user.revision)


def _again(account_id: str, status: int) -> Response:
    return _answer(locking.administered(session(), actor(), account_id))


@api.route("/accounts", methods=["GET"])
@api.doc(operationId="listAccounts")
@api.arguments(AccountQuery, location="query")
@api.response(200, AccountPage)
@refuses(api)
@rule("account.administer")
def list_accounts(asked: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = accounts_list.accounts(session(), actor(), asked, limit, start)
    return listing(found, next_of(start, limit, total), total)


@api.route("/accounts/<account_id>", methods=["GET"])
@api.doc(operationId="getAccount")
@api.response(200, AccountSchema)
@refuses(api)
@rule("account.administer")
def get_account(account_id: str) -> Response:
    return _again(account_id, 200)


@api.route("/accounts/<account_id>/lock", methods=["POST"])
@api.doc(operationId="lockAccount")
@api.arguments(AccountReasonBody)
@api.response(200, AccountSchema)
@refuses(api, 409, 412)
@rule("account.administer")
@replayable(_again)
def lock_account(body: dict[str, Any], account_id: str) -> tuple[str, Response]:
    what = account_id, body["reason"], given_revision()
    return account_id, _answer(locking.lock_account(session(), actor(), *what))


@api.route("/accounts/<account_id>/unlock", methods=["POST"])
@api.doc(operationId="unlockAccount")
@api.arguments(AccountReasonBody)
@api.response(200, AccountSchema)
@refuses(api, 409, 412)
@rule("account.administer")
@replayable(_again)
def unlock_account(body: dict[str, Any], account_id: str) -> tuple[str, Response]:
    what = account_id, body["reason"], given_revision()
    return account_id, _answer(locking.unlock_account(session(), actor(), *what))


@api.route("/accounts/<account_id>/sign-out", methods=["POST"])
@api.doc(operationId="signOutAccount")
@api.response(200, AccountSchema)
@refuses(api, 409, 412)
@rule("account.administer")
@replayable(_again)
def sign_out_account(account_id: str) -> tuple[str, Response]:
    user = locking.sign_out_account(session(), actor(), account_id, given_revision())
    return account_id, _answer(user)
