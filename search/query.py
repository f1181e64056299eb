"""Queries as values: built purely, tested without an engine, translated by each engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class InvalidCursor(ValueError):
    """The cursor is damaged, or belongs to another query."""


@dataclass(frozen=True, slots=True)
class Sort:
    """Order of a result list. `field` is a number field, or "relevance"."""

    field: str = "relevance"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """A person's search: words (typos, prefixes and synonyms allowed for), filters, facets, a page.

    `filters` maps a token field to the accepted values (any of them); `ranges` a number field to
    (minimum, maximum), None for open ends. A facet's counts ignore that facet's own filter.
    `cursor` is the opaque `Page.next` of the page before.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort()
    limit: int = 20
    cursor: str | None = None
    highlight: tuple[str, ...] = ()


class Hit(NamedTuple):
    """One result; `highlights` maps a word field to a fragment and its matched (start, end) spans.

    `score` is 0 where the order is not by relevance. A tuple, since the ranker asks for hundreds.
    """

    id: str
    score: float
    payload: Mapping[str, Any]
    highlights: Mapping[str, tuple[str, tuple[tuple[int, int], ...]]] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results. `total` counts all matches, not those of this page."""

    hits: tuple[Hit, ...]
    total: int
    next: str | None = None
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clause:
    """Optional part of a candidate query: any of `terms` in `field`, each worth `boost`.

    In a word field a term's worth is BM25 x boost; in a token field it is `boost` alone.
    """

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class CandidateQuery:
    """A machine's search for the ranker: the best `limit` documents by the sum of its clauses.

    No typos, no facets, no page: ids, engine scores and payloads only. `filters` and `excluded`
    map token fields to values that a document must, or must not, have one of. Without clauses
    every document that passes has score 0. With `payload` off, hits carry ids and scores only,
    which spares reading the stored documents.
    """

    clauses: tuple[Clause, ...]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: int = 300
    payload: bool = True
