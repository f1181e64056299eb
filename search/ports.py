"""The port that both engines implement; tests/contract holds the suite that each must pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from events.errors import Transient
from search.documents import Document, IndexSpec
from search.query import CandidateQuery, Hit, Page, Query


class SearchUnavailable(Transient):
    """The engine cannot answer now; the caller shows a degraded page or retries later."""


class SearchEngine(Protocol):
    """Indexes documents by external version and answers queries. Safe for use from threads."""

    def upsert(self, index: str, documents: Sequence[Document]) -> None:
        """Durably index the documents; those with an older revision than the stored are ignored."""

    def delete(self, index: str, ids_revisions: Mapping[str, int]) -> None:
        """Remove documents, unless a newer revision is stored; the tombstone keeps the revision."""

    def refresh(self, index: str) -> None:
        """Make everything upserted before visible to searches."""

    def search(self, index: str, query: Query) -> Page:
        """Answer a person's query."""

    def candidates(self, index: str, query: CandidateQuery) -> list[Hit]:
        """Answer the ranker's query, best first."""

    def get(self, index: str, ids: Sequence[str]) -> dict[str, Hit]:
        """The stored documents with these ids."""

    def rebuild(self, spec: IndexSpec, documents: Iterable[Document]) -> int:
        """Build beside the live index and swap; searches are answered throughout.

        Changes that arrive meanwhile are in the result. Returns the number of documents.
        """

    def revision(self, index: str) -> str:
        """Physical name or generation that is now live, for `status`; empty before the first."""

    def revisions(self, index: str) -> Iterator[tuple[str, int]]:
        """Id and revision of every document held, in any order, for `verify`."""

    def close(self) -> None:
        """Give back files, locks and connections."""
