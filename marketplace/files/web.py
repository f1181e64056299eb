"""Pages of files: taking one away."""

from __future__ import annotations

from flask import Blueprint, Response

from marketplace.edge import actor, rule, session
from marketplace.files.queries import visible_file
from marketplace.files.sending import attachment

pages = Blueprint("files", __name__)


@pages.get("/files/<file_id>")
@rule("file.read")
def download(file_id: str) -> Response:
    return attachment(visible_file(session(), actor(), file_id))
