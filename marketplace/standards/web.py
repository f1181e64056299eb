"""Pages of the standards: what can be read by programs, and the programme's own files."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from marketplace.edge import actor, rule, session
from marketplace.standards import views

pages = Blueprint("standards", __name__)


@pages.get("/open-data")
@rule("public.read")
def open_data() -> str:
    """What there is for programs; to the programme also files of its results."""
    facts = views.open_data(session(), actor(), request.args.get("period"))
    return render_template("standards/open_data.html", **facts)


@pages.get("/open-data/<any('iati-activities.xml', 'results.csv', 'results.json'):export_name>")
@rule("standards.export")
def download(export_name: str) -> Response:
    """One of the files, made at once."""
    content, media_type = views.file(session(), actor(), export_name, request.args.get("period"))
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{export_name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
