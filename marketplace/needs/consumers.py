"""Where needs listen: to the clock, for the deadline that closes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer
from events.due import Fire
from marketplace.needs import services
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {services.DEADLINE: services.close_at_deadline}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    return ()
