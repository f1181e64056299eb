"""Keeping the matching indexes up with events. Safe to repeat: documents carry their revision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from events.envelope import Event
from matching.directory import HIDDEN, STANDING
from matching.indexes import (
    AWARDS,
    NEEDS,
    PROFILES,
    PROGRAMMES,
    award_document,
    need_document,
    profile_document,
    programme_document,
)
from matching.memory import Found
from matching.project import need_is_open
from matching.snapshots import Need, Organization
from search.documents import Document
from search.ports import SearchEngine


def index(engine: SearchEngine, found: Found, events: Sequence[Event]) -> None:
    """Write what a batch of events tells, and make it visible to the ranking that follows."""
    put(engine, AWARDS.name, (award_document(a) for a in found.awards if not a.private))
    put(engine, PROFILES.name, (profile_document(f) for f in found.organizations if listed(f)))
    drop(engine, PROFILES.name, {f.id: f.revision for f in found.organizations if not listed(f)})
    put(engine, PROGRAMMES.name, (programme_document(p) for p in found.programmes if p.open))
    drop(engine, PROGRAMMES.name, {p.id: p.revision for p in found.programmes if not p.open})
    needs = [e for e in events if e.type.startswith("need.")]
    open_ = (Need.of(e.data, e.revision) for e in needs if need_is_open(e.data))
    put(engine, NEEDS.name, map(need_document, open_))
    drop(engine, NEEDS.name, {e.data["id"]: e.revision for e in needs if not need_is_open(e.data)})


def put(engine: SearchEngine, name: str, documents: Iterable[Document]) -> None:
    """Index the newest of each document, if there are any."""
    newest: dict[str, Document] = {}
    for document in documents:
        if document.id not in newest or newest[document.id].revision <= document.revision:
            newest[document.id] = document
    if newest:
        engine.upsert(name, list(newest.values()))
        engine.refresh(name)


def drop(engine: SearchEngine, name: str, revisions: dict[str, int]) -> None:
    """Take documents out, if there are any."""
    if revisions:
        engine.delete(name, revisions)
        engine.refresh(name)


def listed(firm: Organization) -> bool:
    """True if a firm can be found by its profile."""
    return firm.profile is not None and STANDING.get(firm.state, HIDDEN) != HIDDEN
