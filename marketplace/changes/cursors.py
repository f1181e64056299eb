"""Cursors of the feed: opaque to clients, a place in the order of events to us."""

from __future__ import annotations

import base64
import binascii
import re

from events.feed import Place
from marketplace.errors import DomainError, Fault, Invalid
from marketplace.i18n import N_

_FORM = re.compile(r"p:([0-9]{1,18}):([0-9a-f]{0,8})")
_PRUNED = N_(
    "Events after this cursor are not kept any more. To start again: take `next` of"
    " /api/v1/changes?start=newest, then read the lists that you follow, then go on from there."
)
_REPLACED = N_(
    "This cursor does not belong to the present history: the store was brought back from a backup."
    " To start again: take `next` of /api/v1/changes?start=newest, then read the lists that you"
    " follow, then go on from there."
)
WHY = {"pruned": _PRUNED, "replaced": _REPLACED}


class CursorLost(DomainError):
    """What follows the cursor is not known any more; the detail says how to start again."""

    status = 410
    code = "cursor-lost"
    title = "This cursor leads no further"


def place_of(cursor: str) -> Place:
    """The place that a cursor names; raises Invalid for one that we did not make."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode()).decode()
    except (binascii.Error, ValueError):
        text = ""
    found = _FORM.fullmatch(text)
    if not found:
        raise Invalid([Fault("/cursor", "Take `next` of the answer before, unchanged.")])
    return Place(int(found[1]), found[2])


def cursor_of(place: Place) -> str:
    """The cursor that leads on from a place; it never ends by itself."""
    return base64.urlsafe_b64encode(f"p:{place.position}:{place.mark}".encode()).decode()
