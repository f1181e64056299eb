"""A file's content as an answer that a browser saves and never runs."""

from __future__ import annotations

import io

from flask import Response, send_file

from marketplace import edge
from marketplace.errors import NotFound
from marketplace.files.models import StoredFile


def attachment(file: StoredFile) -> Response:
    """The content under its name; NotFound where it is no longer kept."""
    try:
        with edge.ports().files.open(file.id) as kept:
            content = kept.read()
    except KeyError:
        raise NotFound("The content of this file is no longer kept.") from None
    response: Response = send_file(
        io.BytesIO(content), mimetype=file.media_type, as_attachment=True, download_name=file.name
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
