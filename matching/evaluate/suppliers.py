"""`evaluate suppliers`: the protocol for ranking suppliers, through the pipeline that serves."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

from matching.awards import AwardRow, UnreadableFile, read_awards
from matching.evaluate import cold as colder
from matching.evaluate.protocol import Split, measures, split
from matching.evaluate.store import Store, need_of, store
from matching.pipeline import rank
from matching.scoring import Weights
from matching.suppliers import SUPPLIERS


@dataclass(frozen=True, slots=True)
class Run:
    """Every tender's full list of suppliers, best first, and what making them took."""

    lists: Sequence[Sequence[str]]
    suppliers: int
    seconds_index: float
    seconds_rank: float


def evaluate_suppliers(
    path: Path | str,
    at: date,
    tune_from: date | None = None,
    cold: float | None = None,
    seed: int | None = None,
) -> dict[str, Any]:
    """Measures on the tenders from day `at` on, ranked by what is known from before it.

    With `tune_from`, weights are learned on the tenders from that day until `at` instead of the
    shipped ones. With `cold`, that share of the winning suppliers (drawn by `seed`) is reduced to
    a profile of one line, and "cold" reports their measures beside the others'. Raises
    UnreadableFile, also where no tender has a winner that is known from before.
    """
    rows = [row for row in read_awards(path) if isinstance(row, AwardRow)]
    weights = learned(rows, tune_from, at) if tune_from else SUPPLIERS.weights()
    parts = split(rows, at)
    if not parts.tenders:
        raise UnreadableFile("no later tender in it has a winner known from history")
    chosen = colder.winners(parts, cold, seed or 0) if cold else frozenset()
    run = ranked(parts, at, weights, chosen)
    found = report(parts, run)
    return found | colder.report(parts, run.lists, chosen) if chosen else found


def learned(rows: Sequence[AwardRow], start: date, end: date) -> Weights:
    """Weights from the tenders between two days; nothing later is looked at."""
    from matching.train.suppliers import learn

    return learn([row for row in rows if row.day < end], start, end)


def ranked(parts: Split, at: date, weights: Weights, cold: frozenset[str] = frozenset()) -> Run:
    """All suppliers of the history for each tender: those retrieved by rank, then by awards."""
    history, profiles = colder.reduce(parts.history, cold)
    known = [row.supplier_id for row in parts.history]
    begun = time.perf_counter()
    with store(history, profiles) as found:
        built = time.perf_counter()
        tail = by_awards(known, {row.supplier_id for row in history})
        lists = [with_tail(order(found, tender.row, at, weights), tail) for tender in parts.tenders]
        ended = time.perf_counter()
    return Run(lists, len(tail), built - begun, ended - built)


def order(found: Store, row: AwardRow, at: date, weights: Weights) -> Sequence[str]:
    """The candidates for one tender, best first."""
    now = datetime.combine(at, clock(), UTC)
    return rank(SUPPLIERS, need_of(row), found.state, found.engine, now, weights).order


def by_awards(known: Sequence[str], active: set[str]) -> list[str]:
    """All suppliers by number of awards; those that were reduced to a profile come last."""
    counts: dict[str, int] = {}
    for supplier in known:
        counts[supplier] = counts.get(supplier, 0) + 1
    return sorted(counts, key=lambda s: (s not in active, -counts[s], s))


def with_tail(ordered: Sequence[str], tail: Sequence[str]) -> list[str]:
    """The candidates that count, then every other supplier."""
    known = set(tail)
    head = [supplier for supplier in ordered if supplier in known]
    seen = set(head)
    return head + [supplier for supplier in tail if supplier not in seen]


def report(parts: Split, run: Run) -> dict[str, Any]:
    """The measures on all tenders, and on those with a winner new to the buyer."""
    pairs = list(zip(run.lists, parts.tenders, strict=True))
    return {
        "all": measures([(found, t.winners) for found, t in pairs], parts.coverage),
        "new": measures([(found, t.new) for found, t in pairs if t.new], parts.coverage),
        "suppliers": run.suppliers,
        "seconds_index": round(run.seconds_index, 3),
        "seconds_per_query": round(run.seconds_rank / len(pairs), 5),
    }
