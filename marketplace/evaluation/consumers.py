"""Where evaluation listens: to needs that close or are called off, and to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer, by_type
from events.due import Fire
from marketplace.evaluation import finishing, schedule
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {
    finishing.ENDS: finishing.finish,
    finishing.NEAR: finishing.remind,
    finishing.LEARN: finishing.learn,
    schedule.TIMER: schedule.remind,
}
HANDLERS = {"need.closed": schedule.closed, "need.cancelled": schedule.called_off}


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield Consumer("evaluation", frozenset(HANDLERS), by_type(HANDLERS))
