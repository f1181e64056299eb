"""What views share: where to go next, what was done, forms that were refused."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from marketplace.forms import Form


def local_path(target: str | None, otherwise: str = "/") -> str:
    """The target if it is a path of this site, else the other: nobody is sent elsewhere."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        return target if target.isprintable() else otherwise
    return otherwise


def done(path: str, text: str, kind: str = "ok") -> Response:
    """After a post: on to a page that says on top what was done."""
    flash(text, kind)
    return redirect(path, 303)


def refused(template: str, form: Form, **facts: Any) -> Response:
    """The same page with everything typed and its faults, as 422; 200 while it is only
    rearranged (a row added, a code looked up)."""
    status = 422 if form.faults else 200
    return make_response(render_template(template, form=form, **facts), status)


def wants_fragment() -> bool:
    """Whether htmx asks for a part of the page."""
    return request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted")
