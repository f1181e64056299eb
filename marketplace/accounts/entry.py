"""What the pages of signing in share: the cookie, and where to go next."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from marketplace.accounts import signins
from marketplace.accounts.models import SignIn, User
from marketplace.errors import NotSignedIn
from marketplace.pages import local_path
from marketplace.security import (
    COOKIE_KEY,
    asks_second_factor,
    current_sign_in,
    first_organization,
    waits_for_code,
)

HOME = "/home"


def enter(
    session: Session, user_id: str, *, second_factor: bool = False, wanted: str | None = None
) -> Response:
    """Sign a person in under a fresh cookie, and send the browser on to the page it wanted."""
    secret = signins.begin(
        session,
        user_id,
        browser=browser(),
        organization=first_organization(session, user_id),
        second_factor=second_factor,
        instead_of=cookie.get(COOKIE_KEY),
    )
    keep(secret)
    session.flush()
    return onward(session, secret, wanted)


def keep(secret: str) -> None:
    """Put the sign-in's secret into a cookie that holds nothing else."""
    cookie.clear()
    cookie[COOKIE_KEY] = secret
    cookie.permanent = True


def onward(session: Session, secret: str, wanted: str | None = None) -> Response:
    """To the page asked for, by way of the second factor where one is due."""
    sign_in = current_sign_in(session, secret)
    user = session.get_one(User, sign_in.user_id) if sign_in else None
    wanted = local_path(wanted or request.args.get("next"), HOME)
    if sign_in and user and waits_for_code(user, sign_in):
        return redirect(url_for("accounts.ask_code", next=wanted), 303)
    if user and sign_in and not sign_in.second_factor and asks_second_factor(session, user):
        flash(_("Your role asks for two-factor sign-in. Set it up to go on."), "warn")
        return redirect("/account/two-factor", 303)
    return redirect(wanted, 303)


def present(session: Session) -> SignIn:
    """The sign-in of this browser, proven or not; raises NotSignedIn."""
    sign_in = current_sign_in(session, cookie.get(COOKIE_KEY))
    if sign_in is None:
        raise NotSignedIn()
    return sign_in


def browser() -> str:
    """What the browser calls itself, shortened to what a person recognises."""
    agent = request.headers.get("User-Agent", "")
    brands = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
    brand = next((name for mark, name in brands if mark in agent), None)
    if brand is None:
        brand = "Safari" if "Safari/" in agent else agent[:60]
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    system = next((name for name in systems if name in agent), "")
    return ", ".join(part for part in (brand, system) if part)
