"""What can go wrong between an outbox and an effect."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError


class Transient(Exception):
    """Something outside is away or busy; trying again later will do, without end."""


class UnknownEventType(LookupError):
    """The catalogue has no such type, or no such version of it."""


class InvalidEvent(ValueError):
    """The data does not fit the type's schema; the message names the field."""


def is_transient(error: BaseException) -> bool:
    """True for a lost connection, a lock or a broker away; False for a fault of ours."""
    if isinstance(error, (Transient, ConnectionError, TimeoutError, InterfaceError)):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and "no such" not in str(error.orig)
