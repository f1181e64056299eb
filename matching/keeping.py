"""Keeping what a batch of events tells of organisations and awards, in a few statements."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from events.envelope import Event
from matching import store, tables
from matching.project import visible


def keep_all(session: Session, events: Iterable[Event]) -> set[str]:
    """Keep the newest snapshot of each organisation, profile and award.

    Returns the organisations of which something new was kept.
    """
    awards: dict[str, store.Told] = {}
    halves: dict[str, store.Told] = {}
    profiles: dict[str, store.Told] = {}
    for event in events:
        data = event.data
        if event.type == "award.recorded":
            _newest(awards, data["id"], event.revision, {"award": dict(data)})
        elif event.type == "profile.updated":
            _newest(profiles, data["organization"], event.revision, {"profile": visible(data)})
        elif event.type.startswith("organization."):
            _newest(halves, data["id"], event.revision, {"organization": dict(data)})
    store.put_many(session, tables.awards, awards)
    return store.put_many(session, tables.organizations, halves) | store.put_many(
        session, tables.organizations, profiles, "profile_revision", organization={}
    )


def _newest(
    found: dict[str, store.Told], identifier: str, revision: int, values: store.Data
) -> None:
    if identifier not in found or found[identifier][0] < revision:
        found[identifier] = (revision, values)
