"""Engines and sessions. The end of a `write()` block is the one place where commits happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.orm import DeclarativeBase, Session

from events.columns import NAMING
from events.ports import Clock, Ids, SystemClock, Uuid7
from marketplace import sqlite
from marketplace.config import Settings


class Base(DeclarativeBase):
    """All tables of the product's slices."""

    metadata = MetaData(naming_convention=NAMING)


def engine_for(url: str) -> Engine:
    """An engine for SQLite (WAL, foreign keys, real savepoints) or PostgreSQL."""
    if url.startswith("sqlite"):
        engine = create_engine(url, pool_size=20, max_overflow=20)
        sqlite.prepare(engine)
        return engine
    return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True)


class SessionFactory:
    """Sessions on one engine, each knowing clock, ids and settings: `events.ports.Sessions`.

    `on_record` is called after a commit that recorded events, to wake the relay.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock | None = None,
        ids: Ids | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.engine = engine
        self._readers = engine.execution_options(writes=False)
        self._writers = engine.execution_options(writes=True)
        self._info: dict[str, Any] = {
            "clock": clock or SystemClock(),
            "ids": ids or Uuid7(),
            "settings": settings or Settings(),
        }
        self.on_record: Callable[[], None] = lambda: None

    @property
    def clock(self) -> Clock:
        """The clock that sessions tell the time by."""
        clock: Clock = self._info["clock"]
        return clock

    def open(self, *, writes: bool) -> Session:
        """A session that the caller ends with `finish` and `close`."""
        bind = self._writers if writes else self._readers
        return Session(bind, info=dict(self._info), expire_on_commit=False)

    def finish(self, session: Session) -> None:
        """Commit, and wake the relay if events were recorded."""
        session.commit()
        if session.info.pop("recorded", False):
            self.on_record()

    @contextmanager
    def read(self) -> Iterator[Session]:
        session = self.open(writes=False)
        try:
            yield session
        finally:
            session.close()

    @contextmanager
    def write(self) -> Iterator[Session]:
        session = self.open(writes=True)
        try:
            yield session
            self.finish(session)
        finally:
            session.close()
