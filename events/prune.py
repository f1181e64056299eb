"""Removing what was handled long ago, up to a mark below which nobody counts any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.sequencer import newest_position
from events.tables import consumers, dead_letters, high_water, inbox, outbox

OUTBOX = "outbox"
LONGER = timedelta(days=30)
"""Inbox rows outlive events by this much: a broker may hold a topic a little past its term."""


def pruned_to(session: Session) -> int:
    """Events up to this position were removed; 0 before the first pruning."""
    found = select(high_water.c.position).where(high_water.c.name == OUTBOX)
    return session.scalar(found) or 0


def prune(
    session: Session, before: datetime, listeners: Iterable[Consumer], limit: int = 5000
) -> int:
    """Remove events older than the moment that every listener has handled; returns how many.

    The newest event always stays, because positions are counted on from it. Listeners' marks
    must be up to date (events.lag.settle).
    """
    names = [listener.name for listener in listeners]
    last = min(_old_to(session, before, names), pruned_to(session) + limit)
    if last <= pruned_to(session):
        return 0
    gone = session.connection().execute(delete(outbox).where(outbox.c.position <= last))
    _mark(session, last)
    session.execute(delete(inbox).where(inbox.c.handled_at < before - LONGER))
    session.execute(delete(dead_letters).where(dead_letters.c.resolved_at < before))
    return gone.rowcount


def _old_to(session: Session, before: datetime, names: Sequence[str]) -> int:
    """The last position that is old, published, handled by all, and not the newest."""
    keep = select(func.min(outbox.c.position)).where(
        (outbox.c.time >= before) | outbox.c.published_at.is_(None)
    )
    first_kept = session.scalar(keep)
    handled = session.scalar(
        select(func.min(consumers.c.position)).where(consumers.c.name.in_(names))
    )
    ends = [newest_position(session) - 1]
    ends += [first_kept - 1] if first_kept is not None else []
    ends += [handled] if handled is not None else [0]
    return min(ends)


def _mark(session: Session, position: int) -> None:
    moved = session.connection().execute(
        update(high_water).where(high_water.c.name == OUTBOX).values(position=position)
    )
    if not moved.rowcount:
        session.execute(insert(high_water).values(name=OUTBOX, position=position))
