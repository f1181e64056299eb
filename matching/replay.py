"""Showing a past list again, exactly: re-scored from its recorded inputs, nothing retrieved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from matching.kinds import named
from matching.pipeline import entries
from matching.results import Inputs, digest, plain
from matching.tables import runs


class NoSuchRun(LookupError):
    """The need has no list of that revision, or its inputs were pruned."""


class Differs(RuntimeError):
    """A replay did not come to the list that was recorded: the code that explains has changed."""


def replay(session: Session, need_id: str, revision: int) -> dict[str, Any]:
    """The data of the `match.ranked` event of that list, made again.

    Raises NoSuchRun, or Differs where the result's hash is not the recorded one.
    """
    run = session.execute(
        select(runs).where(runs.c.need_id == need_id, runs.c.revision == revision)
    ).first()
    if run is None:
        raise NoSuchRun(f"{need_id} has no list of revision {revision}")
    found = [plain(entry) for entry in entries(named(run.kind), Inputs.of(run.inputs))]
    if digest(found) != run.hash:
        raise Differs(f"list {revision} of {need_id} cannot be made again as it was")
    return {
        "need": need_id,
        "kind": run.kind,
        "need_revision": run.need_revision,
        "revision": revision,
        "ranker": run.ranker,
        "computed_at": run.computed_at.isoformat(),
        "looked_at": run.looked_at,
        "entries": found,
        "hash": run.hash,
    }


def prune(session: Session, before: datetime) -> int:
    """Forget lists made before a moment, but never a need's newest; returns how many."""
    newest = select(func.max(runs.c.id)).group_by(runs.c.need_id)
    old = delete(runs).where(runs.c.computed_at < before, runs.c.id.not_in(newest))
    return session.connection().execute(old).rowcount
