"""The connection to Elasticsearch: its errors in our terms, and writes with external versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.ports import SearchUnavailable

Write = tuple[str, int, dict[str, Any]]
"""Id, revision and source of a document or tombstone."""

CHUNK = 500
_UNAVAILABLE = {429, 502, 503, 504}
_BLOCKED = "cluster_block_exception"
"""The disk is full, or the index was just replaced by a rebuild; the status is 403."""


class NoSuchIndex(Exception):
    """The alias that was written to does not exist."""


def connect(url: str, timeout: float, node_class: str, ca_file: str = "") -> Elasticsearch:
    """`timeout` in seconds is for one request; none is repeated, callers have their own retries.

    The address may hold a user and password; `ca_file` is a PEM file of who signs the server's
    certificate, instead of the usual authorities.
    """
    options: dict[str, Any] = {
        "max_retries": 0,
        "retry_on_timeout": False,
        "node_class": node_class,
    } | ({"ca_certs": ca_file} if ca_file else {})
    return Elasticsearch(url, request_timeout=timeout, **options)


@contextmanager
def reachable() -> Iterator[None]:
    """Turns failures that may pass by themselves into SearchUnavailable; others stay as raised."""
    try:
        yield
    except TransportError as error:
        raise SearchUnavailable(f"search server: {error}") from error
    except ApiError as error:
        if error.status_code in _UNAVAILABLE or _BLOCKED in str(error):
            raise SearchUnavailable(f"search server: {error}") from error
        raise


def write(client: Elasticsearch, alias: str, writes: Iterable[Write]) -> None:
    """Indexes by external version; older revisions than the stored are ignored.

    Raises NoSuchIndex, SearchUnavailable, or ValueError for a document that is refused.
    """
    rest = iter(writes)
    while some := list(islice(rest, CHUNK)):
        operations = [part for entry in some for part in _operation(*entry)]
        with reachable():
            answer = client.bulk(index=alias, operations=operations, require_alias=True)
        if answer["errors"]:
            for item in answer["items"]:
                _check(item["index"])


def _operation(document_id: str, revision: int, source: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"index": {"_id": document_id, "version": revision, "version_type": "external_gte"}}
    yield source


def _check(item: dict[str, Any]) -> None:
    status = item["status"]
    if status < 300 or status == 409:
        return
    reason = f"document {item.get('_id')}: {item.get('error')}"
    if status == 404:
        raise NoSuchIndex(reason)
    if status in _UNAVAILABLE or _BLOCKED in reason:
        raise SearchUnavailable(reason)
    raise ValueError(reason)
