"""Writes on the history: whole files by a command, uploaded ones as a job in steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.locks import lock
from events.outbox import record
from events.ports import Sessions
from marketplace import audit
from marketplace.awards.loading import (
    OPTIONAL,
    Counts,
    Memory,
    Terms,
    event_of,
    load,
    rehearse,
)
from marketplace.awards.models import NOBODY, ImportJob, PastAward
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, require
from marketplace.ports import AwardLine

BATCH = 500
"""Rows in one transaction; between two, others can write."""
FAULTS_KEPT = 1_000
HERE = "marketplace"
"""The source of awards that were made here."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that lies behind the port under `id`."""

    id: str
    name: str


def import_file(
    sessions: Sessions, actor: Actor, terms: Terms, lines: Iterable[AwardLine], *, dry_run: bool
) -> Counts:
    """Load a whole history in batches, each a transaction of its own.

    A run that breaks off leaves whole batches; running it again goes on where it broke off.
    """
    require(actor, "award.import")
    counts, memory = Counts(), Memory()
    for batch in batches(lines):
        if dry_run:
            with sessions.read() as session:
                counts.add(rehearse(session, terms, batch, memory))
        else:
            with sessions.write() as session:
                lock(session, "award-import")
                counts.add(load(session, terms, batch))
    if not dry_run:
        with sessions.write() as session:
            subject = f"organization/{terms.importer}" if terms.importer else "awards"
            audit.note(session, actor, "award.import", subject, {"loaded": counts.loaded})
    return counts


def batches(lines: Iterable[AwardLine]) -> Iterator[list[AwardLine]]:
    """The rows, BATCH at a time."""
    rows = iter(lines)
    while batch := list(islice(rows, BATCH)):
        yield batch


def request_import(
    session: Session, actor: Actor, upload: Upload, *, private: bool, dry_run: bool
) -> ImportJob:
    """Have an uploaded file read: a lead firm's own history, or the programme's for all."""
    require(actor, "award.import")
    job = ImportJob(
        id=new_id(session),
        organization_id=importer_of(actor),
        file_id=upload.id,
        file_name=upload.name,
        private=private,
        dry_run=dry_run,
        state="waiting",
        faults=[],
        created_by=actor.user,
        created_at=now(session),
    )
    session.add(job)
    session.flush()
    audit.note(session, actor, "award.import", f"import/{job.id}")
    _announce(session, job, "import.requested")
    return job


def importer_of(actor: Actor) -> str | None:
    """Whose history an actor imports: its lead firm's, else nobody's in particular."""
    return actor.organization if "lead_firm" in actor.kinds else None


def terms_of(job: ImportJob) -> Terms:
    """Whose history a job reads."""
    return Terms(job.organization_id, job.private)


def go_on(session: Session, job: ImportJob, lines: Sequence[AwardLine]) -> None:
    """Load the next rows of a job's file, and ask for those after, or end."""
    lock(session, "award-import")
    enter(job, load(session, terms_of(job), lines))
    if len(lines) < BATCH:
        finish(session, job)
        return
    job.state = "running"
    _announce(session, job, "import.requested")


def enter(job: ImportJob, counts: Counts) -> None:
    """Add what became of some rows to the job's counts and faults."""
    job.read += counts.read
    job.loaded += counts.loaded
    job.unchanged += counts.unchanged
    job.left_out += counts.left_out
    job.organizations_created += counts.organizations_created
    job.fault_count += len(counts.faults)
    room = FAULTS_KEPT - len(job.faults)
    kept = [{"line": line, "reason": reason} for line, reason in counts.faults[:room]]
    job.faults = [*job.faults, *kept]
    job.revision += 1


def finish(session: Session, job: ImportJob, reason: str | None = None) -> None:
    """End the job; with a reason, as one that failed."""
    job.state, job.reason = ("failed", reason) if reason else ("finished", None)
    job.finished_at = now(session)
    job.revision += 1
    _announce(session, job, "import.finished")


def record_award(session: Session, award: Mapping[str, Any]) -> None:
    """Enter an award that was made here, once: `award` holds PastAward's columns of what, by whom
    and to whom, the award's id as `source_id`. Sums stay with the parties, so it has no value."""
    names = {
        side: get_organization(session, award[f"{side}_id"]).name for side in ("buyer", "supplier")
    }
    there = select(PastAward.id).where(
        PastAward.source == HERE, PastAward.source_id == award["source_id"]
    )
    if session.scalar(there) is not None:
        return
    optional: dict[str, Any] = dict.fromkeys(OPTIONAL)
    kept = {"id": new_id(session), "importer": NOBODY, "source": HERE, "private": False}
    row = optional | kept | dict(award)
    session.execute(insert(PastAward), [row])
    known = {row[f"{side}_id"]: name for side, name in names.items()}
    key = f"award/{row['id']}"
    record(session, "award.recorded", key=key, revision=1, data=event_of(row, known))


def _announce(session: Session, job: ImportJob, type_: str) -> None:
    data = {"id": job.id, "done": job.read}
    record(session, type_, key=f"import/{job.id}", revision=job.revision, data=data)
