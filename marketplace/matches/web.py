"""Pages of matches: the buyer's shortlist and comparison, the firm's matches."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.exports import Column, table_response
from marketplace.matches import seen, services, views
from marketplace.needs.views import frame_of
from marketplace.pages import done, local_path, wants_fragment

pages = Blueprint("matches", __name__)


@pages.get("/needs/<need_id>/shortlist")
@rule("shortlist.read")
def shortlist(need_id: str) -> str | Response:
    """Firms that fit, with why and what is missing; then those that do not as things stand."""
    if "format" in request.args:
        rows = views.table(session(), actor(), need_id)
        return table_response(rows, columns(), "shortlist", request.args["format"])
    frame = frame_of(session(), actor(), need_id, "shortlist")
    facts = frame | views.shortlist(session(), actor(), need_id, request.args)
    seen.by_buyer(need_id)
    if wants_fragment():
        return render_template("matches/_shortlist.html", **facts)
    return render_template("matches/shortlist.html", **facts)


def columns() -> list[Column]:
    """The shortlist as a file."""
    return [
        (_("Place"), lambda one: one.entry.rank),
        (_("Firm"), lambda one: one.firm.name),
        (_("Can deliver"), lambda one: _("yes") if one.entry.eligible else _("no")),
        (_("Score of 100"), lambda one: round(one.entry.score * 100)),
        (_("Why"), lambda one: [reason.text for reason in one.reasons]),
        (_("What is missing"), lambda one: [gap.text for gap in one.gaps]),
        (_("What would change it"), lambda one: [gap.remedy for gap in one.gaps]),
        (_("Invited"), lambda one: _("yes") if one.invited else _("no")),
    ]


@pages.get("/needs/<need_id>/compare")
@rule("shortlist.read")
def compare(need_id: str) -> str:
    """Up to four firms side by side."""
    chosen = request.args.getlist("compare")[: views.MOST_COMPARED]
    frame = frame_of(session(), actor(), need_id, "shortlist")
    facts = views.comparison(session(), actor(), need_id, chosen)
    return render_template("matches/compare.html", **(frame | facts))


@pages.get("/matches")
@rule("match.read")
def mine() -> str:
    """Open needs ranked for this firm."""
    return render_template("matches/mine.html", **views.mine(session(), actor(), request.args))


@pages.post("/needs/<need_id>/judge")
@rule("match.judge")
def judge(need_id: str) -> Response:
    verdict = request.form.get("verdict", "")
    organization = request.form.get("organization", "") or str(actor().organization)
    services.judge(session(), actor(), need_id, organization, verdict)
    target = local_path(request.form.get("next"), "/matches")
    return done(target, SAID[verdict]()) if verdict in SAID else redirect(target, 303)


SAID: dict[str, Any] = {
    "saved": lambda: _("Saved: you are told when it changes or closes soon."),
    "not_for_us": lambda: _("Taken off your list; it stays under “all”."),
    "useful": lambda: _("Thank you; ratings improve the ranking."),
    "not_useful": lambda: _("Thank you; ratings improve the ranking."),
}


@pages.app_context_processor
def fit() -> dict[str, Any]:
    """Lets a need's page show how the firm that reads it fits."""
    return {"fit_of": lambda need_id: views.fit_of(session(), actor(), need_id)}
