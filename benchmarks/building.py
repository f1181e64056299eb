"""Building an index, beside the bare engine given the same documents in its own form."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from benchmarks.figures import Section, at_least, in_turn
from benchmarks.synthetic import firms
from matching.indexes import PROFILES, profile_document
from matching.project import organization_of
from search.documents import Document
from search.embedded import EmbeddedEngine
from search.embedded_store import BUILD_BYTES
from search.mappings import elastic as elastic_mapping
from search.mappings import embedded as embedded_mapping
from search.versions import MemoryVersions

SHARE = 0.5
"""Of the bare engine's rate, what ours is expected to reach."""


def profiles(count: int) -> list[Document]:
    """Documents of so many synthetic profiles."""
    made = (
        organization_of(f.organization["id"], f.organization, f.profile, 2) for f in firms(count)
    )
    return [profile_document(one) for one in made]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tantivy(documents: list[Document]) -> tuple[float, float]:
    """Seconds of `rebuild` (converting, versions and swap included), and of tantivy's writer."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        engine = EmbeddedEngine(root / "ours", [PROFILES], MemoryVersions())
        ours = seconds(lambda: engine.rebuild(PROFILES, documents))
        engine.close()
        return ours, _bare_tantivy(root / "bare", documents)


def _bare_tantivy(root: Path, documents: list[Document]) -> float:
    import tantivy as bare

    root.mkdir()
    converted = [embedded_mapping.convert(one) for one in documents]
    index = bare.Index(embedded_mapping.schema(PROFILES), str(root))

    def build() -> None:
        writer = index.writer(BUILD_BYTES, 1)
        for one in converted:
            writer.add_document(one)
        writer.commit()
        writer.wait_merging_threads()

    return seconds(build)


def elastic(url: str, documents: list[Document]) -> tuple[float, float]:
    """Seconds of `rebuild`, and of the client's own bulk helper on an index of the same mapping."""
    from search.elastic import ElasticEngine

    engine = ElasticEngine(url, [PROFILES], prefix="build-", timeout=60.0)
    ours = seconds(lambda: engine.rebuild(PROFILES, documents))
    engine.close()
    return ours, _bare_elastic(url, documents)


def _bare_elastic(url: str, documents: list[Document]) -> float:
    from elasticsearch import Elasticsearch
    from elasticsearch.helpers import bulk

    client, name = Elasticsearch(url, request_timeout=60), "build-bare"
    client.indices.delete(index=f"{name},build-{PROFILES.versioned}-*", ignore_unavailable=True)
    client.indices.create(
        index=name,
        mappings=elastic_mapping.mapping(PROFILES),
        settings=elastic_mapping.SETTINGS,
    )
    sources = [elastic_mapping.convert(one) for one in documents]
    actions = [{"_id": one["key"], "_source": one} for one in sources]

    def build() -> None:
        for start in range(0, len(actions), 1000):
            bulk(client, islice(actions, start, start + 1000), index=name, refresh=False)
        client.indices.refresh(index=name)

    return seconds(build)


def section(count: int, rounds: int, url: str | None) -> Section:
    """The table; the full stack's row where there is a server."""
    documents = profiles(count)
    table = Section(
        "Index build",
        f"{count:,} documents of profiles through `rebuild`: converted, versions kept, swapped in."
        " Bare: the engine's own writer or bulk helper, given documents that are converted"
        " already.",
    )
    builds = {"tantivy": lambda: tantivy(documents)}
    if url:
        builds["Elasticsearch"] = lambda: elastic(url, documents)
    for name, build in builds.items():
        ours, bare = in_turn(build, rounds)
        table.add(at_least(name, count / ours, count / bare, SHARE, "documents/s"))
    return table
