"""What every engine must do with changes: versions, tombstones, rebuilds while serving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from search.documents import Document
from search.ports import SearchEngine
from search.query import CandidateQuery, Query
from tests.contract.search.corpus import DOCUMENTS, SPEC


def document(revision: int, title: str = "Steel frames", id: str = "d1") -> Document:
    words, tokens = {"title": title}, {"kind": ("supplier",)}
    return Document(id, revision, words, tokens, {"closes": 1.0}, {"revision": revision})


def found(engine: SearchEngine, text: str = "") -> dict[str, int]:
    """Id and revision of what a search shows, after a refresh."""
    engine.refresh("needs")
    return {hit.id: hit.payload["revision"] for hit in engine.search("needs", Query(text)).hits}


class WritingContract:
    """`engine` is one that holds nothing."""

    def test_an_index_that_was_never_written_is_empty(self, engine: SearchEngine) -> None:
        engine.refresh("needs")
        page = engine.search("needs", Query("steel", facets=("kind",)))
        assert (page.hits, page.total, page.next, page.facets) == ((), 0, None, {"kind": ()})
        assert engine.candidates("needs", CandidateQuery(())) == []
        assert engine.get("needs", ["d1"]) == {}
        assert list(engine.revisions("needs")) == []
        assert engine.revision("needs") == ""

    def test_a_newer_revision_replaces(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(1, "Welding")])
        engine.upsert("needs", [document(3, "Milling")])
        assert found(engine) == {"d1": 3}
        assert found(engine, "welding") == {}
        assert found(engine, "milling") == {"d1": 3}

    def test_an_older_revision_changes_nothing(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(3), document(2, "Other")])
        engine.upsert("needs", [document(1, "Welding")])
        assert found(engine) == {"d1": 3}
        assert dict(engine.revisions("needs")) == {"d1": 3}

    def test_the_same_revision_may_come_again(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(2)])
        engine.upsert("needs", [document(2), document(2)])
        assert found(engine) == {"d1": 2}

    def test_a_tombstone_keeps_its_revision(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(2), document(1, id="d2")])
        engine.delete("needs", {"d1": 3, "d9": 4})
        engine.upsert("needs", [document(2), document(3, id="d9")])
        assert found(engine) == {"d2": 1}
        assert engine.get("needs", ["d1", "d2"]).keys() == {"d2"}
        assert engine.candidates("needs", CandidateQuery(()))[0].id == "d2"
        engine.upsert("needs", [document(5)])
        assert found(engine) == {"d1": 5, "d2": 1}

    def test_a_late_deletion_changes_nothing(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(4)])
        engine.delete("needs", {"d1": 3})
        assert found(engine) == {"d1": 4}

    def test_unknown_fields_are_refused_before_anything_is_written(
        self, engine: SearchEngine
    ) -> None:
        wrong = replace(document(1, id="d2"), tokens={"colour": ("red",)})
        with pytest.raises(ValueError, match="colour"):
            engine.upsert("needs", [document(1), wrong])
        assert found(engine) == {}

    def test_a_rebuild_replaces_the_index(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(1), document(7, id="gone")])
        before = engine.revision("needs")
        assert engine.rebuild(SPEC, DOCUMENTS) == len(DOCUMENTS)
        assert engine.revision("needs") != before
        assert dict(engine.revisions("needs")) == {doc.id: 1 for doc in DOCUMENTS}
        engine.upsert("needs", [replace(DOCUMENTS[0], revision=2)])
        assert dict(engine.revisions("needs"))["n01"] == 2

    def test_searches_and_changes_go_on_during_a_rebuild(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(1), document(1, id="d2"), document(1, id="d3")])

        def source() -> Iterator[Document]:
            yield document(1)
            yield document(1, id="d2")
            engine.upsert("needs", [document(2), document(1, id="d4")])
            engine.delete("needs", {"d2": 2, "d3": 2})
            assert found(engine) == {"d1": 2, "d4": 1}
            yield document(1, id="d3")
            yield document(1, id="d5")
            yield document(3, id="d4")

        assert engine.rebuild(SPEC, source()) == 3
        assert found(engine) == {"d1": 2, "d4": 3, "d5": 1}
        engine.upsert("needs", [document(1, id="d2")])
        assert found(engine) == {"d1": 2, "d4": 3, "d5": 1}

    def test_a_rebuild_that_fails_leaves_the_live_index(self, engine: SearchEngine) -> None:
        engine.upsert("needs", [document(1)])
        before = engine.revision("needs")

        def source() -> Iterator[Document]:
            yield document(2)
            raise RuntimeError("source lost")

        with pytest.raises(RuntimeError, match="source lost"):
            engine.rebuild(SPEC, source())
        assert engine.revision("needs") == before
        assert found(engine) == {"d1": 1}
        assert engine.rebuild(SPEC, [document(5)]) == 1
        assert found(engine) == {"d1": 5}
