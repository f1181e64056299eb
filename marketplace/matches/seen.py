"""That a buyer opened a need's list: recorded once, beside the reading session of the page."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from events.context import now
from events.outbox import record
from marketplace import edge
from marketplace.matches.models import Shortlist
from marketplace.needs.models import Need


def by_buyer(need_id: str) -> None:
    """Record the first look at a list that somebody is on; costs one read ever after."""
    if not waits(edge.session(), need_id):
        return
    with edge.sessions().write() as writing:
        viewed(writing, need_id, now(writing))


def waits(session: Session, need_id: str) -> bool:
    """Whether there is a list of a published need that its buyer has not opened yet."""
    found = session.execute(
        select(Shortlist.matched_at, Shortlist.viewed_at).where(Shortlist.need_id == need_id)
    ).one_or_none()
    return found is not None and found.matched_at is not None and found.viewed_at is None


def viewed(session: Session, need_id: str, at: datetime) -> None:
    """Enter the first look and tell of it; nothing where another request was first."""
    entered = session.execute(
        update(Shortlist)
        .where(Shortlist.need_id == need_id, Shortlist.viewed_at.is_(None))
        .values(viewed_at=at)
    )
    if not entered.rowcount:  # type: ignore[attr-defined]
        return
    need = session.get_one(Need, need_id)
    data = {"need": need_id, "buyer": need.organization_id, "viewed_at": at.isoformat()}
    record(session, "shortlist.viewed", key=f"need/{need_id}", revision=need.revision, data=data)
