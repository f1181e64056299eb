"""Where deals listen: to awards that are final, and to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer, by_type
from events.due import Fire
from marketplace.deals import timers
from marketplace.deals.opening import open_deal
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = timers.FIRES


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield Consumer("deals", frozenset({"award.final"}), by_type({"award.final": open_deal}))
