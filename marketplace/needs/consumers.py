"""Where needs listen: to the clock, for the deadline that closes them, and to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer
from events.due import Fire
from marketplace.needs import search, services
from marketplace.ports import Ports
from search import project

FIRES: Mapping[str, Fire] = {services.DEADLINE: services.close_at_deadline}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield project.consumer("search-needs", ports.search, [search.projection()])
