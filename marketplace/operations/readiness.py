"""Whether this process can serve: the database answers, at the revision that it needs.

Search is not asked: while it is away, everything but search works.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from events.ports import Sessions
from marketplace.config import Settings


def faults(sessions: Sessions, settings: Settings) -> list[str]:
    """What keeps it from serving; empty when it can."""
    try:
        with sessions.read() as session:
            stands = session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as error:
        return [f"database: {type(error).__name__}"]
    needed = _needed(settings.sqlalchemy_url)
    if stands != needed:
        return [f"database: at revision {stands}, needs {needed}"]
    return []


@cache
def _needed(url: str) -> str | None:
    from marketplace.schema import newest

    return newest(url)
