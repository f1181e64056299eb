"""What `answer` asks for, read from one tantivy searcher, so that a page sees one commit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, cast

import tantivy
from tantivy import Order, Schema, Searcher

from search.backend import Facet, Row
from search.embedded_query import translate
from search.fields import ID, ID_PARTS, PAYLOAD, SOURCE, TIE, number_field, token_field, unpack_id
from search.query import Sort
from search.where import All, Between, Has, Not, Where

MOST_VALUES = 1000
"""Values of a facet that are counted, the most frequent ones."""

Found = list[tuple[float | None, tantivy.DocAddress]]


class EmbeddedReader:
    """`Backend` on tantivy."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def measure(
        self, counts: Sequence[Where], facets: Sequence[tuple[str, Where]]
    ) -> tuple[list[int], list[Facet]]:
        return [self._count(where) for where in counts], [self._facet(*facet) for facet in facets]

    def fetch(self, where: Where, sort: Sort | None, limit: int) -> list[Row]:
        if sort is None:
            return self._rows([(None, address) for _, address in self._by_tie(where, limit)])
        return self._by_number(where, sort, limit)

    def _count(self, where: Where) -> int:
        found: Any = self._searcher.search(translate(where, self._schema), 1, count=True)
        return int(found.count)

    def _facet(self, field: str, where: Where) -> Facet:
        terms = {"terms": {"field": token_field(field), "size": MOST_VALUES}}
        query = translate(where, self._schema)
        buckets = self._searcher.aggregate(query, {"values": terms})["values"]["buckets"]
        pairs = ((str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets)
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def _by_tie(self, where: Where, limit: int) -> Found:
        query = translate(where, self._schema)
        found = self._searcher.search(
            query, limit, count=False, order_by_field=TIE, order=Order.Asc
        )
        return list(found.hits)

    def _by_number(self, where: Where, sort: Sort, limit: int) -> list[Row]:
        """Tantivy orders by one field: what shares the last number is read again, by tie."""
        found = self._searcher.search(
            translate(where, self._schema),
            limit,
            count=False,
            order_by_field=number_field(sort.field),
            order=Order.Desc if sort.descending else Order.Asc,
        ).hits
        if len(found) == limit:
            last = found[-1][0]
            found = [hit for hit in found if hit[0] != last]
            same = Not(Has(sort.field)) if last is None else Between(sort.field, last, last)
            tied = self._by_tie(All((where, same)), limit - len(found))
            found += [(last, address) for _, address in tied]
        rows = self._rows(found)
        return sorted(rows, key=lambda row: (_rank(row.number, sort), row.tie))

    def _rows(self, found: Found) -> list[Row]:
        addresses = [address for _, address in found]
        ties = self._searcher.fast_field_values(TIE, addresses) if addresses else []
        stored = (self._searcher.doc(address) for address in addresses)
        return [
            Row(_id(doc), int(tie or 0), number, _json(doc, SOURCE), partial(payload, doc))
            for (number, _), tie, doc in zip(found, ties, stored, strict=True)
        ]


class EmptyReader:
    """`Backend` before anything was indexed."""

    def measure(
        self, counts: Sequence[Where], facets: Sequence[tuple[str, Where]]
    ) -> tuple[list[int], list[Facet]]:
        return [0 for _ in counts], [() for _ in facets]

    def fetch(self, where: Where, sort: Sort | None, limit: int) -> list[Row]:
        return []


def ids(searcher: Searcher, addresses: list[tantivy.DocAddress]) -> list[str]:
    """Document ids, from columns where they could be packed, else from stored documents."""
    columns: Iterable[Any] = [searcher.fast_field_values(name, addresses) for name in ID_PARTS]
    unpacked = list(map(unpack_id, *columns))
    if None not in unpacked:
        return cast(list[str], unpacked)
    pairs = zip(unpacked, addresses, strict=True)
    return [id or _id(searcher.doc(address)) for id, address in pairs]


def payload(document: tantivy.Document) -> Any:
    return _json(document, PAYLOAD)


def _id(document: tantivy.Document) -> str:
    return str(document.get_first(ID))


def _json(document: tantivy.Document, field: str) -> Any:
    stored: Any = document.get_first(field)
    return json.loads(stored)


def _rank(number: float | None, sort: Sort) -> tuple[bool, float]:
    if number is None:
        return True, 0.0
    return False, -number if sort.descending else number
