"""The engine of the full stack: Elasticsearch 8, any number of processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from search.answer import answer
from search.documents import Document, IndexSpec
from search.elastic_client import connect, reachable
from search.elastic_indexes import Indexes
from search.elastic_query import candidates as candidate_query
from search.elastic_reader import ElasticReader
from search.mappings.elastic import GONE, KEY, PAYLOAD, REVISION, TIE, convert, tombstone
from search.query import CandidateQuery, Hit, Page, Query
from search.synonyms import Synonyms, standard

_WITH_PAYLOAD: dict[str, Any] = {"source_includes": [PAYLOAD]}
_BARE: dict[str, Any] = {"source": False, "stored_fields": "_none_", "docvalue_fields": [KEY]}


class ElasticEngine:
    """`SearchEngine` on the server at `url`.

    `prefix` sets indexes apart on a shared server. `timeout` in seconds is for one request; a
    failed one is not repeated. `node_class` is the client's HTTP layer ("requests" in tests).
    """

    def __init__(
        self,
        url: str,
        specs: Iterable[IndexSpec],
        *,
        prefix: str = "",
        timeout: float = 5.0,
        synonyms: Synonyms | None = None,
        node_class: str = "urllib3",
        ca_file: str = "",
    ) -> None:
        self._client = connect(url, timeout, node_class, ca_file)
        self._synonyms = standard() if synonyms is None else synonyms
        self._indexes = {spec.name: Indexes(self._client, prefix, spec) for spec in specs}

    def upsert(self, index: str, documents: Sequence[Document]) -> None:
        indexes = self._indexes[index]
        for document in documents:
            indexes.spec.check(document)
        indexes.write([(doc.id, doc.revision, convert(doc)) for doc in documents])

    def delete(self, index: str, ids_revisions: Mapping[str, int]) -> None:
        self._indexes[index].write(
            [(id, revision, tombstone(id, revision)) for id, revision in ids_revisions.items()]
        )

    def refresh(self, index: str) -> None:
        with reachable():
            self._client.indices.refresh(index=self._indexes[index].alias, ignore_unavailable=True)

    def search(self, index: str, query: Query) -> Page:
        indexes = self._indexes[index]
        reader = ElasticReader(self._client, indexes.alias)
        return answer(reader, indexes.spec, self._synonyms, query)

    def candidates(self, index: str, query: CandidateQuery) -> list[Hit]:
        if query.limit < 1:
            return []
        indexes = self._indexes[index]
        with reachable():
            answer = self._client.search(
                index=indexes.alias,
                ignore_unavailable=True,
                query=candidate_query(query, indexes.spec),
                size=query.limit,
                track_total_hits=False,
                **(_WITH_PAYLOAD if query.payload else _BARE),
            )
        return [_candidate(hit) for hit in answer["hits"]["hits"]]

    def get(self, index: str, ids: Sequence[str]) -> dict[str, Hit]:
        if not ids:
            return {}
        with reachable():
            answer = self._client.mget(
                index=self._indexes[index].alias, ids=list(ids), source_includes=[GONE, PAYLOAD]
            )
        found = (doc for doc in answer["docs"] if doc.get("found") and not doc["_source"][GONE])
        return {doc["_id"]: Hit(doc["_id"], 0.0, _payload(doc)) for doc in found}

    def rebuild(self, spec: IndexSpec, documents: Iterable[Document]) -> int:
        return self._indexes[spec.name].rebuild(documents)

    def revision(self, index: str) -> str:
        return self._indexes[index].live() or ""

    def revisions(self, index: str) -> Iterator[tuple[str, int]]:
        self.refresh(index)
        after: list[Any] | None = None
        while hits := self._some_revisions(index, after):
            yield from ((hit["_id"], hit["_source"][REVISION]) for hit in hits)
            after = hits[-1]["sort"]

    def _some_revisions(self, index: str, after: list[Any] | None) -> list[dict[str, Any]]:
        with reachable():
            answer = self._client.search(
                index=self._indexes[index].alias,
                ignore_unavailable=True,
                query={"bool": {"must_not": [{"term": {GONE: True}}]}},
                sort=[{TIE: "asc"}],
                search_after=after,
                size=5000,
                source_includes=[REVISION],
            )
        return list(answer["hits"]["hits"])

    def close(self) -> None:
        self._client.close()


def _candidate(hit: Mapping[str, Any]) -> Hit:
    id = hit["_id"] if "_id" in hit else hit["fields"][KEY][0]
    return Hit(id, hit["_score"], _payload(hit))


def _payload(hit: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = hit.get("_source", {}).get(PAYLOAD, {})
    return found
