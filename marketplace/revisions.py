"""Optimistic locking: an edit says which revision it was made on."""

from __future__ import annotations

from marketplace.errors import Stale


def check_revision(stored: int, expected: int | None) -> None:
    """Raise Stale, telling the stored revision, unless it is the expected one."""
    if expected is not None and stored != expected:
        raise Stale(current_revision=stored)
