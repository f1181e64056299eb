"""From events to documents, through a real index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from events.envelope import Event
from search.documents import Document, IndexSpec
from search.embedded import EmbeddedEngine
from search.project import Change, Projection, Removed, consumer
from search.versions import MemoryVersions

SPEC = IndexSpec("needs", 1, {"title": 1.0}, frozenset())
OTHER = IndexSpec("titles", 1, {"title": 1.0}, frozenset())


def event(kind: str, id: str, revision: int, title: str = "steel") -> Event:
    data = {"id": id, "title": title}
    now = datetime(2026, 11, 24, tzinfo=UTC)
    return Event(f"{id}-{revision}", kind, 1, "test", "needs", f"need/{id}", revision, now, data)


def read(session: Session, event: Event) -> Change | None:
    if event.data["title"] == "draft":
        return None
    if event.type == "need.cancelled":
        return Removed(event.data["id"], event.revision)
    return Document(event.data["id"], event.revision, {"title": event.data["title"]})


NEEDS = Projection("needs", frozenset({"need.published", "need.cancelled"}), read)
TITLES = Projection("titles", frozenset({"need.published"}), read)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path, [SPEC, OTHER], MemoryVersions())
    yield engine
    engine.close()


@pytest.fixture
def session() -> Iterator[Session]:
    with Session() as session:
        yield session


def held(engine: EmbeddedEngine, index: str = "needs") -> dict[str, int]:
    return dict(engine.revisions(index))


def test_events_become_documents_of_each_index_that_listens(
    engine: EmbeddedEngine, session: Session
) -> None:
    listener = consumer("search", engine, [NEEDS, TITLES])
    assert listener.types == {"need.published", "need.cancelled"}
    assert listener.snapshot
    listener.prepare(session, [event("need.published", "a", 1), event("need.published", "b", 1)])
    assert held(engine) == held(engine, "titles") == {"a": 1, "b": 1}


def test_within_a_batch_the_newest_revision_stands(
    engine: EmbeddedEngine, session: Session
) -> None:
    listener = consumer("search", engine, [NEEDS])
    batch = [
        event("need.published", "a", 1),
        event("need.cancelled", "a", 2),
        event("need.published", "b", 4),
        event("need.published", "b", 3),
        event("need.cancelled", "c", 1),
        event("need.published", "c", 2),
    ]
    listener.prepare(session, batch)
    assert held(engine) == {"b": 4, "c": 2}


def test_a_batch_may_come_again_in_part_and_late(engine: EmbeddedEngine, session: Session) -> None:
    listener = consumer("search", engine, [NEEDS])
    listener.prepare(session, [event("need.published", "a", 2)])
    listener.prepare(session, [event("need.published", "a", 1), event("need.published", "a", 2)])
    listener.prepare(session, [event("need.cancelled", "a", 3)])
    listener.prepare(session, [event("need.published", "a", 2)])
    assert held(engine) == {}


def test_what_reads_as_nothing_changes_nothing(engine: EmbeddedEngine, session: Session) -> None:
    listener = consumer("search", engine, [NEEDS])
    listener.prepare(session, [event("need.published", "a", 1, "draft")])
    assert engine.revision("needs") == ""
