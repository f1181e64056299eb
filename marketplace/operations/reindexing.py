"""A reindex asked of the worker, which alone writes the embedded index while it runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.errors import is_transient
from events.ports import Sessions
from marketplace.errors import DomainError, Unavailable
from marketplace.operations.models import Reindexing

log = structlog.get_logger()
Reindex = Callable[[str | None], Mapping[str, int]]


def ask(sessions: Sessions, index: str | None, seconds: float = 600) -> dict[str, int]:
    """Ask, and wait for the worker; documents by index.

    Raises DomainError with what it met, Unavailable where no worker took it up in time.
    """
    with sessions.write() as session:
        asked = Reindexing(id=new_id(session), index=index, asked_at=now(session))
        session.add(asked)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with sessions.read() as session:
            found = session.get_one(Reindexing, asked.id)
        if found.ended_at is not None:
            if found.error:
                raise DomainError(found.error)
            return dict(found.documents or {})
        time.sleep(0.2)
    raise Unavailable("No worker took it up; is one running?")


def run_asked(sessions: Sessions, reindex: Reindex) -> int:
    """Do what was asked for, oldest first; returns how many there were."""
    with sessions.read() as session:
        open_ = select(Reindexing).where(Reindexing.ended_at.is_(None))
        asked = list(session.scalars(open_.order_by(Reindexing.asked_at)))
    for one in asked:
        documents, error = _outcome(one, reindex)
        with sessions.write() as session:
            _end(session, one.id, documents, error)
    return len(asked)


def _outcome(one: Reindexing, reindex: Reindex) -> tuple[dict[str, int], str | None]:
    try:
        return dict(reindex(one.index)), None
    except Exception as error:
        if is_transient(error):
            raise
        log.exception("reindex failed", index=one.index)
        return {}, f"{type(error).__name__}: {error}"


def _end(session: Session, identifier: str, documents: dict[str, int], error: str | None) -> None:
    found = session.get_one(Reindexing, identifier)
    found.ended_at, found.documents, found.error = now(session), documents, error
