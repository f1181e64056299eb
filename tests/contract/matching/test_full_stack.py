"""The contract on a real PostgreSQL and a real Elasticsearch."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch

from matching.indexes import INDEXES
from search.elastic import ElasticEngine
from tests.contract.matching.suite import MatchingContract
from tests.support.ranking import Scene

pytestmark = pytest.mark.servers


@pytest.fixture
def scene(new_postgres_database: Callable[[str], str], elasticsearch_url: str) -> Iterator[Scene]:
    prefix = f"matching-{uuid.uuid4().hex[:8]}-"
    engine = ElasticEngine(elasticsearch_url, INDEXES, prefix=prefix, timeout=30.0)
    scene = Scene(new_postgres_database("matching"), engine)
    yield scene
    scene.close()
    engine.close()
    with Elasticsearch(elasticsearch_url) as client:
        for name in client.indices.get(index=f"{prefix}*"):
            client.indices.delete(index=name)


class TestMatching(MatchingContract):
    pass
