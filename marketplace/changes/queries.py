"""Reading the change feed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from events import catalogue, feed
from events.envelope import Event
from events.feed import Place
from events.outbox import REPUBLISHED
from marketplace.changes import reading
from marketplace.changes.cursors import WHY, CursorLost
from marketplace.policy import Actor, require

CHUNK = 200
MOST = 2_000
"""Events that one request looks at: what others may read is passed over, but not without end."""

REFS = (
    *("organization", "need", "question", "application", "award", "decision", "deal", "invoice"),
    *("buyer", "supplier", "adviser", "claim", "evidence", "revises"),
)
"""Fields of event data that name other things; nothing else of the data is told."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a request of the feed found, where it got to, and whether there is more at once."""

    events: list[Event]
    place: Place
    more: bool


def changes(
    session: Session,
    actor: Actor,
    start: Place,
    *,
    topics: Collection[str] = (),
    types: Collection[str] = (),
    limit: int = 100,
) -> Page:
    """Events after `start` that the actor may know of, in order; none that is left out comes
    later. Raises CursorLost where what follows is not known any more."""
    require(actor, "change.list")
    wanted = {
        type_
        for type_ in reading.types_for(actor)
        if (not topics or catalogue.get(type_).topic in topics) and (not types or type_ in types)
    }
    try:
        return _read(session, actor, start, wanted, limit)
    except feed.PlaceLost as lost:
        raise CursorLost(WHY[lost.why]) from lost


def _read(
    session: Session, actor: Actor, start: Place, wanted: Collection[str], limit: int
) -> Page:
    end = feed.newest(session)
    found: list[Event] = []
    place = start
    for _ in range(MOST // CHUNK):
        read = feed.following(session, place, end, wanted, CHUNK)
        found += reading.visible(session, actor, read)
        if len(found) > limit:
            return Page(found[:limit], feed.place_of(found[limit - 1]), more=True)
        if len(read) < CHUNK:
            return Page(found, end, more=False)
        place = feed.place_of(read[-1])
    return Page(found, place, more=True)


def shown(event: Event) -> dict[str, Any]:
    """An event as the feed tells it: what changed when, and what to read; not its content."""
    refs = {name: event.data[name] for name in REFS if isinstance(event.data.get(name), str)}
    return {
        "position": event.position,
        "id": event.id,
        "type": event.type,
        "topic": event.topic,
        "subject": event.key,
        "revision": event.revision,
        "time": event.time.isoformat(),
        "repeated": event.source == REPUBLISHED,
        "refs": refs,
    }
