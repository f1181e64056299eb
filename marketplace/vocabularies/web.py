"""Pages of vocabularies: what the pickers of forms ask while one types."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from marketplace.edge import rule
from marketplace.errors import NotFound
from marketplace.vocabularies.picking import NAMES

pages = Blueprint("vocabularies", __name__)


@pages.get("/vocabularies/<vocabulary>/options")
@rule("public.read")
def options(vocabulary: str) -> str:
    """The fragment of codes found for the words, as checkboxes of the input named `name`."""
    name = request.args.get("name", "")
    if vocabulary not in NAMES or not name:
        raise NotFound()
    return render_template(
        "kit/options.html",
        vocabulary=vocabulary,
        name=name[:200],
        words=request.args.get(f"_find.{name}", "")[:80],
        many=bool(request.args.get("many")),
    )
