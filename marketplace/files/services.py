"""Writes on files: enter, use, let go, sweep."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import now
from events.outbox import record
from marketplace import audit
from marketplace.files.models import StoredFile
from marketplace.files.receiving import KEPT_UNUSED, SWEEP, Received
from marketplace.policy import Actor, require


def enter(session: Session, actor: Actor, upload: Received) -> StoredFile:
    """The row of a received file, owned by the organisation acted for; used by nothing yet."""
    require(actor, "file.upload", actor.organization or "")
    file = StoredFile(
        id=upload.id,
        organization_id=actor.organization,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        uploaded_by=actor.user,
        uploaded_at=now(session),
    )
    session.add(file)
    audit.note(session, actor, "file.upload", f"file/{file.id}")
    return file


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
    """The timer's part: a file that nothing refers to goes, its content by an event."""
    file = session.get(StoredFile, file_id)
    if file is not None and file.used_by is not None:
        return
    if file is not None:
        session.delete(file)
    record(session, "file.discarded", key=f"file/{file_id}", revision=1, data={"id": file_id})
