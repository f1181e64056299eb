"""The embedded engine: tantivy indexes in a directory, one writing process, any readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, repeat
from pathlib import Path
from typing import Any

import tantivy

from search.answer import answer
from search.documents import Document, IndexSpec
from search.embedded_query import candidates as candidate_query
from search.embedded_reader import EmbeddedReader, EmptyReader, ids, payload
from search.embedded_store import Generation, IndexDirectory, WriterLock
from search.embedded_writer import IndexWriter
from search.fields import ID, REVISION
from search.query import CandidateQuery, Hit, Page, Query
from search.synonyms import Synonyms, standard
from search.versions import VersionStore

_hit: Callable[[tuple[Any, ...]], Hit] = partial(tuple.__new__, Hit)
"""Without a call of Python's for each of hundreds."""


class EmbeddedEngine:
    """`SearchEngine` on tantivy below `root`. Use one instance per process.

    The first write takes the directory's lock and keeps it until `close`; while another process
    has it, writes raise SearchUnavailable and reads go on, seeing that process's commits.
    """

    def __init__(
        self,
        root: Path,
        specs: Iterable[IndexSpec],
        versions: VersionStore,
        synonyms: Synonyms | None = None,
    ) -> None:
        self._synonyms = standard() if synonyms is None else synonyms
        self._lock = WriterLock(root / "writer.lock")
        self._directories = {spec.name: IndexDirectory(root, spec) for spec in specs}
        self._writers = {
            name: IndexWriter(directory, versions, self._lock)
            for name, directory in self._directories.items()
        }

    def upsert(self, index: str, documents: Sequence[Document]) -> None:
        for document in documents:
            self._directories[index].spec.check(document)
        self._writers[index].apply([(doc.id, (doc.revision, doc)) for doc in documents])

    def delete(self, index: str, ids_revisions: Mapping[str, int]) -> None:
        self._writers[index].apply([(id, (rev, None)) for id, rev in ids_revisions.items()])

    def refresh(self, index: str) -> None:
        """Nothing to do: a commit is visible to the next search."""

    def search(self, index: str, query: Query) -> Page:
        directory = self._directories[index]
        live = directory.live()
        reader = EmbeddedReader(live.schema, live.searcher()) if live else EmptyReader()
        return answer(reader, directory.spec, self._synonyms, query)

    def candidates(self, index: str, query: CandidateQuery) -> list[Hit]:
        live = self._directories[index].live()
        if live is None or query.limit < 1:
            return []
        searcher = live.searcher()
        spec = self._directories[index].spec
        found = searcher.search(
            candidate_query(query, spec, live.schema), query.limit, count=False
        ).hits
        addresses = [address for _, address in found]
        if query.payload:
            stored = [searcher.doc(address) for address in addresses]
            return [
                Hit(doc.get_first(ID), score, payload(doc))  # type: ignore[arg-type]
                for (score, _), doc in zip(found, stored, strict=True)
            ]
        scores = [score for score, _ in found]
        nothing: repeat[Mapping[str, Any]] = repeat({})
        parts = zip(ids(searcher, addresses), scores, nothing, nothing, strict=False)
        return list(map(_hit, parts))

    def get(self, index: str, ids: Sequence[str]) -> dict[str, Hit]:
        live = self._directories[index].live()
        if live is None or not ids:
            return {}
        searcher = live.searcher()
        wanted = tantivy.Query.term_set_query(live.schema, ID, list(ids))
        found = searcher.search(wanted, len(ids), count=False).hits
        stored = (searcher.doc(address) for _, address in found)
        hits = (Hit(str(doc.get_first(ID)), 0.0, payload(doc)) for doc in stored)
        return {hit.id: hit for hit in hits}

    def rebuild(self, spec: IndexSpec, documents: Iterable[Document]) -> int:
        return self._writers[spec.name].rebuild(spec, documents)

    def revision(self, index: str) -> str:
        live = self._directories[index].live()
        return "" if live is None else live.path.name

    def revisions(self, index: str) -> Iterator[tuple[str, int]]:
        live = self._directories[index].live()
        return iter(()) if live is None else _revisions(live)

    def close(self) -> None:
        for directory in self._directories.values():
            directory.close()
        self._lock.release()


def _revisions(live: Generation) -> Iterator[tuple[str, int]]:
    searcher = live.searcher()
    count = max(searcher.num_docs, 1)
    hits = iter(searcher.search(tantivy.Query.all_query(), count, count=False).hits)
    while some := [address for _, address in islice(hits, 10_000)]:
        revisions = searcher.fast_field_values(REVISION, some)
        yield from zip(ids(searcher, some), revisions, strict=True)
