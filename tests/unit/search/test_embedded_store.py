"""One writer, any readers, and what a crash leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from search.documents import Document, IndexSpec
from search.embedded import EmbeddedEngine
from search.ports import SearchUnavailable
from search.query import Query
from search.versions import MemoryVersions

SPEC = IndexSpec("needs", 1, {"title": 1.0}, frozenset())
NEXT = IndexSpec("needs", 2, {"title": 1.0, "text": 1.0}, frozenset())


class Crash(Exception):
    pass


class CrashingVersions(MemoryVersions):
    """Dies between the index commit and the version write."""

    crashing = False

    def record(self, index: str, revisions: Mapping[str, int]) -> None:
        if self.crashing:
            raise Crash
        super().record(index, revisions)


def document(revision: int, title: str = "steel", id: str = "a") -> Document:
    return Document(id, revision, {"title": title}, payload={"revision": revision})


def revisions(engine: EmbeddedEngine, text: str = "steel") -> dict[str, int]:
    return {hit.id: hit.payload["revision"] for hit in engine.search("needs", Query(text)).hits}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path, [SPEC], MemoryVersions())
    yield engine
    engine.close()


def test_a_second_writer_is_refused_until_the_first_closes(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    other = EmbeddedEngine(tmp_path, [SPEC], MemoryVersions())
    engine.upsert("needs", [document(1)])
    with pytest.raises(SearchUnavailable, match="another process"):
        other.upsert("needs", [document(2)])
    with pytest.raises(SearchUnavailable):
        other.rebuild(SPEC, [])
    engine.close()
    other.upsert("needs", [document(2)])
    assert revisions(other) == {"a": 2}
    other.close()


def test_readers_follow_commits_and_rebuilds_of_the_writer(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    reader = EmbeddedEngine(tmp_path, [SPEC], MemoryVersions())
    assert revisions(reader) == {}
    engine.upsert("needs", [document(1)])
    assert revisions(reader) == {"a": 1}
    engine.upsert("needs", [document(2), document(1, id="b")])
    assert revisions(reader) == {"a": 2, "b": 1}
    engine.rebuild(SPEC, [document(3)])
    assert revisions(reader) == {"a": 3}
    assert reader.revision("needs") == engine.revision("needs") == "needs-v1-0002"
    reader.close()


def test_a_crash_before_the_version_write_is_harmless(tmp_path: Path) -> None:
    versions = CrashingVersions()
    engine = EmbeddedEngine(tmp_path, [SPEC], versions)
    engine.upsert("needs", [document(1)])
    versions.crashing = True
    with pytest.raises(Crash):
        engine.upsert("needs", [document(2)])
    engine.close()
    versions.crashing = False
    engine = EmbeddedEngine(tmp_path, [SPEC], versions)
    assert versions.known("needs", ["a"]) == {"a": 1}
    engine.upsert("needs", [document(2)])
    assert (revisions(engine), versions.known("needs", ["a"])) == ({"a": 2}, {"a": 2})
    engine.close()


def test_a_batch_that_fails_leaves_nothing(engine: EmbeddedEngine) -> None:
    engine.upsert("needs", [document(1)])
    wrong = Document("b", 1, {"title": 5}, {})  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        engine.upsert("needs", [document(2), wrong])
    engine.upsert("needs", [document(1, id="c")])
    assert revisions(engine) == {"a": 1, "c": 1}


def test_what_a_dead_build_left_is_cleared(engine: EmbeddedEngine, tmp_path: Path) -> None:
    engine.rebuild(SPEC, [document(1)])
    (tmp_path / "needs-v1-0009").mkdir()
    engine.rebuild(SPEC, [document(2)])
    assert revisions(engine) == {"a": 2}
    kept = [path.name for path in tmp_path.iterdir() if path.is_dir()]
    assert kept == [engine.revision("needs")]


def test_a_new_version_is_empty_until_built_and_then_replaces_the_old(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    engine.upsert("needs", [document(1)])
    engine.close()
    newer = EmbeddedEngine(tmp_path, [NEXT], MemoryVersions())
    assert (newer.revision("needs"), revisions(newer)) == ("", {})
    assert revisions(engine) == {"a": 1}
    newer.rebuild(NEXT, [document(2)])
    assert (newer.revision("needs"), revisions(newer)) == ("needs-v2-0002", {"a": 2})
    assert (engine.revision("needs"), revisions(engine)) == ("", {})
    newer.close()


def test_a_lost_or_damaged_directory_is_an_outage_that_a_rebuild_ends(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    engine.upsert("needs", [document(1)])
    path = tmp_path / engine.revision("needs")
    engine.close()
    (path / "meta.json").write_text("{")
    with pytest.raises(SearchUnavailable, match="cannot be opened"):
        engine.search("needs", Query("steel"))
    (path / "meta.json").unlink()
    with pytest.raises(SearchUnavailable, match="reindex"):
        engine.search("needs", Query("steel"))
    assert engine.rebuild(SPEC, [document(1)]) == 1
    assert revisions(engine) == {"a": 1}
