"""Taking in an uploaded history before the request's transaction begins."""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import Any

from flask import g, request
from werkzeug.datastructures import FileStorage

from events import due
from events.context import new_id, now
from marketplace import edge
from marketplace.awards.services import Upload
from marketplace.errors import Fault, Invalid
from marketplace.files.services import KEPT_UNUSED, SWEEP
from marketplace.policy import require
from marketplace.security import identify

LONGEST_NAME = 120


def receives_history(view: Any) -> Any:
    """Mark a view, outside its `rule`, whose `file` is then in `received()`.

    The content's removal is arranged before it is laid down: a day is enough to read it.
    """

    @wraps(view)
    def first(*args: Any, **kwargs: Any) -> Any:
        file = request.files.get("file")
        if file and file.filename:
            try:
                g.history = _receive(file)
            except Invalid as refusal:
                g.history = refusal
        return view(*args, **kwargs)

    return first


def received() -> Upload:
    """This request's upload; raises Invalid where none came, or none that is taken."""
    found: Upload | Invalid | None = g.get("history")
    if found is None:
        raise Invalid([Fault("/file", "Choose the file with the history.")])
    if isinstance(found, Invalid):
        raise found
    return found


def _receive(file: FileStorage) -> Upload:
    with edge.sessions().read() as session:
        g.actor = identify(session, request)
    require(edge.actor(), "award.import")
    content = file.stream.read()
    _check(content)
    g.content_digest = hashlib.sha256(content).hexdigest()
    with edge.sessions().write() as session:
        file_id = new_id(session)
        due.schedule(session, SWEEP, file_id, now(session) + KEPT_UNUSED)
    edge.ports().files.put(file_id, content)
    return Upload(file_id, _name(file.filename or ""))


def _check(content: bytes) -> None:
    most = int(edge.settings().upload_mb)
    if not content:
        raise Invalid([Fault("/file", "The file is empty; choose another.")])
    if len(content) > most * 1_000_000:
        detail = f"The file is larger than {most} MB: pack it with gzip, or send it in parts."
        raise Invalid([Fault("/file", detail)])
    if not edge.ports().scan.is_clean(content):
        raise Invalid([Fault("/file", "The virus scan refused this file; nothing was kept.")])


def _name(given: str) -> str:
    """A name without folders and control characters; its ending says how to read it."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[-LONGEST_NAME:] or "history.csv"
