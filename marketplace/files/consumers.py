"""Where files listen: to the clock, for what nothing refers to, and to its own discards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.files import services
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {services.SWEEP: services.sweep}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""

    def remove(session: Session, events: Sequence[Event]) -> None:
        for event in events:
            ports.files.delete(event.data["id"])

    yield Consumer("file-contents", frozenset({"file.discarded"}), _done, remove, snapshot=True)


def _done(session: Session, event: Event, prepared: Any) -> None:
    """The content went in `prepare`; only the inbox row is left."""
