"""Where needs listen: to the clock, to their organisations' suspension, and to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from events.consumers import Consumer, by_type
from events.due import Fire
from marketplace.needs import moderation, search, services
from marketplace.ports import Ports
from search import project

FIRES: Mapping[str, Fire] = {services.DEADLINE: services.close_at_deadline}

BUYERS = frozenset({"organization.suspended", "organization.verified", "organization.claimed"})


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    yield project.consumer("search-needs", ports.search, [search.projection()])
    yield Consumer(
        "needs-of-suspended",
        BUYERS,
        by_type(dict.fromkeys(BUYERS, moderation.follow_buyer)),
        snapshot=True,
    )
