"""The contract on SQLite and tantivy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from matching.indexes import INDEXES
from search.embedded import EmbeddedEngine
from search.versions import MemoryVersions
from tests.contract.matching.suite import MatchingContract
from tests.support.ranking import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    engine = EmbeddedEngine(tmp_path / "index", INDEXES, MemoryVersions())
    scene = Scene(f"sqlite:///{tmp_path / 'matching.sqlite3'}", engine)
    yield scene
    scene.close()
    engine.close()


class TestMatching(MatchingContract):
    pass
