"""What `answer` asks for, read from Elasticsearch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from search.backend import Facet, Row
from search.elastic_client import reachable
from search.elastic_query import selecting, sorting
from search.fields import number_field, token_field
from search.mappings.elastic import PAYLOAD, TEXTS, TIE
from search.query import Sort
from search.where import Where

MOST_VALUES = 1000
"""Values of a facet that are counted, the most frequent ones."""


class ElasticReader:
    """`Backend` on Elasticsearch; an index that does not exist is empty."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias

    def measure(
        self, counts: Sequence[Where], facets: Sequence[tuple[str, Where]]
    ) -> tuple[list[int], list[Facet]]:
        bodies = [_counting(where) for where in counts]
        bodies += [_counting(where, field) for field, where in facets]
        if not bodies:
            return [], []
        answers = self._several(bodies)
        totals = [int(answer["hits"]["total"]["value"]) for answer in answers[: len(counts)]]
        return totals, [_facet(answer) for answer in answers[len(counts) :]]

    def fetch(self, where: Where, sort: Sort | None, limit: int) -> list[Row]:
        number = None if sort is None else number_field(sort.field)
        with reachable():
            answer = self._client.search(
                index=self._alias,
                ignore_unavailable=True,
                query=selecting(where),
                sort=sorting(sort),
                size=limit,
                track_total_hits=False,
                source_includes=[TIE, TEXTS, PAYLOAD, *([number] if number else [])],
            )
        return [_row(hit["_id"], hit["_source"], number) for hit in answer["hits"]["hits"]]

    def _several(self, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
        head = {"index": self._alias, "ignore_unavailable": True}
        searches = [part for body in bodies for part in (head, body)]
        with reachable():
            answer = self._client.msearch(searches=searches)
            for part in answer["responses"]:
                if "error" in part:
                    raise ApiError(str(part["error"]), answer.meta, part)
        return list(answer["responses"])


def _counting(where: Where, facet: str | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {"size": 0, "track_total_hits": True, "query": selecting(where)}
    if facet is not None:
        terms = {"field": token_field(facet), "size": MOST_VALUES}
        body["aggregations"] = {"values": {"terms": terms}}
    return body


def _facet(answer: dict[str, Any]) -> Facet:
    buckets = answer.get("aggregations", {}).get("values", {}).get("buckets", [])
    pairs = ((str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def _row(document_id: str, source: dict[str, Any], number: str | None) -> Row:
    value = source.get(number) if number else None
    return Row(document_id, source[TIE], value, source[TEXTS], lambda: source[PAYLOAD])
