"""The bulk loader: a synthetic world straight into the matching tables and the indexes."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from benchmarks.synthetic import Buyers, Firm, awards, firms
from events.ports import Sessions
from matching import store
from matching.indexes import AWARDS, PROFILES, award_document, profile_document
from matching.tables import awards as award_rows
from matching.tables import clock, organizations
from search.documents import Document
from search.ports import SearchEngine

CHUNK = 2_000

Row = Mapping[str, Any]


@dataclass(slots=True)
class Loaded:
    """What was loaded, and how many seconds tables and indexes took."""

    buyers: Buyers
    profiles: int = 0
    awards: int = 0
    tables_seconds: float = 0.0
    index_seconds: float = 0.0

    @property
    def documents_a_second(self) -> float:
        return (self.profiles + self.awards) / self.index_seconds


def load(sessions: Sessions, engine: SearchEngine, count: int) -> Loaded:
    """Profiles of so many firms and their awards, as the projections hold them."""
    found = Loaded(Buyers(count), profiles=count)
    start = time.perf_counter()
    chance = random.Random(5)
    made = firms(count)
    while some := list(islice(made, CHUNK)):
        with sessions.write() as session:
            found.awards += _write(session, some, found.buyers, chance)
    with sessions.write() as session:
        session.execute(insert(clock).values(id=1, value=1))
    found.tables_seconds = time.perf_counter() - start
    start = time.perf_counter()
    engine.rebuild(PROFILES, documents(sessions, profiles=True))
    engine.rebuild(AWARDS, documents(sessions, profiles=False))
    found.index_seconds = time.perf_counter() - start
    return found


def _write(session: Session, some: Iterable[Firm], buyers: Buyers, chance: random.Random) -> int:
    some = list(some)
    orders = [award for firm in some for award in awards(chance, firm, buyers)]
    _insert(session, organizations, map(_organization_row, some))
    _insert(session, award_rows, map(_award_row, orders))
    return len(orders)


def _insert(session: Session, table: Table, rows: Iterable[Row]) -> None:
    values = [dict(row) for row in rows]
    if values:
        session.execute(insert(table), values)


def _organization_row(firm: Firm) -> Row:
    told = {"organization": firm.organization, "profile": firm.profile}
    return {
        "id": firm.organization["id"],
        "revision": 1,
        "profile_revision": 1,
        "changed": 1,
    } | told


def _award_row(award: Row) -> Row:
    return {"id": award["id"], "revision": 1, "award": award, "changed": 1}


def documents(sessions: Sessions, *, profiles: bool) -> Iterator[Document]:
    """Documents of the loaded rows."""
    with sessions.read() as session:
        if profiles:
            yield from map(profile_document, store.read_organizations(session))
        else:
            yield from map(award_document, store.read_awards(session))
