"""Pages of signing in and out."""

from __future__ import annotations

from flask import Response as Page
from flask import make_response, redirect, render_template, request
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace import edge
from marketplace.accounts import (
    demo,
    queries,
    second_factor,
    signins,
    web_account,
    web_provider,
    web_second_factor,
    web_sign_up,
)
from marketplace.accounts.blueprint import pages
from marketplace.accounts.entry import enter, keep, onward, present
from marketplace.accounts.schemas import CodeForm, SignInForm
from marketplace.edge import rule, session, sessions, settings
from marketplace.errors import NotFound
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.pages import done, refused
from marketplace.security import COOKIE_KEY, introduction

__all__ = ["pages", "web_account", "web_provider", "web_second_factor", "web_sign_up"]

SHUT = (signins.WrongCredentials, signins.NotConfirmed, signins.AccountLocked)


def _page(form: Form, problem: str = "") -> Page:
    facts = {"problem": problem, "people": _people(), "provider": settings().oidc_issuer}
    page = render_template("accounts/sign_in.html", form=form, **facts)
    return make_response(page, 422 if problem or form.faults else 200)


def _people() -> list[tuple[demo.DemoAccount, str, str]]:
    """Accounts of the demonstration with the person's name and organisation, as loaded."""
    if not settings().demo:
        return []
    return [(one, *introduction(session(), one.email)) for one in demo.DEMO_ACCOUNTS]


@pages.get("/sign-in")
@rule("account.enter")
def sign_in() -> Page | Response:
    if edge.actor().user:
        return redirect("/home", 303)
    return _page(Form())


@pages.post("/sign-in")
@limited("sign-in")
@rule("account.enter")
def sign_in_with_password() -> Page | Response:
    form = Form.received()
    with form.catching():
        given = form.load(SignInForm())
        try:
            user = signins.check_credentials(sessions(), given["email"], given["password"])
        except SHUT as refusal:
            return _page(form, refusal.detail)
        return enter(session(), user)
    return _page(form)


@pages.post("/sign-in/demo")
@rule("account.enter")
def sign_in_to_demo() -> Response:
    """One click, for the demonstration's people alone."""
    email = request.form.get("email", "")
    if not settings().demo or email not in {one.email for one in demo.DEMO_ACCOUNTS}:
        raise NotFound()
    user = queries.by_email(session(), email)
    if user is None:
        raise NotFound(
            _("The demonstration is still being loaded; try again in a moment."), code="loading"
        )
    return enter(session(), user.id, second_factor=True)


@pages.get("/sign-in/code")
@rule("account.enter")
def ask_code() -> str:
    present(session())
    return render_template("accounts/code.html", form=Form())


@pages.post("/sign-in/code")
@limited("second-factor")
@rule("account.enter")
def give_code() -> Response:
    form = Form.received()
    with form.catching():
        code = form.load(CodeForm())["code"]
        now_in = present(session())
        second_factor.give(session(), now_in, code)
        secret = signins.rotate(session(), now_in, second_factor=True)
        keep(secret)
        session().flush()
        return onward(session(), secret)
    return refused("accounts/code.html", form)


@pages.post("/sign-out")
@rule("public.read")
def sign_out() -> Response:
    signins.sign_out(session(), cookie.get(COOKIE_KEY))
    cookie.clear()
    return done("/", _("You are signed out."))
