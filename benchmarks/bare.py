"""The bare engines: one word query for the best hundred, ids read, on an index of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from matching.indexes import PROFILES
from search.embedded import EmbeddedEngine
from search.fields import word_field

FIELD = word_field("text")
HITS = 100

Ask = Callable[[Sequence[str]], Any]


def tantivy_query(engine: EmbeddedEngine) -> Ask:
    """Tantivy's own query on the profiles."""
    import tantivy

    live = engine._directories[PROFILES.name].live()
    assert live is not None
    schema, query = live.schema, tantivy.Query

    def ask(words: Sequence[str]) -> Any:
        searcher = live.searcher()
        terms = [(tantivy.Occur.Should, query.term_query(schema, FIELD, w)) for w in words]
        found = searcher.search(query.boolean_query(terms), HITS, count=False)
        return [searcher.doc(address).get_first("_key") for _, address in found.hits]

    return ask


def elastic_query(url: str, prefix: str) -> Ask:
    """Elasticsearch's own query on the profiles, through its own client."""
    from elasticsearch import Elasticsearch

    client = Elasticsearch(url, request_timeout=60)

    def ask(words: Sequence[str]) -> Any:
        query = {"match": {FIELD: " ".join(words)}}
        found = client.search(
            index=f"{prefix}{PROFILES.versioned}", query=query, size=HITS, source=False
        )
        return [hit["_id"] for hit in found["hits"]["hits"]]

    return ask
