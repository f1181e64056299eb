"""Reading and writing the matching tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from events.locks import lock
from matching.project import organization_of
from matching.results import Bar, Ranking
from matching.snapshots import Award, Need, Organization, Programme
from matching.tables import awards, clock, entries, needs, organizations, programmes, runs

Data = Mapping[str, Any]
Told = tuple[int, Data]
"""A revision and what it tells, by column."""
TICK = "matching_tick"
CHUNK = 500
"""Ids of one statement: SQLite's older builds take 999 parameters."""


def tick(session: Session) -> int:
    """The number of this transaction's changes; those of others wait until it ends."""
    number = session.info.get(TICK)
    if number is None:
        lock(session, "matching")
        number = last_change(session) + 1
        if number == 1:
            session.execute(insert(clock).values(id=1, value=1))
        else:
            session.execute(update(clock).where(clock.c.id == 1).values(value=number))
        session.info[TICK] = number
    return int(number)


def last_change(session: Session) -> int:
    """The number of the last committed change, 0 before the first."""
    return session.scalar(select(clock.c.value).where(clock.c.id == 1)) or 0


def put(session: Session, table: Table, identifier: str, revision: int, **values: Any) -> bool:
    """Keep a snapshot unless the stored one is as new; True if it was kept."""
    stored = session.scalar(select(table.c.revision).where(table.c.id == identifier))
    if stored is not None and stored >= revision:
        return False
    row = {"revision": revision, "changed": tick(session), **values}
    if stored is None:
        session.execute(insert(table).values(id=identifier, **row))
    else:
        session.execute(update(table).where(table.c.id == identifier).values(**row))
    return True


def put_many(
    session: Session,
    table: Table,
    told: Mapping[str, Told],
    revision: str = "revision",
    **otherwise: Any,
) -> set[str]:
    """Keep snapshots unless the stored ones are as new; the ids of those kept.

    `revision` is the column that tells how new; `otherwise` stands in the other columns of new
    rows.
    """
    if not told:
        return set()
    changed = tick(session)
    stored = _revisions(session, table, revision, list(told))
    kept = {one for one in told if stored.get(one, -1) < told[one][0]}
    rows = [
        {"row": one, revision: told[one][0], "changed": changed, **told[one][1]} for one in kept
    ]
    new = [row | {"id": row.pop("row"), **otherwise} for row in rows if row["row"] not in stored]
    old = [row for row in rows if "row" in row]
    if new:
        session.execute(insert(table), new)
    if old:
        _change(session, table, old)
    return kept


