"""The contract on tantivy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.embedded import EmbeddedEngine
from search.versions import MemoryVersions
from tests.contract.search.corpus import DOCUMENTS, SPEC
from tests.contract.search.reading import ReadingContract
from tests.contract.search.retrieving import RetrievingContract
from tests.contract.search.serving import ServingContract
from tests.contract.search.writing import WritingContract


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"), [SPEC], MemoryVersions())
    engine.rebuild(SPEC, DOCUMENTS)
    yield engine
    engine.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine(tmp_path, [SPEC], MemoryVersions())
    yield engine
    engine.close()


class TestReading(ReadingContract):
    pass


class TestRetrieving(RetrievingContract):
    pass


class TestWriting(WritingContract):
    pass


class TestServing(ServingContract):
    pass
