"""What the search server's failures become, at the HTTP level."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import responses
from elasticsearch import ApiError

from search.documents import Document, IndexSpec
from search.elastic import ElasticEngine
from search.ports import SearchEngine, SearchUnavailable
from search.query import CandidateQuery, Query

SPEC = IndexSpec("needs", 1, {"title": 1.0}, frozenset(), frozenset())
URL = "http://search.example:9200"
HEADERS = {"X-Elastic-Product": "Elasticsearch"}
DOCUMENT = Document("a", 1, {"title": "steel"})

CALLS: list[Callable[[SearchEngine], object]] = [
    lambda engine: engine.search("needs", Query("steel")),
    lambda engine: engine.candidates("needs", CandidateQuery(())),
    lambda engine: engine.get("needs", ["a"]),
    lambda engine: engine.upsert("needs", [DOCUMENT]),
    lambda engine: engine.delete("needs", {"a": 2}),
    lambda engine: engine.refresh("needs"),
    lambda engine: engine.rebuild(SPEC, [DOCUMENT]),
    lambda engine: engine.revision("needs"),
    lambda engine: list(engine.revisions("needs")),
]
NAMES = "search candidates get upsert delete refresh rebuild revision revisions".split()  # noqa: SIM905
every_call = pytest.mark.parametrize("call", CALLS, ids=NAMES)


@pytest.fixture
def server() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def engine() -> Iterator[ElasticEngine]:
    engine = ElasticEngine(URL, [SPEC], node_class="requests")
    yield engine
    engine.close()


def answer(server: responses.RequestsMock, path: str, **answer: Any) -> None:
    """The same answer to each request whose path matches."""
    for method in ("GET", "POST", "PUT"):
        server.add(method, re.compile(re.escape(URL) + path), headers=HEADERS, **answer)
    server.assert_all_requests_are_fired = False


@every_call
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_cannot_answer_now(
    server: responses.RequestsMock,
    engine: ElasticEngine,
    call: Callable[[SearchEngine], object],
    status: int,
) -> None:
    answer(server, "/.*", json={}, status=status)
    with pytest.raises(SearchUnavailable):
        call(engine)


@every_call
def test_a_server_that_does_not_answer(
    server: responses.RequestsMock, engine: ElasticEngine, call: Callable[[SearchEngine], object]
) -> None:
    answer(server, "/.*", body=requests.Timeout())
    with pytest.raises(SearchUnavailable):
        call(engine)


@every_call
def test_nobody_listens(call: Callable[[SearchEngine], object]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    engine = ElasticEngine(f"http://127.0.0.1:{port}", [SPEC], timeout=1.0)
    with pytest.raises(SearchUnavailable):
        call(engine)
    engine.close()


def test_a_query_that_the_server_refuses_is_our_fault(
    server: responses.RequestsMock, engine: ElasticEngine
) -> None:
    answer(server, "/needs-v1/_search", status=400, json={"error": {"type": "parsing_exception"}})
    with pytest.raises(ApiError, match="parsing_exception"):
        engine.candidates("needs", CandidateQuery(()))


def test_a_missing_permission_is_our_fault(
    server: responses.RequestsMock, engine: ElasticEngine
) -> None:
    answer(server, "/needs-v1/_search", status=403, json={"error": {"type": "security_exception"}})
    with pytest.raises(ApiError, match="security_exception"):
        engine.candidates("needs", CandidateQuery(()))


def bulk(status: int, **error: object) -> dict[str, object]:
    item = {"_id": "a", "status": status, **({"error": error} if error else {})}
    return {"errors": True, "items": [{"index": item}]}


def test_an_older_revision_is_no_error(
    server: responses.RequestsMock, engine: ElasticEngine
) -> None:
    answer(server, "/needs-v1/_bulk", json=bulk(409, type="version_conflict_engine_exception"))
    engine.upsert("needs", [DOCUMENT])
    (sent,) = server.calls
    action = json.loads(sent.request.body.splitlines()[0])  # type: ignore[union-attr]
    assert action == {"index": {"_id": "a", "version": 1, "version_type": "external_gte"}}
    assert "require_alias=true" in str(sent.request.url)


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_document_that_cannot_be_stored_now(
    server: responses.RequestsMock, engine: ElasticEngine, status: int
) -> None:
    answer(server, "/needs-v1/_bulk", json=bulk(status, type="cluster_block_exception"))
    with pytest.raises(SearchUnavailable, match="cluster_block_exception"):
        engine.upsert("needs", [DOCUMENT])


def test_a_document_that_is_refused_is_our_fault(
    server: responses.RequestsMock, engine: ElasticEngine
) -> None:
    answer(server, "/needs-v1/_bulk", json=bulk(400, type="strict_dynamic_mapping_exception"))
    with pytest.raises(ValueError, match="strict_dynamic_mapping_exception"):
        engine.upsert("needs", [DOCUMENT])