def _revisions(session: Session, table: Table, revision: str, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for first in range(0, len(ids), CHUNK):
        query = select(table.c.id, table.c[revision].label("revision"))
        rows = session.execute(query.where(table.c.id.in_(ids[first : first + CHUNK])))
        found.update((row.id, row.revision) for row in rows)
    return found


def _change(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    names = [name for name in rows[0] if name != "row"]
    columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    values = [{"row": row["row"]} | {f"new_{name}": row[name] for name in names} for row in rows]
    session.connection().execute(
        update(table).where(table.c.id == bindparam("row")).values(columns), values
    )


def organization_rows(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The stored halves of these organisations and their revisions, by id."""
    query = select(organizations).where(organizations.c.id.in_(ids))
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def read_organizations(session: Session, after: int = -1) -> Iterable[Organization]:
    """Organisations that changed after a change."""
    table = organizations.c
    query = select(
        table.id, table.organization, table.profile, table.revision, table.profile_revision
    )
    for row in session.execute(query.where(table.changed > after).order_by(table.changed)):
        revision = row.revision + row.profile_revision
        yield organization_of(row.id, row.organization, row.profile, revision)


def read_awards(session: Session, after: int = -1) -> Iterable[Award]:
    """Awards that came after a change."""
    query = select(awards.c.award).where(awards.c.changed > after).order_by(awards.c.changed)
    return map(Award.of, session.scalars(query))


def read_programmes(session: Session, after: int = -1) -> Iterable[Programme]:
    """Programmes that changed after a change."""
    table = programmes.c
    query = select(table.programme, table.revision).where(table.changed > after)
    for row in session.execute(query.order_by(table.changed)):
        yield Programme.of(row.programme, row.revision)


def read_needs(session: Session, ids: Sequence[str]) -> list[Need]:
    """Those of the needs that are open."""
    query = select(needs.c.need, needs.c.revision).where(needs.c.id.in_(ids), needs.c.open)
    return [Need.of(row.need, row.revision) for row in session.execute(query)]


def open_revision(session: Session, need_id: str) -> int | None:
    """The stored revision of a need while it is open, else None."""
    query = select(needs.c.revision).where(needs.c.id == need_id, needs.c.open)
    return session.scalar(query)


def record_run(session: Session, ranking: Ranking, seen: int) -> int:
    """Keep a list with its inputs; returns the list's revision. Replaces the standing entries."""
    revision = latest_revision(session, ranking.need) + 1
    session.execute(
        insert(runs).values(
            need_id=ranking.need,
            kind=ranking.kind,
            revision=revision,
            need_revision=ranking.need_revision,
            seen=seen,
            ranker=ranking.ranker,
            computed_at=ranking.computed_at,
            looked_at=ranking.looked_at,
            inputs=ranking.inputs.data(),
            bar=ranking.inputs.bar.data(),
            hash=ranking.hash,
        )
    )
    session.execute(delete(entries).where(entries.c.need_id == ranking.need))
    rows = [
        {"need_id": ranking.need, "place": place, "organization_id": entry.organization}
        for place, entry in enumerate(ranking.entries, start=1)
    ]
    if rows:
        session.execute(insert(entries), rows)
    return revision


def latest_revision(session: Session, need_id: str) -> int:
    """The revision of a need's newest list, 0 before the first."""
    query = select(runs.c.revision).where(runs.c.need_id == need_id)
    return session.scalar(query.order_by(runs.c.revision.desc()).limit(1)) or 0


def latest_seen(session: Session, need_id: str) -> tuple[int, int]:
    """(need revision, last change known of) of a need's newest list; (0, 0) before the first."""
    query = select(runs.c.need_revision, runs.c.seen).where(runs.c.need_id == need_id)
    row = session.execute(query.order_by(runs.c.revision.desc()).limit(1)).first()
    return (row.need_revision, row.seen) if row else (0, 0)


def listed_on(session: Session, organization_ids: Sequence[str]) -> dict[str, set[str]]:
    """Open needs on whose lists each of the organisations stands."""
    found: dict[str, set[str]] = {one: set() for one in organization_ids}
    if not found:
        return found
    query = (
        select(entries.c.organization_id, entries.c.need_id)
        .join(needs, needs.c.id == entries.c.need_id)
        .where(entries.c.organization_id.in_(list(found)), needs.c.open)
    )
    for organization, need in session.execute(query):
        found[organization].add(need)
    return found


def bars(session: Session, need_ids: Sequence[str]) -> dict[str, Bar]:
    """What the newest list of each need asks of a candidate; needs without one are left out."""
    newest = (
        select(runs.c.need_id, func.max(runs.c.revision).label("revision"))
        .where(runs.c.need_id.in_(need_ids))
        .group_by(runs.c.need_id)
        .subquery()
    )
    query = select(runs.c.need_id, runs.c.bar).join(
        newest,
        (runs.c.need_id == newest.c.need_id) & (runs.c.revision == newest.c.revision),
    )
    return {row.need_id: Bar.of(row.bar) for row in session.execute(query)}


def last_candidate_change(session: Session) -> int:
    """The last change of an organisation or programme, 0 before the first."""
    found = (select(func.max(t.c.changed)) for t in (organizations, programmes))
    return max(session.scalar(query) or 0 for query in found)


def open_needs_after(session: Session, change: int) -> set[str]:
    """Open needs that came or changed after a change."""
    query = select(needs.c.id).where(needs.c.changed > change, needs.c.open)
    return set(session.scalars(query))
