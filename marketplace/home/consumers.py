"""Where home listens: to new needs, for those who keep a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer, by_type
from events.due import Fire
from marketplace.home import saved
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    handlers = dict.fromkeys(("need.published", "need.reinstated"), saved.tell)
    yield Consumer("home.searches", frozenset(handlers), by_type(handlers))
