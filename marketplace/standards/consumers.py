"""Where the standards listen: nowhere, their files are made when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer
from events.due import Fire
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    return ()
