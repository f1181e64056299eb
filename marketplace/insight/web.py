"""Pages of the programme: the dashboard, the funnel, and their tables as files."""

from __future__ import annotations

from flask import Response, render_template, request

from marketplace.edge import actor, rule, session
from marketplace.exports import table_response
from marketplace.insight import dashboard, funnel_views, indicators, quality_views
from marketplace.insight import web_doubles as _doubles
from marketplace.insight.blueprint import pages

__all__ = ["_doubles", "indicators", "pages"]


@pages.get("/outcomes")
@rule("programme.read")
def outcomes() -> str:
    """Where the programme stands against its targets."""
    facts = dashboard.page(session(), actor(), request.args)
    return render_template("insight/dashboard.html", **facts)


@pages.get("/outcomes/tables/<any(years, cut, trust, late):table>")
@rule("programme.read")
def outcomes_table(table: str) -> Response:
    """One of the dashboard's tables as a file."""
    rows, columns = dashboard.table(session(), actor(), table, request.args)
    return table_response(rows, columns, f"outcomes-{table}", request.args.get("format", "csv"))


@pages.get("/outcomes/funnel")
@rule("programme.read")
def funnel_page() -> str | Response:
    """How far needs come, how long it takes, and why no further."""
    if "format" in request.args:
        rows, columns = funnel_views.stages_table(session(), actor(), request.args)
        return table_response(rows, columns, "funnel", request.args["format"])
    facts = funnel_views.page(session(), actor(), request.args)
    return render_template("insight/funnel.html", **facts)


@pages.get("/outcomes/funnel/needs")
@rule("programme.read")
def funnel_needs() -> str | Response:
    """The needs behind a bar."""
    if "format" in request.args:
        rows, columns = funnel_views.needs_table(session(), actor(), request.args)
        return table_response(rows, columns, "funnel-needs", request.args["format"])
    facts = funnel_views.needs(session(), actor(), request.args)
    return render_template("insight/needs.html", **facts)


@pages.get("/outcomes/quality")
@rule("programme.read")
def quality_page() -> str | Response:
    """The data-quality assessment of an indicator in a period."""
    if "format" in request.args:
        rows, columns = quality_views.table(session(), actor(), request.args)
        return table_response(rows, columns, "data-quality", request.args["format"])
    facts = quality_views.page(session(), actor(), request.args)
    return render_template("insight/quality.html", **facts)
