"""Pages of two-factor sign-in: set up, spare codes, removal."""

from __future__ import annotations

import io
from typing import Any

from flask import Response as Page
from flask import make_response, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.accounts import queries, second_factor
from marketplace.accounts.blueprint import pages
from marketplace.accounts.entry import present
from marketplace.accounts.schemas import CodeForm
from marketplace.edge import actor, rule, session
from marketplace.forms import Form
from marketplace.limits import limited
from marketplace.pages import done, refused

PAGE = "accounts/two_factor.html"


def _facts() -> dict[str, Any]:
    me = queries.myself(session(), actor())
    state = "on" if me.totp_confirmed_at else "pending" if me.totp_secret else "off"
    address = second_factor.address(session(), actor()) if state == "pending" else ""
    left = queries.codes_left(session(), me.id)
    return {"state": state, "secret": _secret_in(address), "codes_left": left}


def _secret_in(address: str) -> str:
    """The secret in groups of four, for typing where no camera is at hand."""
    secret = address.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@pages.get("/account/two-factor")
@rule("account.self")
def two_factor() -> Page:
    page = make_response(render_template(PAGE, form=Form(), **_facts()))
    page.headers["Cache-Control"] = "no-store"
    return page


@pages.post("/account/two-factor/start")
@rule("account.self")
def start_two_factor() -> Response:
    second_factor.start(session(), actor())
    return redirect("/account/two-factor", 303)


@pages.get("/account/two-factor/code.svg")
@rule("account.self")
def qr_code() -> Page:
    """The QR code as a file of its own: the page itself allows nothing inline."""
    import segno

    drawn = io.BytesIO()
    code = segno.make(second_factor.address(session(), actor()), micro=False)
    code.save(drawn, kind="svg", scale=5, border=4, light="#ffffff", dark="#000000")
    return Page(drawn.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})


@pages.post("/account/two-factor/confirm")
@limited("second-factor")
@rule("account.self")
def confirm_two_factor() -> Response:
    form = Form.received()
    with form.catching():
        code = form.load(CodeForm())["code"]
        return _codes(second_factor.confirm(session(), actor(), present(session()), code))
    return refused(PAGE, form, **_facts())


@pages.post("/account/two-factor/codes")
@limited("second-factor")
@rule("account.self")
def renew_codes() -> Response:
    form = Form.received()
    with form.catching():
        return _codes(second_factor.renew_codes(session(), actor(), form.load(CodeForm())["code"]))
    return refused(PAGE, form, **_facts())


@pages.post("/account/two-factor/remove")
@limited("second-factor")
@rule("account.self")
def remove_two_factor() -> Response:
    form = Form.received()
    with form.catching():
        second_factor.remove(session(), actor(), form.load(CodeForm())["code"])
        return done("/account", _("Two-factor sign-in is off."))
    return refused(PAGE, form, **_facts())


def _codes(codes: list[str]) -> Page:
    page = make_response(render_template("accounts/recovery_codes.html", codes=codes))
    page.headers["Cache-Control"] = "no-store"
    return page
