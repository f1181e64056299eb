"""Pages of results: indicators for all, what they are made of and their sheets for staff."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.errors import Stale
from marketplace.exports import table_response
from marketplace.forms import Form
from marketplace.outcomes import downloads, public, queries, result_views, sheets, words
from marketplace.outcomes.blueprint import pages
from marketplace.outcomes.indicator_schemas import SheetBody
from marketplace.pages import done, refused
from marketplace.policy import require


@pages.get("/results")
@rule("public.read")
def results() -> Response | str:
    """Every indicator with its definition, its figure and its target."""
    period = public.period_of(session(), request.args.get("period"))
    facts = result_views.every(session(), period)
    if kind := request.args.get("format"):
        lines = [line for group in facts["groups"].values() for line in group]
        return table_response(*downloads.results(lines), f"results-{period}", kind)
    return render_template("outcomes/results.html", words=words, **facts)


@pages.get("/results/<code>")
@rule("public.read")
def indicator(code: str) -> str:
    facts = result_views.sheet_page(session(), actor(), code, request.args)
    return render_template("outcomes/indicator.html", **facts)


@pages.get("/results/<code>/behind")
@rule("outcome.read_all")
def behind(code: str) -> Response | str:
    """What a number is made of: firms, periods, deals."""
    if kind := request.args.get("format"):
        queries.kind_with_entries(code)
        found = downloads.entries(session(), actor(), code, request.args)
        return table_response(*found, f"entries-{code}", kind)
    facts = result_views.behind_page(session(), actor(), code, request.args)
    return render_template("outcomes/behind.html", **facts)


@pages.get("/results/<code>/edit")
@rule("indicator.update")
def edit_sheet(code: str) -> Response:
    require(actor(), "indicator.update")
    found = sheets.get(session(), code)
    return _sheet(found, Form.filled(dict(found.content), found.revision))


@pages.post("/results/<code>/edit")
@rule("indicator.update")
def update_sheet(code: str) -> Response:
    form, found = Form.received(), sheets.get(session(), code)
    if form.rearranged():
        return _sheet(found, form)
    with form.catching():
        body = form.load(SheetBody())
        try:
            sheets.update_indicator(session(), actor(), code, body, form.revision)
        except Stale:
            return _changed_meanwhile(found, form, body)
        return done(
            url_for("outcomes.indicator", code=code), _("Saved. What it said stays on record.")
        )
    return _sheet(found, form)


def _changed_meanwhile(found: sheets.Sheet_, form: Form, body: dict[str, Any]) -> Response:
    """Both texts, field by field, with a choice for each that differs."""
    facts = result_views.conflict(found, form, body)
    return make_response(render_template("outcomes/conflict.html", **facts), 412)


def _sheet(found: sheets.Sheet_, form: Form) -> Response:
    return refused("outcomes/sheet.html", form, sheet=found, words=words)


@pages.get("/entries/<entry_id>")
@rule("outcome.list")
def entry(entry_id: str) -> str:
    """One value of the ledger and all that became of it."""
    return render_template(
        "outcomes/entry.html", **result_views.entry_page(session(), actor(), entry_id)
    )
