"""Reading on in the one order of committed events, for whoever keeps the place that was reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from events.outbox import from_row
from events.prune import pruned_to
from events.sequencer import newest_position
from events.tables import outbox


class PlaceLost(Exception):
    """What follows the place is not known any more: `why` is pruned or replaced."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where somebody has read: a position, and a mark of the event that stands there.

    The mark tells a store that was brought back from a backup, in which other events have come
    to stand at positions that were read before.
    """

    position: int
    mark: str = ""


def oldest(session: Session) -> Place:
    """Before the oldest event that is kept."""
    return _place(session, pruned_to(session))


def newest(session: Session) -> Place:
    """After the newest event."""
    return _place(session, newest_position(session))


def following(
    session: Session, place: Place, end: Place, types: Collection[str], limit: int
) -> list[Event]:
    """The next events of these types after the place, up to `end` at most, in order, none left out.

    Raises PlaceLost where they are not kept any more, or never followed this place. Removal is
    looked for after reading: events that are removed meanwhile are told as lost, not left out.
    """
    rows = list(
        session.execute(
            select(outbox)
            .where(
                outbox.c.position > place.position,
                outbox.c.position <= end.position,
                outbox.c.type.in_(types),
            )
            .order_by(outbox.c.position)
            .limit(limit)
        )
    )
    _require_known(session, place, end)
    return [from_row(row) for row in rows]


def place_of(event: Event) -> Place:
    """The place after this event."""
    return Place(event.position or 0, _mark(event.id))


def _require_known(session: Session, place: Place, end: Place) -> None:
    if place.position < pruned_to(session):
        raise PlaceLost("pruned")
    known = _place(session, place.position)
    if place.position > end.position or (known.mark and known.mark != place.mark):
        raise PlaceLost("replaced")


def _place(session: Session, position: int) -> Place:
    found = session.scalar(select(outbox.c.event_id).where(outbox.c.position == position))
    return Place(position, _mark(found) if found else "")


def _mark(event_id: str) -> str:
    return event_id[-8:]
