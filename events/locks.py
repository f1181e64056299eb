"""Advisory locks for the length of a transaction.

SQLite needs none: a writing transaction has the whole store to itself.
"""

from __future__ import annotations

import zlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def lock(session: Session, name: str) -> None:
    """Wait until this transaction alone holds the name."""
    if _has_locks(session):
        session.execute(select(func.pg_advisory_xact_lock(_number(name))))


def share(session: Session, name: str) -> None:
    """Hold the name together with others that share it, while nobody has it alone."""
    if _has_locks(session):
        session.execute(select(func.pg_advisory_xact_lock_shared(_number(name))))


def try_lock(session: Session, name: str) -> bool:
    """Take the name unless another transaction holds it; True if taken."""
    if not _has_locks(session):
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_number(name)))))


def _has_locks(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _number(name: str) -> int:
    return zlib.crc32(name.encode())
