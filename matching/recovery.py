"""The service's tables and indexes held against their sources, and its documents made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from matching import store, tables
from matching.fingerprint import fingerprint
from matching.indexes import (
    AWARDS,
    NEEDS,
    PROFILES,
    PROGRAMMES,
    award_document,
    need_document,
    profile_document,
    programme_document,
)
from matching.indexing import listed
from matching.memory import Memory
from matching.project import visible
from matching.snapshots import Need
from search.documents import Document

Told = Iterable[tuple[str, int, Mapping[str, Any]]]
"""What a source tells of each of its things: id, revision, data of its events."""


def awards(session: Session) -> Iterator[Document]:
    """Every document of the index of awards."""
    return (award_document(a) for a in store.read_awards(session) if not a.private)


def profiles(session: Session) -> Iterator[Document]:
    """Every document of the index of profiles."""
    return (profile_document(f) for f in store.read_organizations(session) if listed(f))


def needs(session: Session) -> Iterator[Document]:
    """Every document of the index of open needs."""
    found = select(tables.needs.c.need, tables.needs.c.revision).where(tables.needs.c.open)
    return (need_document(Need.of(row.need, row.revision)) for row in session.execute(found))


def programmes(session: Session) -> Iterator[Document]:
    """Every document of the index of programmes on offer."""
    return (programme_document(p) for p in store.read_programmes(session) if p.open)


DOCUMENTS: Mapping[str, Callable[[Session], Iterator[Document]]] = {
    AWARDS.name: awards,
    PROFILES.name: profiles,
    NEEDS.name: needs,
    PROGRAMMES.name: programmes,
}


def differences(session: Session, topic: str, told: Told) -> Iterator[str]:
    """Where the service's tables do not hold what the topic's source tells."""
    if topic == "profiles":
        shaped = ((one, revision, visible(data)) for one, revision, data in told)
        column, revisions = "profile", "profile_revision"
        yield from _table(session, topic, tables.organizations, column, revisions, shaped)
        return
    table, column = TABLES[topic]
    yield from _table(session, topic, table, column, "revision", told)


def unlearned(session: Session, memory: Memory) -> Iterator[str]:
    """Where a memory that events moved forward is not what the tables, read anew, make of it.

    A memory that has not been used yet has nothing to be wrong about.
    """
    with memory.lock:
        if memory.mark < 0:
            return
        memory.refresh(session)
        held = fingerprint(memory.state)
    rebuilt = Memory()
    rebuilt.refresh(session)
    for part, made in fingerprint(rebuilt.state).items():
        if held[part] != made:
            yield f"memory: {part} are not what the tables make of them"


TABLES: Mapping[str, tuple[Table, str]] = {
    "organizations": (tables.organizations, "organization"),
    "needs": (tables.needs, "need"),
    "awards": (tables.awards, "award"),
    "support": (tables.programmes, "programme"),
}
TOPICS = (*TABLES, "profiles")


def _table(
    session: Session, topic: str, table: Table, column: str, revisions: str, told: Told
) -> Iterator[str]:
    held = {
        row.id: (row[1], row[2])
        for row in session.execute(select(table.c.id, table.c[revisions], table.c[column]))
    }
    for identifier, revision, data in told:
        has, kept = held.get(identifier, (None, None))
        if has != revision:
            yield f"{topic}: {identifier} is at {revision}, matching has {has}"
        elif kept != dict(data):
            yield f"{topic}: {identifier} is not what its source tells"
