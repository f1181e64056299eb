"""Rate limits, counted in the database so that all processes share them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from events.columns import UtcDateTime
from events.context import now
from events.locks import lock
from marketplace.db import Base, SessionFactory
from marketplace.errors import TooMany


class Hit(Base):
    """How often something was done in a window that ends at `until`."""

    __tablename__ = "rate_limits"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def hit(sessions: SessionFactory, key: str, most: int, window: timedelta) -> None:
    """Count one attempt in a transaction of its own; TooMany once `most` are used up.

    Its own transaction, since a refused request rolls back what it wrote. Call it before the
    request's session first writes: SQLite has one writer at a time.
    """
    with sessions.write() as session:
        lock(session, f"limit-{key}")
        moment = now(session)
        session.execute(delete(Hit).where(Hit.until <= moment))
        entry = session.scalar(select(Hit).where(Hit.key == key))
        if entry is None:
            entry = Hit(key=key, count=0, until=moment + window)
            session.add(entry)
        entry.count += 1
        count, wait = entry.count, entry.until - moment
    if count > most:
        raise TooMany(retry_after=int(wait.total_seconds()) + 1)
