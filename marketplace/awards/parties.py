"""Buyers and suppliers of a history: found by their numbers, or entered as unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from events.outbox import record_many
from marketplace.awards.rules import Pair, Party, Row
from marketplace.deployment import settings_of
from marketplace.organizations.models import Identifier, Organization
from marketplace.organizations.snapshots import record_organization, snapshot
from marketplace.vocabularies.canonical import canonical
from marketplace.vocabularies.places import municipalities

KINDS = {"buyer": "lead_firm", "supplier": "msme"}
AT_ONCE = 500
"""Values in one IN list: SQLite takes 32,766 parameters, older ones 999."""


@dataclass(slots=True)
class Known:
    """Organisations by (scheme, value): id, name, and for unclaimed ones the kinds."""

    ids: dict[Pair, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    unclaimed: dict[str, set[str]] = field(default_factory=dict)
    new: dict[Pair, Party] = field(default_factory=dict)
    widened: set[str] = field(default_factory=set)


def find(session: Session, rows: Sequence[Row], known: Known) -> None:
    """Take in what the store knows of the rows' parties."""
    keys = {party.key for row in rows for party in (row.buyer, row.supplier)} - set(known.ids)
    by_scheme: dict[str, list[str]] = {}
    for scheme, value in keys:
        by_scheme.setdefault(scheme, []).append(value)
    for scheme, values in by_scheme.items():
        for start in range(0, len(values), AT_ONCE):
            _find(session, scheme, values[start : start + AT_ONCE], known)


def _find(session: Session, scheme: str, values: list[str], known: Known) -> None:
    found = session.execute(
        select(
            Identifier.value,
            Organization.id,
            Organization.name,
            Organization.state,
            Organization.kinds,
        )
        .join(Organization, Organization.id == Identifier.organization_id)
        .where(Identifier.scheme == scheme, Identifier.value.in_(values))
    )
    for value, identifier, name, state, kinds in found:
        known.ids[scheme, value] = identifier
        known.names[identifier] = name
        if state == "unclaimed":
            known.unclaimed[identifier] = set(kinds)


def settle(session: Session, row: Row, known: Known) -> tuple[str, str]:
    """Ids of the row's buyer and supplier; unknown ones get an id, to be entered by `enter`."""
    buyer = _settle(session, row.buyer, KINDS["buyer"], known)
    return buyer, _settle(session, row.supplier, KINDS["supplier"], known)


def _settle(session: Session, party: Party, kind: str, known: Known) -> str:
    identifier = known.ids.get(party.key)
    if identifier is None:
        identifier = known.ids[party.key] = new_id(session)
        known.names[identifier] = party.name
        known.unclaimed[identifier] = set()
        known.new[party.key] = party
    kinds = known.unclaimed.get(identifier)
    if kinds is not None and kind not in kinds:
        kinds.add(kind)
        known.widened.add(identifier)
    return identifier


def enter(session: Session, known: Known) -> int:
    """Write the new organisations, unclaimed, and the kinds that known ones gained."""
    new = {known.ids[key]: party for key, party in known.new.items()}
    if new:
        home = settings_of(session).country
        rows = [_row(session, i, party, known.unclaimed[i], home) for i, party in new.items()]
        session.execute(insert(Organization), rows)
        session.execute(
            insert(Identifier),
            [
                {"id": new_id(session), "organization_id": i, "scheme": key[0], "value": key[1]}
                for i, key in zip(new, known.new, strict=True)
            ],
        )
        record_many(
            session,
            "organization.created",
            [(f"organization/{row['id']}", 1, _created(row, new[row["id"]].key)) for row in rows],
        )
    _widen(session, known.widened - set(new), known)
    known.new.clear()
    known.widened.clear()
    return len(new)


def _row(
    session: Session, identifier: str, party: Party, kinds: Iterable[str], home: str
) -> dict[str, Any]:
    at_home = party.country == home
    municipality = canonical("municipality", party.place) if at_home and party.place else None
    region = municipalities()[municipality].region if municipality else None
    return {
        "id": identifier,
        "name": party.name,
        "names": {},
        "kinds": sorted(kinds),
        "state": "unclaimed",
        "country": party.country,
        "municipality": municipality,
        "region": region,
        "created_at": now(session),
        "revision": 1,
    }


def _created(row: dict[str, Any], key: Pair) -> dict[str, Any]:
    """What the row's event tells, as for any organisation."""
    scheme, value = key
    return snapshot(Organization(**row, identifiers=[Identifier(scheme=scheme, value=value)]))


def _widen(session: Session, ids: set[str], known: Known) -> None:
    """An unclaimed organisation that also buys, or also supplies, gains that kind."""
    for organization in session.scalars(select(Organization).where(Organization.id.in_(ids))):
        organization.kinds = sorted(known.unclaimed[organization.id])
        organization.revision += 1
        record_organization(session, organization, "organization.updated")
