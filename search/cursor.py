"""Opaque cursors: where a page ended, as (sort value, tie), bound to the query it belongs to."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from search.query import InvalidCursor, Query

Part = Literal["number", "pool", "rest"]


@dataclass(frozen=True, slots=True)
class Position:
    """The last hit of a page.

    `value` is its sort number (None: it has none), its score in the ranked pool, or its tier in
    the unranked rest. `typos` tells which units of the text were read with typos allowed, so that
    all pages read the text alike.
    """

    part: Part
    value: float | None
    tie: int
    typos: tuple[bool, ...]


def digest(index: str, query: Query) -> str:
    """Fingerprint of what a cursor must not survive a change of: all but page size and facets."""
    filters = sorted((field, sorted(values)) for field, values in query.filters.items())
    parts = (index, query.text, filters, sorted(query.ranges.items()), repr(query.sort))
    return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()


def write(position: Position, bound_to: str) -> str:
    fields = [bound_to, position.part, position.value, position.tie, list(position.typos)]
    text = json.dumps(fields, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str | None, bound_to: str) -> Position | None:
    """Raises InvalidCursor for a damaged cursor and for one of another query."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        owner, part, value, tie, typos = json.loads(base64.urlsafe_b64decode(padded))
        position = Position(_part(part), _number(value), int(tie), tuple(map(bool, typos)))
    except (ValueError, TypeError) as error:
        raise InvalidCursor("the cursor cannot be read") from error
    if owner != bound_to:
        raise InvalidCursor("the cursor belongs to another query")
    return position


def _part(value: object) -> Part:
    if value not in ("number", "pool", "rest"):
        raise ValueError(f"no part {value!r}")
    return value


def _number(value: object) -> float | None:
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    raise ValueError(f"no number {value!r}")
