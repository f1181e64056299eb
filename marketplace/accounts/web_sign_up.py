"""Pages of becoming a member: registering, confirming the address, a forgotten password."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.accounts import queries, services
from marketplace.accounts.blueprint import pages
from marketplace.accounts.passwords import hash_password
from marketplace.accounts.schemas import EmailForm, NewPasswordForm, SignUpForm
from marketplace.edge import actor, rule, session
from marketplace.forms import Form, language
from marketplace.limits import limited
from marketplace.pages import done, refused


@pages.get("/sign-up")
@rule("account.enter")
def sign_up() -> str:
    return render_template("accounts/sign_up.html", form=Form())


@pages.post("/sign-up")
@limited("sign-up")
@rule("account.enter")
def register() -> Response | str:
    form = Form.received()
    with form.catching():
        given = form.load(SignUpForm())
        hashed = hash_password(given.pop("password"))
        services.sign_up(session(), actor(), **given, password_hash=hashed, language=language())
        return render_template("accounts/mailed.html", email=given["email"], what="confirm")
    return refused("accounts/sign_up.html", form)


@pages.get("/confirm/<secret>")
@rule("account.enter")
def ask_confirm(secret: str) -> str:
    """A button, so that a mail scanner that opens links confirms nothing."""
    queries.mailed(session(), secret, "confirm")
    return render_template("accounts/confirm.html", secret=secret)


@pages.post("/confirm/<secret>")
@rule("account.enter")
def confirm(secret: str) -> Response:
    services.confirm(session(), actor(), secret)
    return done("/sign-in?next=/organizations/new", _("Your address is confirmed. Sign in now."))


@pages.get("/reset")
@rule("account.enter")
def forgotten() -> str:
    return render_template("accounts/forgotten.html", form=Form())


@pages.post("/reset")
@limited("reset")
@rule("account.enter")
def ask_reset() -> Response | str:
    form = Form.received()
    with form.catching():
        email = form.load(EmailForm())["email"]
        services.ask_reset(session(), actor(), email)
        return render_template("accounts/mailed.html", email=email, what="reset")
    return refused("accounts/forgotten.html", form)


@pages.get("/reset/<secret>")
@rule("account.enter")
def choose_password(secret: str) -> str:
    queries.mailed(session(), secret, "reset")
    return render_template("accounts/reset.html", form=Form(), secret=secret)


@pages.post("/reset/<secret>")
@limited("sign-up")
@rule("account.enter")
def reset(secret: str) -> Response:
    form = Form.received()
    with form.catching():
        hashed = hash_password(form.load(NewPasswordForm())["password"])
        services.reset(session(), actor(), secret, hashed)
        return done("/sign-in", _("Your new password is set. Sign in with it."))
    return refused("accounts/reset.html", form, secret=secret)
