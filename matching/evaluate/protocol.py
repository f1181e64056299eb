"""The protocol for ranking suppliers: a split in time, queries, their winners, what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matching.awards import AwardRow
from matching.text import normalise


@dataclass(slots=True)
class Tender:
    """A later tender as a query: its first row, its winners, and those new to the buyer."""

    row: AwardRow
    winners: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Split:
    """History before a day, and the tenders from that day on.

    `winners` and `new` of a tender hold only suppliers known from history; `coverage` is the
    share of the tenders that have one.
    """

    history: Sequence[AwardRow]
    tenders: Sequence[Tender]
    coverage: float


def split(rows: Iterable[AwardRow], at: date, until: date | None = None) -> Split:
    """Cut award rows at a day: earlier ones are history, the others (before `until`) queries."""
    rows = list(rows)
    history = [r for r in rows if r.day < at]
    later = [r for r in rows if r.day >= at and (until is None or r.day < until)]
    known = {r.supplier_id for r in history}
    pairs = {(r.buyer_id, r.supplier_id) for r in history}
    tenders: dict[tuple[str, str, str], Tender] = {}
    for row in later:
        key = (row.buyer_id, normalise(row.title), row.cpv)
        tender = tenders.setdefault(key, Tender(row))
        if row.supplier_id in known:
            tender.winners.add(row.supplier_id)
            if (row.buyer_id, row.supplier_id) not in pairs:
                tender.new.add(row.supplier_id)
    warm = [t for t in tenders.values() if t.winners]
    return Split(history, warm, len(warm) / max(len(tenders), 1))


def measures(
    rankings: Iterable[tuple[Sequence[str], set[str]]], coverage: float
) -> Mapping[str, float]:
    """Means over queries of recall, reciprocal rank of the first winner and nDCG (binary gains)."""
    from matching.evaluate import metrics

    found = [(metrics.places(ranking, relevant), len(relevant)) for ranking, relevant in rankings]
    return {**metrics.means(found), "coverage": coverage}
