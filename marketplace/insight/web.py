"""Pages of the programme: the dashboard, the funnel, and their tables as files."""

from __future__ import annotations

from flask import Response, render_template, request

from marketplace.edge import actor, rule, session
from marketplace.exports import table_response
from marketplace.insight import dashboard
from marketplace.insight.blueprint import pages

__all__ = ["pages"]


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
