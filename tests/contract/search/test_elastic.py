"""The contract on a real Elasticsearch."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch

from search.elastic import ElasticEngine
from tests.contract.search.corpus import DOCUMENTS, SPEC
from tests.contract.search.reading import ReadingContract
from tests.contract.search.retrieving import RetrievingContract
from tests.contract.search.serving import ServingContract
from tests.contract.search.writing import WritingContract

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def make(elasticsearch_url: str) -> Iterator[Callable[[], ElasticEngine]]:
    """Engines with indexes of their own, which are removed with the module."""
    prefix = f"contract-{uuid.uuid4().hex[:8]}-"
    engines: list[ElasticEngine] = []

    def build() -> ElasticEngine:
        own = f"{prefix}{len(engines)}-"
        engines.append(ElasticEngine(elasticsearch_url, [SPEC], prefix=own, timeout=30.0))
        return engines[-1]

    yield build
    for engine in engines:
        engine.close()
    with Elasticsearch(elasticsearch_url) as client:
        for name in client.indices.get(index=f"{prefix}*"):
            client.indices.delete(index=name)


@pytest.fixture(scope="module")
def loaded(make: Callable[[], ElasticEngine]) -> ElasticEngine:
    engine = make()
    engine.rebuild(SPEC, DOCUMENTS)
    return engine


@pytest.fixture
def engine(make: Callable[[], ElasticEngine]) -> ElasticEngine:
    return make()


class TestReading(ReadingContract):
    pass


class TestRetrieving(RetrievingContract):
    pass


class TestWriting(WritingContract):
    pass


class TestServing(ServingContract):
    pass
