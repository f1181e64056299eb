"""Cursors of lists that are read from source tables: opaque to clients, an offset to us."""

from __future__ import annotations

import base64
import binascii

from marketplace.errors import Fault, Invalid


def offset_of(cursor: str | None) -> int:
    """Where a page starts; raises Invalid for a cursor that we did not make."""
    if not cursor:
        return 0
    try:
        kind, _, number = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        if kind == "o" and number.isascii() and number.isdigit() and len(number) < 12:
            return int(number)
    except (binascii.Error, ValueError):
        return _refuse()
    return _refuse()


def _refuse() -> int:
    raise Invalid([Fault("/cursor", "Take `next` of the page before, unchanged.")])


def next_of(start: int, limit: int, total: int) -> str | None:
    """The cursor of the page after, None after the last."""
    following = start + limit
    return (
        base64.urlsafe_b64encode(f"o:{following}".encode()).decode() if following < total else None
    )
