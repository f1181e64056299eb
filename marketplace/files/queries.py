"""Reads on files, by whoever may see what refers to them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.errors import NotFound
from marketplace.files.models import StoredFile
from marketplace.policy import Actor, may, require

Sees = Callable[[Session, Actor, StoredFile], bool]
_readers: dict[str, Sees] = {}


def readable_with(kind: str) -> Callable[[Sees], Sees]:
    """Register who sees the files of a kind of subject (the word before the slash)."""

    def register(sees: Sees) -> Sees:
        _readers[kind] = sees
        return sees

    return register


def visible_file(session: Session, actor: Actor, file_id: str) -> StoredFile:
    """A file that the actor may take; NotFound for any other."""
    require(actor, "file.read")
    file = session.get(StoredFile, file_id)
    if file is None or not _sees(session, actor, file):
        raise NotFound("There is no such file.")
    return file


def _sees(session: Session, actor: Actor, file: StoredFile) -> bool:
    if file.organization_id is None:
        mine = may(actor, "file.prove", file.uploaded_by)
    else:
        mine = may(actor, "profile.read_own", file.organization_id)
    if mine:
        return True
    sees = _readers.get((file.used_by or "").partition("/")[0])
    return sees is not None and sees(session, actor, file)


def names(session: Session, file_ids: Collection[str]) -> dict[str, StoredFile]:
    """The rows of these files."""
    if not file_ids:
        return {}
    found = session.scalars(select(StoredFile).where(StoredFile.id.in_(list(file_ids))))
    return {file.id: file for file in found}


def shown(file: StoredFile) -> dict[str, Any]:
    """The file as the API answers it."""
    return {
        "id": file.id,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "uploaded_at": file.uploaded_at.isoformat(),
    }
