"""Where deals listen: to awards that become final or are taken back, and to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer, by_type
from events.due import Fire
from marketplace.deals import capacity, timers
from marketplace.deals.opening import open_deal
from marketplace.deals.taken_back import end_deal
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = timers.FIRES
HANDLERS = {"award.final": open_deal, "award.undone": end_deal, "award.declined": end_deal}

CHANGED = frozenset({"deal.opened", "deal.changed", "deal.completed", "deal.terminated"})
"""After these a firm may have more or less to deliver."""


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield Consumer("deals", frozenset(HANDLERS), by_type(HANDLERS))
    yield Consumer(
        "deals-capacity", CHANGED, by_type(dict.fromkeys(CHANGED, capacity.follow)), snapshot=True
    )
