"""Pages of one's own account: name, language, password, sign-ins, tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import make_response, render_template
from flask_babel import gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.accounts import queries, services, signins, tokens
from marketplace.accounts.blueprint import pages
from marketplace.accounts.entry import present
from marketplace.accounts.models import User
from marketplace.accounts.passwords import hash_password, matches
from marketplace.accounts.schemas import ChangePasswordForm, MeBody, TokenBody
from marketplace.accounts.scopes import SCOPE_WORDS
from marketplace.edge import actor, rule, session, sessions
from marketplace.errors import Fault
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.pages import done, refused
from marketplace.policy import SCOPES


def _facts() -> dict[str, Any]:
    me = queries.myself(session(), actor())
    return {
        "me": me,
        "sign_ins": queries.sign_ins(session(), actor()),
        "present": present(session()),
        "codes_left": queries.codes_left(session(), me.id),
    }


@pages.get("/account")
@rule("account.self")
def account() -> str:
    facts = _facts()
    me = facts["me"]
    form = Form.filled({"name": me.name, "language": me.language}, me.revision)
    return render_template("accounts/account.html", form=form, **facts)


@pages.post("/account")
@rule("account.self")
def update() -> Response:
    form = Form.received()
    with form.catching():
        services.update_me(session(), actor(), form.load(MeBody()), form.revision)
        return done("/account", _("Saved."))
    return refused("accounts/account.html", form, **_facts())


@pages.get("/account/password")
@rule("account.self")
def password() -> str:
    return render_template("accounts/password.html", form=Form())


@pages.post("/account/password")
@limited("password")
@rule("account.self")
def change_password() -> Response:
    """Both hashes are computed before the writing transaction begins."""
    form = Form.received()
    with form.catching():
        given = form.load(ChangePasswordForm())
        if not _is_present_password(given["current"]):
            form.fault([Fault("/current", "This is not your present password.")])
            return refused("accounts/password.html", form)
        hashed = hash_password(given["password"])
        services.change_password(session(), actor(), hashed, present(session()).id)
        return done("/account", _("Your password is changed. All other sign-ins have ended."))
    return refused("accounts/password.html", form)


def _is_present_password(given: str) -> bool:
    with sessions().read() as reading:
        stored = reading.get_one(User, actor().user).password_hash
    return matches(stored, given)


@pages.post("/account/sign-ins/<sign_in_id>/end")
@rule("account.self")
def end_sign_in(sign_in_id: str) -> Response:
    signins.end(session(), actor(), sign_in_id)
    return done("/account", _("That sign-in has ended."))


@pages.post("/account/sign-ins/end")
@rule("account.self")
def end_other_sign_ins() -> Response:
    signins.end_others(session(), actor(), present(session()).id)
    return done("/account", _("All other sign-ins have ended."))


@pages.get("/account/tokens")
@rule("token.manage")
def list_tokens() -> str:
    return render_template("accounts/tokens.html", form=Form(), **_tokens())


@pages.post("/account/tokens")
@rule("token.manage")
def make_token() -> Response:
    form = Form.received()
    with form.catching():
        given = form.load(TokenBody())
        last = datetime.fromisoformat(given["expires_at"]) if given["expires_at"] else None
        made = tokens.create_token(session(), actor(), given["name"], given["scopes"], last)
        session().flush()
        page = render_template(
            "accounts/tokens.html", form=Form(), made=made[0], secret=made[1], **_tokens()
        )
        return make_response(page, 200, {"Cache-Control": "no-store"})
    return refused("accounts/tokens.html", form, **_tokens())


@pages.post("/account/tokens/<token_id>/revoke")
@rule("token.manage")
def revoke_token(token_id: str) -> Response:
    tokens.revoke_token(session(), actor(), token_id)
    return done("/account/tokens", _("The token is revoked."))


def _tokens() -> dict[str, Any]:
    scopes = [(scope, gettext(SCOPE_WORDS.get(scope, scope)), f"({scope})") for scope in SCOPES]
    return {"tokens": queries.tokens(session(), actor()), "scopes": scopes}
