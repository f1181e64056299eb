"""Clock and identifiers of a session: put there where it is opened, asked for by whoever writes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session


def now(session: Session) -> datetime:
    """The session's present moment, aware, in UTC."""
    moment: datetime = session.info["clock"].now()
    return moment


def new_id(session: Session) -> str:
    """A new identifier, 36 characters, that sorts by the moment of its making."""
    identifier: str = session.info["ids"].new()
    return identifier
