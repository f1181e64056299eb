"""Rebuilds indexes from their sources, and compares the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.documents import Document, IndexSpec
from search.ports import SearchEngine


@dataclass(frozen=True, slots=True)
class Source:
    """An index and where all its documents come from, read from the source tables when called."""

    spec: IndexSpec
    documents: Callable[[], Iterable[Document]]


def rebuild(
    engine: SearchEngine,
    sources: Sequence[Source],
    progress: Callable[[str, int], None] = lambda index, count: None,
) -> Mapping[str, int]:
    """Rebuilds each index beside the live one; returns documents by index.

    `progress` hears of every 1,000 documents read. Searches and changes go on throughout.
    """

    def told(source: Source) -> Iterable[Document]:
        for count, document in enumerate(source.documents(), 1):
            if count % 1000 == 0:
                progress(source.spec.name, count)
            yield document

    return {source.spec.name: engine.rebuild(source.spec, told(source)) for source in sources}


def missing(engine: SearchEngine, specs: Iterable[IndexSpec]) -> list[str]:
    """Indexes that were never built in their present version: new, or with a raised version."""
    return [spec.name for spec in specs if not engine.revision(spec.name)]


def differences(engine: SearchEngine, source: Source) -> list[str]:
    """What `verify` reports: ids that one side lacks, or holds in an older revision."""
    indexed = dict(engine.revisions(source.spec.name))
    expected = {document.id: document.revision for document in source.documents()}
    return [
        f"{source.spec.name} {id}: source {expected.get(id)}, index {indexed.get(id)}"
        for id in sorted(indexed.keys() | expected.keys())
        if indexed.get(id) != expected.get(id)
    ]
