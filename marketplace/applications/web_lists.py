"""Lists of applications: the firm's own, the buyer's needs, and those for one need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from marketplace.applications import listed
from marketplace.applications.blueprint import pages
from marketplace.edge import actor, rule, session
from marketplace.exports import table_response
from marketplace.needs.models import Need
from marketplace.needs.views import frame_of


@pages.get("/applications")
@rule("application.list")
def own() -> Response | str:
    """A firm's applications by state; a lead firm sees its needs with how many there are."""
    if listed.as_buyer(actor(), request.args):
        return _answer("applications/needs.html", listed.needs(session(), actor(), request.args))
    return _answer("applications/own.html", listed.own(session(), actor(), request.args))


@pages.get("/needs/<need_id>/applications")
@rule("application.read")
def of_need(need_id: str) -> Response | str:
    """How many there are; once the seal is open, which."""
    frame = frame_of(session(), actor(), need_id, "applications")
    found = listed.of_need(session(), actor(), frame["need"])
    return _answer("applications/of_need.html", found, **frame)


def _answer(template: str, found: listed.Listed, **frame: Any) -> Response | str:
    if request.args.get("format"):
        format_ = request.args["format"]
        return table_response(found.everything(), found.columns(), found.name, format_)
    return render_template(template, **(frame | dict(found.facts)))


@pages.app_context_processor
def for_needs() -> dict[str, Callable[[Need], Any]]:
    """Lets a need's page show the firm's own application, and to its buyer how many there are."""
    return {
        "own_application_of": lambda need: listed.own_of(session(), actor(), need),
        "applications_of": lambda need: listed.count_of(session(), actor(), need),
    }
