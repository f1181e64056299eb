"""Writes one tantivy index: external versions, and a rebuild that loses no change."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import tantivy

from search.documents import Document, IndexSpec
from search.embedded_store import BUILD_BYTES, Generation, IndexDirectory, WriterLock
from search.fields import ID
from search.mappings.embedded import convert
from search.versions import VersionStore

Change = tuple[int, Document | None]
"""A revision and what the document then is; None is a deletion."""


class IndexWriter:
    """The only writer of an index. The index commits first, its version table second.

    A crash between the two leaves older revisions in the table than in the index, so the change
    is applied again when its event is delivered again.
    """

    def __init__(
        self, directory: IndexDirectory, versions: VersionStore, process_lock: WriterLock
    ) -> None:
        self._directory = directory
        self._versions = versions
        self._process_lock = process_lock
        self._guard = threading.RLock()
        self._rebuilding = threading.Lock()
        self._journal: dict[str, Change] | None = None

    def apply(self, changes: Sequence[tuple[str, Change]]) -> None:
        """Applies changes by id, except those older than what is stored, and commits."""
        if not changes:
            return
        self._process_lock.acquire()
        with self._guard:
            fresh = self._newest(changes)
            if not fresh:
                return
            generation = self._directory.live() or self._first()
            with _committing(generation.writer()) as writer:
                _write(writer, fresh)
            self._versions.record(self._name, {id: change[0] for id, change in fresh.items()})
            if self._journal is not None:
                self._journal.update(fresh)

    def rebuild(self, spec: IndexSpec, documents: Iterable[Document]) -> int:
        """Fills a new generation, adds what changed meanwhile, and makes it live."""
        self._process_lock.acquire()
        with self._rebuilding, self._journalled():
            generation = self._directory.create()
            try:
                built = _fill(generation, spec, documents)
                return self._go_live(generation, built)
            except BaseException:
                generation.finish_writing()
                if not self._directory.is_live(generation):
                    shutil.rmtree(generation.path)
                raise

    @property
    def _name(self) -> str:
        return self._directory.spec.name

    @contextmanager
    def _journalled(self) -> Iterator[None]:
        with self._guard:
            self._journal = {}
        try:
            yield
        finally:
            with self._guard:
                self._journal = None

    def _go_live(self, generation: Generation, built: dict[str, int]) -> int:
        generation.finish_writing()
        with self._guard:
            late = {
                id: change
                for id, change in (self._journal or {}).items()
                if change[0] >= built.get(id, -1)
            }
            with _committing(generation.writer()) as writer:
                _write(writer, late)
            self._directory.publish(generation)
            self._versions.record(self._name, built | {id: c[0] for id, c in late.items()})
            return generation.searcher().num_docs

    def _first(self) -> Generation:
        generation = self._directory.create()
        self._directory.publish(generation)
        return generation

    def _newest(self, changes: Sequence[tuple[str, Change]]) -> dict[str, Change]:
        known = self._versions.known(self._name, [id for id, _ in changes])
        fresh: dict[str, Change] = {}
        for id, change in changes:
            if change[0] >= known.get(id, -1):
                fresh[id] = change
                known[id] = change[0]
        return fresh


def _fill(generation: Generation, spec: IndexSpec, documents: Iterable[Document]) -> dict[str, int]:
    """Writes all documents, the newest revision of each; returns the revisions."""
    built: dict[str, int] = {}
    with _committing(generation.writer(BUILD_BYTES)) as writer:
        for document in documents:
            spec.check(document)
            if document.revision < built.get(document.id, -1):
                continue
            if document.id in built:
                writer.delete_documents_by_term(ID, document.id)
            writer.add_document(convert(document))
            built[document.id] = document.revision
    return built


def _write(writer: tantivy.IndexWriter, changes: Mapping[str, Change]) -> None:
    for id, (_, document) in changes.items():
        writer.delete_documents_by_term(ID, id)
        if document is not None:
            writer.add_document(convert(document))


@contextmanager
def _committing(writer: tantivy.IndexWriter) -> Iterator[tantivy.IndexWriter]:
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
