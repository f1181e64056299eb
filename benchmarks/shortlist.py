"""One shortlist, beside one bare word query for the best hundred on the same index."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import bare, bulk
from benchmarks.figures import Figure, Section, at_most, milliseconds, percentile, shown
from benchmarks.synthetic import needs
from marketplace.db import SessionFactory, engine_for
from matching.indexes import INDEXES
from matching.memory import Memory
from matching.pipeline import Kind, rank
from matching.snapshots import Need
from matching.suppliers import SUPPLIERS
from matching.tables import metadata
from matching.text import fold, words
from search.embedded import EmbeddedEngine
from search.ports import SearchEngine
from search.versions import MemoryVersions

TODAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
WARM = 10
TIMES = 10.0
"""A shortlist may take so many times as long as the bare query."""
GROWTH = 3.0
"""What ten times the profiles may cost."""


@contextmanager
def embedded(folder: Path) -> Iterator[tuple[SessionFactory, EmbeddedEngine]]:
    """An empty SQLite store with the matching tables, and a tantivy directory."""
    engine = engine_for(f"sqlite:///{folder / 'bench.sqlite3'}")
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    search = EmbeddedEngine(folder / "index", INDEXES, MemoryVersions())
    yield SessionFactory(engine), search
    search.close()
    engine.dispose()


@contextmanager
def full(url: str, database: str) -> Iterator[tuple[SessionFactory, SearchEngine]]:
    """The same on PostgreSQL and Elasticsearch."""
    from search.elastic import ElasticEngine

    engine = engine_for(database)
    metadata.create_all(engine)
    search = ElasticEngine(url, INDEXES, prefix="bench-", timeout=60.0)
    yield SessionFactory(engine), search
    search.close()
    metadata.drop_all(engine)
    engine.dispose()


class Ranked:
    """One loaded world: how long a shortlist and the bare query take, medians in milliseconds."""

    def __init__(
        self,
        sessions: SessionFactory,
        engine: SearchEngine,
        ask: Callable[[], bare.Ask],
        count: int,
        lists: int,
        clock: Callable[[], float],
    ) -> None:
        self.loaded = bulk.load(sessions, engine, count)
        memory = Memory()
        start = time.perf_counter()
        with sessions.read() as session:
            memory.refresh(session)
        self.start_seconds = time.perf_counter() - start
        asked = [Need.of(one, 1) for one in needs(WARM + lists, self.loaded.buyers)]
        self._measure(lambda need: shortlist(SUPPLIERS, need, memory, engine), ask(), asked, clock)
        self.megabytes = resident_megabytes()

    def _measure(
        self,
        ours: Callable[[Need], Any],
        ask: bare.Ask,
        asked: Sequence[Need],
        clock: Callable[[], float],
    ) -> None:
        terms = {need.id: words(fold(need.text)) for need in asked}
        for need in asked[:WARM]:
            ours(need)
            ask(terms[need.id])
        found = [
            (
                milliseconds(lambda need: ask(terms[need.id]), [need], clock)[0],
                milliseconds(ours, [need], clock)[0],
            )
            for need in asked[WARM:]
        ]
        self.bare_ms = median(one for one, _ in found)
        self.ours_ms = median(one for _, one in found)
        self.slow_ms = percentile([one for _, one in found], 0.95)


def shortlist(kind: Kind, need: Need, memory: Memory, engine: SearchEngine) -> Any:
    """The list as the matching service makes it; it must not be empty."""
    ranking = rank(kind, need, memory.state, engine, TODAY)
    assert ranking.entries
    return ranking


def resident_megabytes() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_embedded(count: int, lists: int) -> Ranked:
    """On SQLite and tantivy, in this process."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        embedded(Path(folder)) as (sessions, engine),
    ):
        return Ranked(
            sessions, engine, partial(bare.tantivy_query, engine), count, lists, time.thread_time
        )


def measure_full(url: str, database: str, count: int, lists: int) -> Ranked:
    """On PostgreSQL and Elasticsearch; what the server does counts, so time is of the wall."""
    with full(url, database) as (sessions, engine):
        return Ranked(
            sessions, engine, lambda: bare.elastic_query(url, "bench-"),
            count, lists, time.perf_counter,
        )  # fmt: skip


def section(found: Sequence[tuple[str, int, Ranked]]) -> Section:
    """The table of all worlds: (mode, profiles, what was measured)."""
    table = Section(
        "One shortlist",
        "Retrieve, check, score and explain one supplier need's list, median over needs of"
        " different buyers. Bare: the engine's best hundred for the need's words on the same"
        " index of profiles, ids read. Embedded: time of the processor, so that neighbours on"
        " the machine do not count; full stack: time of the wall.",
    )
    for mode, count, one in found:
        table.add(at_most(f"{mode}, {count:,} profiles", one.ours_ms, one.bare_ms, TIMES))
        table.notes.append(_note(mode, count, one))
    own = [one for one in found if one[0] == "embedded"]
    for (_, few, before), (_, many, after) in pairwise(own):
        table.add(growth(few, many, before.ours_ms, after.ours_ms))
    return table


def growth(few: int, many: int, before: float, after: float) -> Figure:
    """What more profiles cost; the aim is scaled to the step (3 x for 10 x)."""
    times = after / before
    what = f"embedded, growth from {few:,} to {many:,} profiles"
    ours, was = shown(after, "ms"), shown(before, "ms")
    return Figure(what, ours, was, f"{times:.2f} x", f"<= {GROWTH:g} x", times <= GROWTH)


def _note(mode: str, count: int, one: Ranked) -> str:
    loaded = one.loaded
    return (
        f"{mode}, {count:,} profiles, {loaded.awards:,} awards: 95th percentile"
        f" {shown(one.slow_ms, 'ms')}; tables written in {loaded.tables_seconds:.0f} s;"
        f" a worker's state read in {one.start_seconds:.0f} s; at most"
        f" {one.megabytes:,.0f} MB of memory in this process so far."
    )
