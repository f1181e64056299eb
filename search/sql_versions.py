"""Revisions of the embedded engine's documents in the product's database, which is SQLite then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from search.tables import search_versions

Begin = Callable[[], AbstractContextManager[Connection]]
CHUNK = 500
"""Ids of one statement: SQLite's older builds take 999 parameters."""


class SqlVersions:
    """Revisions in the product's database, in short transactions of their own.

    `begin` opens a connection in a transaction, as `Engine.begin` does, `reading` one that only
    reads. Each write commits before the call returns, so an engine must not be written to from
    inside a write transaction of the same SQLite file: it would wait for itself.
    """

    def __init__(self, begin: Begin, reading: Begin | None = None) -> None:
        self._begin = begin
        self._reading = reading or begin

    def known(self, index: str, ids: Sequence[str]) -> dict[str, int]:
        t = search_versions.c
        found: dict[str, int] = {}
        with self._reading() as connection:
            for some in _chunks(ids):
                query = select(t.document_id, t.revision).where(
                    t.index_name == index, t.document_id.in_(some)
                )
                found.update((row.document_id, row.revision) for row in connection.execute(query))
        return found

    def record(self, index: str, revisions: Mapping[str, int]) -> None:
        with self._begin() as connection:
            statement = insert(search_versions)
            statement = statement.on_conflict_do_update(
                index_elements=["index_name", "document_id"],
                set_={"revision": statement.excluded.revision},
            )
            for some in _chunks(revisions.items()):
                rows = [
                    {"index_name": index, "document_id": id, "revision": rev} for id, rev in some
                ]
                connection.execute(statement, rows)


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while some := list(islice(rest, CHUNK)):
        yield some
