"""Where support listens: for the services' index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from events.consumers import Consumer
from events.due import Fire
from events.envelope import Event
from marketplace.ports import Ports
from marketplace.support.documents import INDEX, of_provider, read
from search.project import Projection, consumer, write

FIRES: Mapping[str, Fire] = {}
PROVIDERS = frozenset(
    {
        "organization.updated",
        "organization.verified",
        "organization.returned",
        "organization.rejected",
        "organization.suspended",
    }
)
SERVICES = frozenset({"service.published", "service.withdrawn"})


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""

    def follow(session: Session, events: Sequence[Event]) -> None:
        """A provider's name and standing are in its services' documents."""
        providers = dict.fromkeys(event.data["id"] for event in events)
        changed = [one for id in providers for one in of_provider(session, id)]
        write(ports.search, {INDEX: changed})

    yield consumer("services-index", ports.search, [Projection(INDEX, SERVICES, read)])
    yield Consumer("services-index-providers", PROVIDERS, _done, follow, snapshot=True)


def _done(session: Session, event: Event, prepared: Any) -> None:
    """The index was written in `prepare`; only the inbox row is left."""
