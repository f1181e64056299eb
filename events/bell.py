"""Bells: whoever records an event wakes the relay, in whichever process it waits.

Nothing depends on a ring: a relay looks by itself when none came for a while.
"""

from __future__ import annotations

import errno
import os
import select
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from events.errors import Transient

log = structlog.get_logger()
CHANNEL = "outbox_recorded"
PIPE_BYTES = 4096
UNHEARD = {errno.ENOENT, errno.ENXIO, errno.EAGAIN}
"""No pipe, no reader of it, or one that was rung for already: it is full, or just read."""


class PipeBell:
    """For processes of one machine: a named pipe, made by the first that waits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pipe: int | None = None
        self._waiting: select.poll | None = None

    def ring(self) -> None:
        """Wake one that waits, if one does."""
        with _unheard():
            pipe = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK)
            try:
                os.write(pipe, b"!")
            finally:
                os.close(pipe)

    def wait(self, seconds: float) -> None:
        """Until somebody rings, at most so long; that long where there can be no pipe."""
        if self._waiting is None:
            self._waiting = self._listening()
        for pipe, _ in self._waiting.poll(seconds * 1000):
            with _unheard():
                os.read(pipe, PIPE_BYTES)

    def _listening(self) -> select.poll:
        waiting = select.poll()
        try:
            self._pipe = _opened(self._path)
            waiting.register(self._pipe, select.POLLIN)
        except OSError as error:
            log.warning("no bell between processes", error=str(error))
        return waiting

    def close(self) -> None:
        """Wait no more."""
        pipe, self._pipe, self._waiting = self._pipe, None, None
        if pipe is not None:
            os.close(pipe)


class PostgresBell:
    """For processes on one PostgreSQL: NOTIFY after the commit, LISTEN on a connection kept open.

    A NOTIFY within the transaction would hold a lock of the whole database during its commit.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: Any = None

    def ring(self) -> None:
        """Wake all that wait. A database that is away meanwhile is the next caller's concern."""
        try:
            with self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql(f"NOTIFY {CHANNEL}")
        except SQLAlchemyError as error:
            log.info("relay not woken", error=f"{type(error).__name__}: {error}"[:300])

    def wait(self, seconds: float) -> None:
        """Until somebody rings, at most so long; raises Transient where the database is away."""
        import psycopg

        try:
            driver = self._listening()
            if list(driver.notifies(timeout=seconds, stop_after=1)):
                list(driver.notifies(timeout=0))
        except psycopg.Error as error:
            self.close()
            raise Transient(f"PostgreSQL: {type(error).__name__}: {error}") from error

    def _listening(self) -> Any:
        """The driver's own connection, no longer one of the pool."""
        if self._waiting is None:
            taken = self._engine.raw_connection()
            self._waiting = taken.driver_connection
            taken.detach()
            self._waiting.rollback()
            self._waiting.autocommit = True
            self._waiting.execute(f"LISTEN {CHANNEL}")
        return self._waiting

    def close(self) -> None:
        """Wait no more."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.close()


def _opened(path: Path) -> int:
    """Open for writing too: a pipe that its last writer closed would never wait again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.mkfifo(path, 0o600)
    pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    if stat.S_ISFIFO(os.fstat(pipe).st_mode):
        return pipe
    os.close(pipe)
    raise FileExistsError(f"{path} is no pipe")


@contextmanager
def _unheard() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in UNHEARD:
            log.info("bell does not work", error=str(error))
