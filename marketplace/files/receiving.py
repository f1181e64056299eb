"""Taking in an upload before the request's transaction: sniff, measure, scan, lay down.

The content is stored under a fresh id whose removal is already arranged; only a row that the
request commits, and something that refers to it, keeps it. So whatever fails, nothing is left.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import g, request
from werkzeug.datastructures import FileStorage

from events import due
from events.context import new_id, now
from marketplace import edge
from marketplace.errors import Fault, Invalid
from marketplace.files import rules
from marketplace.policy import require
from marketplace.security import identify

KEPT_UNUSED = timedelta(days=1)
SWEEP = "file.sweep"


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that passed all checks and lies behind the port, under `id`."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str


def receives_files(view: Any) -> Any:
    """Mark a view, outside its `rule`, whose uploads are taken in before its session begins.

    They are in `received()` by the name of their input. Raises Invalid naming each at fault.
    """

    @wraps(view)
    def first(*args: Any, **kwargs: Any) -> Any:
        given = {name: file for name, file in request.files.items() if file.filename}
        if given:
            _identify()
            require(edge.actor(), "file.upload")
        g.received = _receive_all(given)
        g.content_digest = " ".join(
            f"{name} {one.sha256}" for name, one in sorted(g.received.items())
        )
        return view(*args, **kwargs)

    return first


def received() -> dict[str, Received]:
    """This request's uploads by the name of their input."""
    found: dict[str, Received] = g.get("received", {})
    return found


def _identify() -> None:
    """Find the actor by reading, so that no write transaction waits for the upload."""
    with edge.sessions().read() as session:
        g.actor = identify(session, request)


def _receive_all(given: dict[str, FileStorage]) -> dict[str, Received]:
    contents = {name: _read(file) for name, file in given.items()}
    types = {name: rules.sniff(content) for name, content in contents.items()}
    faults = [
        Fault(_pointer(name), detail)
        for name, content in contents.items()
        if (detail := _fault(content, types[name]))
    ]
    if faults:
        raise Invalid(faults)
    return {
        name: _keep(content, str(types[name]), given[name].filename)
        for name, content in contents.items()
    }


def _read(file: FileStorage) -> bytes:
    content = file.stream.read()
    file.close()
    return content


def _fault(content: bytes, media_type: str | None) -> str | None:
    most = int(edge.settings().upload_mb)
    if not content:
        return "The file is empty; choose another."
    if len(content) > most * 1_000_000:
        return f"The file is larger than {most} MB; send a smaller one."
    if media_type is None:
        return rules.WANTED
    if not edge.ports().scan.is_clean(content):
        return "The virus scan refused this file; nothing was kept."
    return None


def _keep(content: bytes, media_type: str, name: str | None) -> Received:
    with edge.sessions().write() as session:
        file_id = new_id(session)
        due.schedule(session, SWEEP, file_id, now(session) + KEPT_UNUSED)
    edge.ports().files.put(file_id, content)
    return Received(
        file_id,
        rules.clean_name(name, media_type),
        media_type,
        len(content),
        hashlib.sha256(content).hexdigest(),
    )


def _pointer(name: str) -> str:
    return "/" + name.replace(".", "/")
