"""Applications made again from their table, for `republish`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.applications.models import Application
from marketplace.applications.snapshots import decision, facts
from marketplace.contributions import Snapshot, Snapshots
from marketplace.needs.models import Need

TYPES = {"withdrawn": "application.withdrawn", "lapsed": "application.lapsed"}
DECIDED = ("selected", "awarded", "not_selected")


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every application that was ever sent, as it is now."""
    found = (
        select(Application, Need)
        .join(Need, Need.id == Application.need_id)
        .where(Application.submitted_at.is_not(None))
        .order_by(Application.submitted_at)
    )
    for application, need in session.execute(found.execution_options(yield_per=200)):
        key = f"application/{application.id}"
        if application.state in DECIDED:
            data, type_ = decision(application, need), "application.decided"
        else:
            data = facts(application, need)
            type_ = TYPES.get(application.state, "application.submitted")
        yield Snapshot(type_, key, application.revision, data)


SNAPSHOTS: Mapping[str, Snapshots] = {"applications": snapshots}
