"""Rows of a file into the history: a batch at a time, each award once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from events.context import new_id
from events.outbox import record_many
from marketplace.awards import parties
from marketplace.awards.models import NOBODY, PastAward
from marketplace.awards.rules import Row, row_of
from marketplace.deployment import settings_of
from marketplace.organizations.queries import get as get_organization
from marketplace.ports import AwardLine
from marketplace.vocabularies.canonical import canonical

OPTIONAL = (
    "cpv",
    "cpv_label",
    "category",
    "region",
    "municipality",
    "country",
    "value",
    "currency",
)
Name = tuple[str, str, str]
"""source, source_id, supplier: what names a row of the history for one importer."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whose history it is, None for the programme's, and whether it stays with its buyer."""

    importer: str | None = None
    private: bool = False


@dataclass(slots=True)
class Counts:
    """What became of a batch; `faults` are (line, reason)."""

    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    left_out: int = 0
    organizations_created: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Count another batch in."""
        for name in ("read", "loaded", "unchanged", "left_out", "organizations_created"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


@dataclass(slots=True)
class Memory:
    """What is known while a file is read: parties, and the names of awards that are there."""

    parties: parties.Known = field(default_factory=parties.Known)
    awards: set[Name] = field(default_factory=set)


def load(session: Session, terms: Terms, lines: Sequence[AwardLine]) -> Counts:
    """Write what is new of these rows, with its events; what is there already stays as it is."""
    memory = Memory()
    counts, awards = plan(session, terms, lines, memory)
    counts.organizations_created = parties.enter(session, memory.parties)
    if awards:
        session.execute(insert(PastAward), awards)
        names = memory.parties.names
        record_many(
            session,
            "award.recorded",
            [(f"award/{award['id']}", 1, event_of(award, names)) for award in awards],
        )
    return counts


def rehearse(session: Session, terms: Terms, lines: Sequence[AwardLine], memory: Memory) -> Counts:
    """What `load` would do, without a write; one memory serves all batches of a file."""
    before = len(memory.parties.new)
    counts, _ = plan(session, terms, lines, memory)
    counts.organizations_created = len(memory.parties.new) - before
    return counts


def plan(
    session: Session, terms: Terms, lines: Sequence[AwardLine], memory: Memory
) -> tuple[Counts, list[dict[str, Any]]]:
    """The counts, and the rows of the history that are new."""
    counts = Counts(read=len(lines), left_out=sum(line.left_out for line in lines))
    rows = list(_sound(session, lines, counts))
    parties.find(session, rows, memory.parties)
    rows = [row for row in rows if _own(session, terms, row, memory.parties, counts)]
    memory.awards |= _there(session, terms, rows)
    awards = []
    for row in rows:
        buyer, supplier = parties.settle(session, row, memory.parties)
        name = (str(row.kept["source"]), str(row.kept["source_id"]), supplier)
        if name in memory.awards:
            counts.unchanged += 1
            continue
        memory.awards.add(name)
        awards.append(_values(session, terms, row, buyer, supplier))
    counts.loaded = len(awards)
    return counts, awards


def _sound(session: Session, lines: Sequence[AwardLine], counts: Counts) -> Iterator[Row]:
    home = settings_of(session).country
    for line in lines:
        if line.left_out:
            continue
        row = row_of(line, home)
        if isinstance(row, str):
            counts.faults.append((line.line, row))
        else:
            yield row


def _own(session: Session, terms: Terms, row: Row, known: parties.Known, counts: Counts) -> bool:
    """Whether the row is of the importer's own orders, by its number or, without one, name."""
    if terms.importer is None or known.ids.get(row.buyer.key) == terms.importer:
        return True
    buyer = get_organization(session, terms.importer)
    spellings = {name.casefold() for name in (buyer.name, *buyer.names.values())}
    if row.buyer.key[0].endswith("-NAME") and row.buyer.name.casefold() in spellings:
        known.ids[row.buyer.key] = buyer.id
        known.names[buyer.id] = buyer.name
        return True
    counts.faults.append((row.line, f"the buyer is not {buyer.name}: {row.buyer.name[:80]}"))
    return False


def _there(session: Session, terms: Terms, rows: Sequence[Row]) -> set[Name]:
    """Names of awards of this importer that the history has under the rows' source ids."""
    wanted = {str(row.kept["source_id"]) for row in rows}
    found = session.execute(
        select(PastAward.source, PastAward.source_id, PastAward.supplier_id).where(
            PastAward.importer == (terms.importer or NOBODY), PastAward.source_id.in_(wanted)
        )
    )
    return {(source, source_id, supplier) for source, source_id, supplier in found}


def _values(session: Session, terms: Terms, row: Row, buyer: str, supplier: str) -> dict[str, Any]:
    place = row.kept["municipality"]
    at_home = row.kept["country"] == settings_of(session).country
    code = canonical("municipality", str(place)) if at_home and place else None
    return dict(row.kept) | {
        "id": new_id(session),
        "importer": terms.importer or NOBODY,
        "private": terms.private,
        "buyer_id": buyer,
        "supplier_id": supplier,
        "municipality": code or place,
    }


def event_of(award: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The data of the event that tells of a row of the history."""
    return {name: award[name] for name in OPTIONAL} | {
        "id": award["id"],
        "source_id": award["source_id"],
        "date": award["date"].isoformat(),
        "buyer": award["buyer_id"],
        "buyer_name": names[award["buyer_id"]],
        "supplier": award["supplier_id"],
        "supplier_name": names[award["supplier_id"]],
        "title": award["title"],
        "private": award["private"],
    }
