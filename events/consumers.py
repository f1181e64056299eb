"""Where somebody listens: a name, the types of event, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from events.envelope import Event

Prepare = Callable[[Session, Sequence[Event]], Any]
Apply = Callable[[Session, Event, Any], None]
Begin = Callable[[Session, Sequence[Event], Any], None]


def _nothing(session: Session, events: Sequence[Event]) -> None:
    return None


def _nothing_first(session: Session, events: Sequence[Event], prepared: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Consumer:
    """A named listener; its name is its identity for inbox, lag and dead letters: never reuse one.

    `prepare` reads, ranks or talks to an index, outside any write transaction; it may run again
    for the same events, so it must be idempotent. `apply` writes, in the transaction that also
    records the event in the inbox; `begin` comes first in it, once for the whole batch, and writes
    in a few statements what would take some for each event. A `snapshot` consumer keeps whichever
    revision is newer, so that it may go on with a key after a dead letter, and snapshots recorded
    again (`republish`) are applied by it alone; any other parks the key until it is resolved.

    A transaction takes `batch` events at most, and `heavy` ones of at most `few` keys, so that one
    that is killed loses seconds of work.
    """

    name: str
    types: frozenset[str]
    apply: Apply
    prepare: Prepare = _nothing
    begin: Begin = _nothing_first
    snapshot: bool = False
    batch: int = 100
    heavy: frozenset[str] = frozenset()
    few: int = 20

    def portion(self, told: Iterable[tuple[str, Hashable]]) -> int:
        """How many events of a batch, given by type and key, go into one transaction."""
        keys: set[Hashable] = set()
        count = 0
        for type_, key in told:
            if type_ in self.heavy:
                keys.add(key)
            if len(keys) > self.few:
                break
            count += 1
        return count


def by_type(handlers: Mapping[str, Callable[[Session, Event], None]]) -> Apply:
    """An `apply` that calls the handler of the event's type."""

    def apply(session: Session, event: Event, prepared: Any) -> None:
        handlers[event.type](session, event)

    return apply
