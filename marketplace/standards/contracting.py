"""Contracting processes as files and as answers of the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from integrations.ocds import record, record_package, release_package
from integrations.ocds.parts import Json
from marketplace.deployment import settings_of
from marketplace.errors import NotFound
from marketplace.needs.queries import visible_need
from marketplace.outcomes.periods import Span
from marketplace.policy import Actor, may, require
from marketplace.standards.facts import processes
from marketplace.standards.files import Report, as_json, exported
from marketplace.standards.naming import names_of
from marketplace.standards.ocds import KIND, Reader, releases_of, told_processes

PER_FILE = 500
"""Processes in one file, so that a large store needs little memory and readers little patience."""
FILES = ("ocds-releases-[0-9]*.json", "ocds-records-[0-9]*.json")


def record_of(session: Session, actor: Actor, need_id: str) -> Json:
    """The record package of one need, as far as the actor may read; NotFound for one that it may
    not see, and for a need for people, which is no procurement."""
    need = visible_need(session, actor, need_id)
    if need.kind != KIND or need.published_at is None:
        raise NotFound()
    names = names_of(settings_of(session))
    reader = Reader(may(actor, "deal.oversee"), _party(actor))
    (process,) = processes(session, [need])
    path = f"api/v1/needs/{need.id}/ocds"
    return record_package(names.publisher(), path, [record(releases_of(process, names, reader))])


def _party(actor: Actor) -> str | None:
    """Whose awards and contracts the actor reads as a party to them."""
    return actor.organization if may(actor, "deal.read", actor.organization or "") else None


def export_ocds(
    session: Session, actor: Actor, folder: Path, *, span: Span | None = None, public: bool = False
) -> Report:
    """Release packages and record packages into the folder, everything or what everybody may read.

    With a span only releases of its days, and the whole records of their processes. The standard
    has no package without releases: of an empty store no file is written.
    """
    require(actor, "standards.export")
    names = names_of(settings_of(session))
    told = (found for _, found in told_processes(session, names, Reader(all=not public)))
    publisher = names.publisher()
    with exported(folder, FILES) as report:
        for number, part in enumerate(_parts(told, span), 1):
            name = f"{number:04d}.json"
            releases = [one for found in part for one in found if _in(one, span)]
            released = release_package(publisher, f"ocds-releases-{name}", releases)
            report.write(f"ocds-releases-{name}", as_json(released))
            records = [record(found) for found in part]
            recorded = record_package(publisher, f"ocds-records-{name}", records)
            report.write(f"ocds-records-{name}", as_json(recorded))
            report.count("processes", len(part))
            report.count("releases", len(releases))
    return report


def _parts(told: Iterator[list[Json]], span: Span | None) -> Iterator[list[list[Json]]]:
    """Processes that have a release in the span, some at a time."""
    part: list[list[Json]] = []
    for releases in told:
        if any(_in(one, span) for one in releases):
            part.append(releases)
        if len(part) == PER_FILE:
            yield part
            part = []
    if part:
        yield part


def _in(release: Json, span: Span | None) -> bool:
    """Whether the release is of a day of the span (UTC)."""
    day = release["date"][:10]
    return span is None or span.starts.isoformat() <= day <= span.ends.isoformat()
