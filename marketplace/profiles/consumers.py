"""Where profiles listen: for the organisations' index, for what needs ask, and to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from events.consumers import Consumer, by_type
from events.due import Fire
from events.envelope import Event
from marketplace.ports import Ports
from marketplace.profiles import services
from marketplace.profiles.costs import asks_of
from marketplace.profiles.documents import INDEX, changes
from marketplace.profiles.models import Demand
from search.project import BATCH, write

FIRES: Mapping[str, Fire] = {services.CERTIFICATES: services.tell_of_expiry}
NEEDS = frozenset(
    {
        "need.published",
        "need.revised",
        "need.closed",
        "need.awarded",
        "need.completed",
        "need.cancelled",
        "need.suspended",
        "need.reinstated",
    }
)
ORGANIZATIONS = frozenset(
    {
        "organization.created",
        "organization.updated",
        "organization.submitted",
        "organization.verified",
        "organization.returned",
        "organization.rejected",
        "organization.suspended",
        "organization.claimed",
        "profile.updated",
        "certificate.expires",
        "award.recorded",
    }
)


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""

    def follow(session: Session, events: Sequence[Event]) -> None:
        ids = dict.fromkeys(map(_organization_of, events))
        write(ports.search, {INDEX: changes(session, ids)})

    yield Consumer("organizations-index", ORGANIZATIONS, _done, follow, snapshot=True, batch=BATCH)
    yield Consumer(
        name="profile-demands",
        types=NEEDS,
        apply=by_type(dict.fromkeys(NEEDS, note_demand)),
        snapshot=True,
    )


def _organization_of(event: Event) -> str:
    data = event.data
    found: str = data.get("organization") or data.get("supplier") or data["id"]
    return found


def _done(session: Session, event: Event, prepared: Any) -> None:
    """The index was written in `prepare`; only the inbox row is left."""


def note_demand(session: Session, event: Event) -> None:
    """Keep what a supplier need asks of profiles, unless a newer revision is kept."""
    need = event.data
    stored = session.get(Demand, need["id"])
    if need["kind"] != "supplier" or (stored and stored.revision >= event.revision):
        return
    apply_by = need.get("apply_by")
    session.merge(
        Demand(
            need_id=need["id"],
            revision=event.revision,
            open=need["state"] == "published",
            apply_by=datetime.fromisoformat(apply_by) if apply_by else None,
            asks=asks_of(need),
        )
    )
