"""SQLite as the embedded store: settings of a connection, and writers in turn.

SQLite lets one transaction write at a time and makes others poll for their turn, none of them
first come first served. Threads of one process queue here instead, and only the first of them
asks SQLite; other processes (the command line) still meet in its own lock.
"""

from __future__ import annotations

import sqlite3
import threading

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from events.errors import Transient

LOCK_WAIT_MS = 5000
HOLDS = "holds_the_turn"


class StoreBusy(Transient):
    """No turn to write came within the wait."""


class Turns:
    """One writing transaction of this process at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """A writing transaction takes its lock at once: a later upgrade could not wait for it."""
        if not connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN")
            return
        if not self._turn.acquire(timeout=LOCK_WAIT_MS / 1000):
            raise StoreBusy(f"no turn to write within {LOCK_WAIT_MS} ms")
        connection.info[HOLDS] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            self.end(connection)
            raise

    def end(self, connection: Connection) -> None:
        """Give the turn on, if this connection has it."""
        if connection.info.pop(HOLDS, False):
            self._turn.release()


def prepare(engine: Engine) -> None:
    """WAL, foreign keys, real savepoints, and writers in turn."""
    turns = Turns()
    event.listen(engine, "connect", _connect)
    event.listen(engine, "begin", turns.begin)
    event.listen(engine, "commit", turns.end)
    event.listen(engine, "rollback", turns.end)


def _connect(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA busy_timeout={LOCK_WAIT_MS}")
    cursor.close()
