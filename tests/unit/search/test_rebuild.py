"""Rebuilding indexes from their sources, and finding where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.documents import Document, IndexSpec
from search.embedded import EmbeddedEngine
from search.rebuild import Source, differences, missing, rebuild
from search.versions import MemoryVersions

NEEDS = IndexSpec("needs", 1, {"title": 1.0}, frozenset())
SERVICES = IndexSpec("services", 1, {"title": 1.0}, frozenset())


def source(spec: IndexSpec, **revisions: int) -> Source:
    return Source(spec, lambda: (Document(id, rev) for id, rev in revisions.items()))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path, [NEEDS, SERVICES], MemoryVersions())
    yield engine
    engine.close()


def test_each_index_is_rebuilt_from_its_source(engine: EmbeddedEngine) -> None:
    assert missing(engine, [NEEDS, SERVICES]) == ["needs", "services"]
    counts = rebuild(engine, [source(NEEDS, a=1, b=2), source(SERVICES, c=1)])
    assert counts == {"needs": 2, "services": 1}
    assert missing(engine, [NEEDS, SERVICES]) == []


def test_progress_is_told_every_thousand(engine: EmbeddedEngine) -> None:
    heard: list[tuple[str, int]] = []
    many = source(NEEDS, **{f"id{number}": 1 for number in range(2500)})
    rebuild(engine, [many], lambda index, count: heard.append((index, count)))
    assert heard == [("needs", 1000), ("needs", 2000)]


def test_differences_name_the_document_and_both_revisions(engine: EmbeddedEngine) -> None:
    rebuild(engine, [source(NEEDS, same=1, stale=1, extra=3)])
    assert differences(engine, source(NEEDS, same=1, stale=2, lost=1)) == [
        "needs extra: source None, index 3",
        "needs lost: source 1, index None",
        "needs stale: source 2, index 1",
    ]
    rebuild(engine, [source(NEEDS, same=1)])
    assert differences(engine, source(NEEDS, same=1)) == []
