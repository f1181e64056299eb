"""What can go wrong between an outbox and an effect."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Transient(Exception):
    """Something outside is away or busy; trying again later will do, without end."""


class UnknownEventType(LookupError):
    """The catalogue has no such type, or no such version of it."""


class InvalidEvent(ValueError):
    """The data does not fit the type's schema; the message names the field."""


SQLITE_TRANSIENT = frozenset({5, 6, 10, 13, 14})
"""Busy, locked, input/output error, disk full, cannot open: https://sqlite.org/rescode.html."""


def is_transient(error: BaseException) -> bool:
    """True for a lost connection, a lock, a full disk or a broker away; False for our faults."""
    if isinstance(error, (Transient, ConnectionError, TimeoutError, InterfaceError, PoolTimeout)):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and _is_outside(error)


def _is_outside(error: OperationalError) -> bool:
    """SQLite calls a wrong statement operational too; its codes tell the two apart."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is None or (code & 0xFF) in SQLITE_TRANSIENT
