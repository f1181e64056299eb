"""Pages of accounts, for administrators."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from marketplace.accounts import locking
from marketplace.accounts.models import User
from marketplace.apikit import load
from marketplace.edge import actor, rule, session
from marketplace.exports import MOST, Column, table_response
from marketplace.forms import Form
from marketplace.organizations import accounts_list, views_accounts
from marketplace.organizations.pages import pages
from marketplace.organizations.schemas_accounts import AccountQuery, AccountReasonBody
from marketplace.pages import done, refused
from marketplace.paging import next_of, offset_of

PLAIN = (
    *("id", "name", "email", "language", "administrator", "state", "two_factor"),
    *("created_at", "confirmed_at", "signed_in_at", "sign_ins", "tokens"),
)
COLUMNS: tuple[Column, ...] = (
    *((name, itemgetter(name)) for name in PLAIN),
    ("memberships", lambda row: [f"{one['name']} ({one['role']})" for one in row["memberships"]]),
)


@pages.get("/accounts")
@rule("account.administer")
def list_accounts() -> str | Response:
    given = {name: value for name, value in request.args.items() if value and name != "format"}
    asked = load(AccountQuery(), {"limit": "50", **given})
    if request.args.get("format"):
        found, _total = accounts_list.accounts(session(), actor(), asked, MOST, 0)
        return table_response(found, COLUMNS, "accounts", request.args["format"])
    start, limit = offset_of(asked["cursor"]), asked["limit"]
    found, total = accounts_list.accounts(session(), actor(), asked, limit, start)
    facts = {"rows": found, "total": total, "start": start, "asked": asked}
    facts |= {"lines": views_accounts.lines(found), "choices": views_accounts.choices()}
    following = next_of(start, limit, total)
    return render_template("organizations/accounts.html", following=following, **facts)


@pages.get("/accounts/<account_id>")
@rule("account.administer")
def show_account(account_id: str) -> Response:
    return _one(account_id, Form())


@pages.post("/accounts/<account_id>/lock")
@rule("account.administer")
def lock_account(account_id: str) -> Response:
    form = Form.received()
    with form.catching():
        reason = form.load(AccountReasonBody())["reason"]
        locking.lock_account(session(), actor(), account_id, reason, form.revision)
        return done(f"/accounts/{account_id}", _("Locked. Its person is told why by mail."))
    return _one(account_id, form)


@pages.post("/accounts/<account_id>/unlock")
@rule("account.administer")
def unlock_account(account_id: str) -> Response:
    form = Form.received()
    with form.catching():
        reason = form.load(AccountReasonBody())["reason"]
        locking.unlock_account(session(), actor(), account_id, reason, form.revision)
        return done(f"/accounts/{account_id}", _("Unlocked. Its person is told by mail."))
    return _one(account_id, form)


@pages.post("/accounts/<account_id>/sign-out")
@rule("account.administer")
def sign_out_account(account_id: str) -> Response:
    locking.sign_out_account(session(), actor(), account_id, Form.received().revision)
    return done(f"/accounts/{account_id}", _("Every sign-in of this account has ended."))


def _one(account_id: str, form: Form) -> Response:
    user = locking.administered(session(), actor(), account_id)
    form.revision = user.revision if form.revision is None else form.revision
    shown = accounts_list.shown(session(), user)
    facts: dict[str, Any] = {"account": shown, "own": user.id == actor().user}
    facts |= {"facts": views_accounts.facts(shown), "locks": _locks(user)}
    return refused("organizations/account.html", form, **facts)


def _locks(user: User) -> list[dict[str, Any]]:
    found = locking.locks(session(), user.id)
    ids = {one for lock in found for one in (lock.by, lock.lifted_by) if one}
    people = session().scalars(select(User).where(User.id.in_(ids)))
    return views_accounts.history(found, {one.id: one.name for one in people})
