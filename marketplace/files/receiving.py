"""Taking in an upload before the request's transaction: sniff, measure, scan, enter, lay down.

Its row commits by itself, with its removal arranged for the day after: only something that refers
to it keeps it. So whatever fails later, nothing is left, and a form that is shown again for some
other fault still has its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import wraps
from typing import Any

from flask import g, request
from werkzeug.datastructures import FileStorage

from marketplace import edge
from marketplace.errors import Fault, Invalid
from marketplace.files import rules, services
from marketplace.files.models import StoredFile
from marketplace.i18n import N_
from marketplace.policy import require
from marketplace.security import identify


def receives_files(view: Any) -> Any:
    """Mark a view, outside its `rule`, whose uploads are taken in before its session begins.

    They are in `received()` by the name of their input. If one is at fault none is taken: an API
    route raises Invalid, a page finds the faults in `upload_faults()` and shows its form again.
    """

    @wraps(view)
    def first(*args: Any, **kwargs: Any) -> Any:
        _receive(own=False)
        return view(*args, **kwargs)

    return first


def receives_own_files(view: Any) -> Any:
    """The same for uploads that belong to the person, whoever they act for."""

    @wraps(view)
    def first(*args: Any, **kwargs: Any) -> Any:
        _receive(own=True)
        return view(*args, **kwargs)

    return first


def _receive(*, own: bool) -> None:
    given = {name: file for name, file in request.files.items() if file.filename}
    if given:
        _identify()
        require(edge.actor(), "file.prove" if own else "file.upload")
    g.upload_faults = []
    try:
        g.received = _receive_all(given, own)
    except Invalid as refusal:
        if request.path.startswith("/api/"):
            raise
        g.received, g.upload_faults = {}, refusal.faults
    digests = (f"{name} {one.sha256}" for name, one in sorted(g.received.items()))
    g.content_digest = " ".join(digests)


def received() -> dict[str, StoredFile]:
    """This request's uploads by the name of their input."""
    found: dict[str, StoredFile] = g.get("received", {})
    return found


def upload_faults() -> Sequence[Fault]:
    """What is wrong with this request's uploads."""
    found: Sequence[Fault] = g.get("upload_faults", ())
    return found


def _identify() -> None:
    """Find the actor by reading, so that no write transaction waits for the upload."""
    with edge.sessions().read() as session:
        g.actor = identify(session, request)


def _receive_all(given: dict[str, FileStorage], own: bool) -> dict[str, StoredFile]:
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
        name: _keep(content, str(types[name]), given[name].filename, own)
        for name, content in contents.items()
    }


def _read(file: FileStorage) -> bytes:
    content = file.stream.read()
    file.close()
    return content


def _fault(content: bytes, media_type: str | None) -> str | None:
    most = int(edge.settings().upload_mb)
    if not content:
        return N_("The file is empty; choose another.")
    if len(content) > most * 1_000_000:
        return f"The file is larger than {most} MB; send a smaller one."
    if media_type is None:
        return rules.WANTED
    if not edge.ports().scan.is_clean(content):
        return N_("The virus scan refused this file; nothing was kept.")
    return None


def _keep(content: bytes, media_type: str, name: str | None, own: bool) -> StoredFile:
    with edge.sessions().write() as session:
        session.info["request_id"] = g.request_id
        file = services.enter(
            session,
            edge.actor(),
            own=own,
            name=rules.clean_name(name, media_type),
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    edge.ports().files.put(file.id, content)
    return file


def _pointer(name: str) -> str:
    return "/" + name.replace(".", "/")
