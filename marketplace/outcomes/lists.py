"""Payroll lists among uploaded files, read at the edge before the writing session begins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import wraps
from typing import Any

from flask import g
from sqlalchemy import select

from marketplace import edge
from marketplace.errors import Fault, Invalid
from marketplace.files.models import StoredFile
from marketplace.outcomes import payroll
from marketplace.outcomes.evidence import Read
from marketplace.outcomes.tables import CSV, XLSX, rows_of
from marketplace.secrets import secret_key


def reads_lists(view: Any) -> Any:
    """Mark an API view, outside `replayable`, whose body names files: `lists()` are read first."""

    @wraps(view)
    def first(body: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        g.lists = read_lists([body["file"]] if "file" in body else body["evidence"])
        return view(body, *args, **kwargs)

    return first


def lists() -> Read:
    """The payroll lists of this request's body."""
    found: Read = g.lists
    return found


def read_lists(file_ids: Sequence[str]) -> Read:
    """The payroll lists among the actor's files; Invalid where one cannot be read or holds
    personal numbers. Other files are left to the reader's eyes."""
    files = _tables(file_ids)
    found = {}
    for place, file_id in enumerate(file_ids):
        if file_id in files:
            try:
                table = rows_of(_content(file_id), files[file_id])
                read = payroll.read(table, secret_key(edge.settings()))
            except payroll.BadList as error:
                told = [Fault(f"/evidence/{place}", text % facts) for text, facts in error.told]
                raise Invalid(told) from error
            if read is not None:
                found[file_id] = read
    return Read(found)


def _tables(file_ids: Collection[str]) -> dict[str, str]:
    if not file_ids:
        return {}
    wanted = select(StoredFile.id, StoredFile.media_type).where(
        StoredFile.id.in_(list(file_ids)),
        StoredFile.organization_id == edge.actor().organization,
        StoredFile.media_type.in_((CSV, XLSX)),
    )
    with edge.sessions().read() as session:
        return {row.id: row.media_type for row in session.execute(wanted)}


def _content(file_id: str) -> bytes:
    try:
        with edge.ports().files.open(file_id) as kept:
            return kept.read()
    except KeyError:
        return b""
