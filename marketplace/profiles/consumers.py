"""Where profiles listen: for the organisations' index, for what needs ask, and to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from events.consumers import Consumer, by_type
from events.due import Fire
from events.envelope import Event
from marketplace.ports import Ports
from marketplace.profiles import services
from marketplace.profiles.costs import asks_of
from marketplace.profiles.documents import INDEX, read
from marketplace.profiles.models import Demand
from search.project import Projection, consumer

FIRES: Mapping[str, Fire] = {services.CERTIFICATES: services.tell_of_expiry}
NEEDS = frozenset({"need.published", "need.revised", "need.closed", "need.cancelled"})
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
    projection = Projection(INDEX, ORGANIZATIONS, read)
    yield consumer("organizations-index", ports.search, [projection])
    yield Consumer(
        name="profile-demands",
        types=NEEDS,
        apply=by_type(dict.fromkeys(NEEDS, note_demand)),
        snapshot=True,
    )


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
