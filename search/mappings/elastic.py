"""Index specification and documents in Elasticsearch's terms."""

from __future__ import annotations

from typing import Any

from search.documents import Document, IndexSpec
from search.fields import number_field, tie, token_field, word_field
from search.fold import fold

KEY, TIE, REVISION, GONE, TEXTS, PAYLOAD = "key", "tie", "revision", "gone", "texts", "payload"

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # one shard: exact counts, and statistics of the whole collection
    "auto_expand_replicas": "0-1",
    "max_result_window": 100_000,
}


def mapping(spec: IndexSpec) -> dict[str, Any]:
    """Strict: a field that the specification lacks is refused. Words keep frequencies only."""
    word = {"type": "text", "analyzer": "standard", "index_options": "freqs"}
    properties: dict[str, Any] = {
        KEY: {"type": "keyword", "index": False},  # the id as a column, quicker than _id
        TIE: {"type": "long"},
        REVISION: {"type": "long"},
        GONE: {"type": "boolean"},
        TEXTS: {"type": "object", "enabled": False},
        PAYLOAD: {"type": "object", "enabled": False},
        **{word_field(name): word for name in spec.words},
        **{token_field(name): {"type": "keyword"} for name in spec.tokens},
        **{number_field(name): {"type": "double"} for name in spec.numbers},
    }
    return {"dynamic": "strict", "properties": properties}


def convert(document: Document) -> dict[str, Any]:
    """A document's source."""
    return {
        KEY: document.id,
        TIE: tie(document.id),
        REVISION: document.revision,
        GONE: False,
        TEXTS: dict(document.words),
        PAYLOAD: dict(document.payload),
        **{word_field(name): fold(text) for name, text in document.words.items()},
        **{token_field(name): list(values) for name, values in document.tokens.items()},
        **{number_field(name): float(value) for name, value in document.numbers.items()},
    }


def tombstone(document_id: str, revision: int) -> dict[str, Any]:
    """What stays of a deleted document. The server itself forgets deletions after a minute."""
    return {TIE: tie(document_id), REVISION: revision, GONE: True}
