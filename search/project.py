"""From events to documents: projections, and the consumer that keeps the indexes up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.envelope import Event
from search.documents import Document
from search.ports import SearchEngine


@dataclass(frozen=True, slots=True)
class Removed:
    """The document is to be found no more; `revision` is that of the event that ended it."""

    id: str
    revision: int


Change = Document | Removed
BATCH = 500
"""Events that one commit of an index takes in: a commit costs more than the documents in it."""

Read = Callable[[Session, Event], Change | None]
"""What an event makes of a document, or None. The session is for reading what it lacks."""


@dataclass(frozen=True, slots=True)
class Projection:
    """How events of some types change the documents of one index."""

    index: str
    types: frozenset[str]
    read: Read


def consumer(name: str, engine: SearchEngine, projections: Sequence[Projection]) -> Consumer:
    """A consumer that writes to the indexes before its inbox rows commit.

    A crash in between brings the events again, and their revisions make that harmless. While the
    engine is unavailable the events wait: SearchUnavailable is transient.
    """

    def prepare(session: Session, events: Sequence[Event]) -> None:
        write(engine, changes(session, events, projections))

    types = frozenset().union(*(projection.types for projection in projections))
    return Consumer(name, types, _nothing_more, prepare, snapshot=True, batch=BATCH)


def changes(
    session: Session, events: Sequence[Event], projections: Sequence[Projection]
) -> dict[str, list[Change]]:
    """The changes that events make, by index, in the events' order."""
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for event in events:
        for projection in projections:
            if event.type in projection.types:
                change = projection.read(session, event)
                if change is not None:
                    found[projection.index].append(change)
    return dict(found)


def write(engine: SearchEngine, found: dict[str, list[Change]]) -> None:
    """Applies changes: the newest of each document, so that upserts and removals do not cross."""
    for index, several in found.items():
        newest = _newest(several)
        kept = [change for change in newest if isinstance(change, Document)]
        gone = {change.id: change.revision for change in newest if isinstance(change, Removed)}
        if kept:
            engine.upsert(index, kept)
        if gone:
            engine.delete(index, gone)


def _newest(several: Iterable[Change]) -> list[Change]:
    newest: dict[str, Change] = {}
    for change in several:
        known = newest.get(change.id)
        if known is None or change.revision >= known.revision:
            newest[change.id] = change
    return list(newest.values())


def _nothing_more(session: Session, event: Event, prepared: Any) -> None:
    """The index was written in `prepare`; only the inbox row is left."""
