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
    yield Consumer(
        "home.searches", frozenset({"need.published"}), by_type({"need.published": saved.tell})
    )
