"""Routes that keep a reader's choice of language and theme, and the page of all components."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from marketplace import edge
from marketplace.edge import rule
from marketplace.errors import NotFound
from marketplace.frame import THEMES
from marketplace.home.blueprint import pages
from marketplace.pages import local_path

YEAR = 365 * 24 * 3600


@pages.post("/language")
@rule("public.read")
def choose_language() -> Response:
    """Keep the language in a cookie, and go back to the page."""
    code = request.form.get("language", "")
    return _chosen("language", code, edge.settings().language_codes)


@pages.post("/theme")
@rule("public.read")
def choose_theme() -> Response:
    """Keep the theme in a cookie, and go back to the page."""
    return _chosen("theme", request.form.get("theme", ""), THEMES)


def _chosen(name: str, value: str, known: tuple[str, ...]) -> Response:
    response = redirect(local_path(request.form.get("next")), 303)
    if value in known:
        secure = edge.settings().public_url.startswith("https://")
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


@pages.get("/kit")
@rule("public.read")
def kit() -> str:
    """Every component and state on one page; only for demonstration and tests."""
    if not (edge.settings().demo or current_app.testing):
        raise NotFound()
    from marketplace.home.specimen import specimen

    return render_template("kit.html", **specimen())
