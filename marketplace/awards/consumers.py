"""Where awards listen: to their own jobs, which read a file step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.awards import queries
from marketplace.awards.loading import Counts, Memory, rehearse
from marketplace.awards.models import ImportJob
from marketplace.awards.reading import Reading
from marketplace.awards.services import batches, enter, finish, go_on, terms_of
from marketplace.errors import Invalid
from marketplace.ports import AwardLine, Ports

FIRES: Mapping[str, Fire] = {}

ANSWERS = queries.titles_won
"""What profiles ask of awards: imported here, so that every process, web or not, can answer."""

Step = list[AwardLine] | Counts | str
"""What was read for a step: rows to load, the outcome of a rehearsal, or why it cannot be."""


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    reading = Reading(ports)

    def prepare(session: Session, events: Sequence[Event]) -> dict[str, Step]:
        jobs = ((event, waiting_job(session, event)) for event in events)
        return {event.id: read(session, reading, job) for event, job in jobs if job is not None}

    yield Consumer("award-imports", frozenset({"import.requested"}), apply, prepare)


def waiting_job(session: Session, event: Event) -> ImportJob | None:
    """The job of the event, if this step of it was not taken yet."""
    job = session.get(ImportJob, event.data["id"])
    done = job is None or job.finished_at is not None or job.read != event.data["done"]
    return None if done else job


def read(session: Session, reading: Reading, job: ImportJob) -> Step:
    """Read the job's next rows; a dry run goes through the whole file at once."""
    try:
        if not job.dry_run:
            return reading.next_rows(job)
        counts, memory = Counts(), Memory()
        for batch in batches(reading.rows(job)):
            counts.add(rehearse(session, terms_of(job), batch, memory))
        return counts
    except Invalid as error:
        return error.faults[0].detail


def apply(session: Session, event: Event, steps: dict[str, Step]) -> None:
    """Write one step of a job."""
    job = waiting_job(session, event)
    step = steps.get(event.id)
    if job is None or step is None:
        return
    if isinstance(step, str):
        finish(session, job, step)
    elif isinstance(step, Counts):
        enter(job, step)
        finish(session, job)
    else:
        go_on(session, job, step)
