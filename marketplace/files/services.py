"""Writes on files: enter, use, let go, sweep."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from events.outbox import record
from marketplace import audit
from marketplace.files.models import StoredFile
from marketplace.policy import Actor, require

SWEEP = "file.sweep"
KEPT_UNUSED = timedelta(days=1)


def enter(session: Session, actor: Actor, *, own: bool = False, **facts: Any) -> StoredFile:
    """The row of a file that passed its checks (name, media_type, size, sha256), owned by the
    organisation acted for, or by the person alone (`own`); it goes after a day unless something
    refers to it."""
    require(actor, "file.prove" if own else "file.upload", _owner(actor, own))
    file = StoredFile(
        id=new_id(session),
        organization_id=None if own else actor.organization,
        uploaded_by=actor.user,
        uploaded_at=now(session),
        **facts,
    )
    session.add(file)
    due.schedule(session, SWEEP, file.id, now(session) + KEPT_UNUSED)
    audit.note(session, actor, "file.upload", f"file/{file.id}")
    return file


def _owner(actor: Actor, own: bool) -> str:
    return (actor.user if own else actor.organization) or ""


def use(session: Session, subject: str, part: str, file_ids: Collection[str]) -> None:
    """Let the subject's part refer to exactly these files; those it let go are swept in a day.

    The caller has checked `unusable` before.
    """
    before = select(StoredFile).where(StoredFile.used_by == subject, StoredFile.part == part)
    for file in session.scalars(before):
        if file.id not in file_ids:
            file.used_by = file.part = None
            due.schedule(session, SWEEP, file.id, now(session) + KEPT_UNUSED)
    wanted = select(StoredFile).where(StoredFile.id.in_(list(file_ids)))
    for file in session.scalars(wanted) if file_ids else ():
        file.used_by, file.part = subject, part
        due.cancel(session, SWEEP, file.id)


def hold(
    session: Session, organization: str, subject: str, part: str, file_ids: Collection[str]
) -> None:
    """Let a part that is not shown yet keep those of the organisation's files that nothing else
    refers to."""
    free = select(StoredFile.id).where(
        StoredFile.id.in_(list(file_ids)),
        StoredFile.organization_id == organization,
        StoredFile.used_by.is_(None)
        | ((StoredFile.used_by == subject) & (StoredFile.part == part)),
    )
    use(session, subject, part, set(session.scalars(free)))


def unusable(
    session: Session, organization: str, subject: str, file_ids: Collection[str]
) -> set[str]:
    """Those that the subject may not refer to: unknown, another's, or used elsewhere."""
    if not file_ids:
        return set()
    found = session.execute(
        select(StoredFile.id).where(
            StoredFile.id.in_(list(file_ids)),
            StoredFile.organization_id == organization,
            StoredFile.used_by.is_(None) | (StoredFile.used_by == subject),
        )
    ).scalars()
    return set(file_ids) - set(found)


def sweep(session: Session, file_id: str) -> None:
    """The timer's part: what nothing refers to goes, its content by an event. A content of which
    there is no row was laid down by a slice that only reads it once."""
    file = session.get(StoredFile, file_id)
    if file is not None and file.used_by is not None:
        return
    if file is not None:
        session.delete(file)
    record(session, "file.discarded", key=f"file/{file_id}", revision=1, data={"id": file_id})
