"""The award history made again from its table, for `republish`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.awards.loading import event_of
from marketplace.awards.models import PastAward
from marketplace.contributions import Snapshot, Snapshots
from marketplace.organizations.models import Organization


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every award; parties by their names of today."""
    names = {
        row.id: row.name for row in session.execute(select(Organization.id, Organization.name))
    }
    found = select(PastAward.__table__).order_by(PastAward.id)
    for row in session.execute(found.execution_options(yield_per=500)).mappings():
        yield Snapshot("award.recorded", f"award/{row['id']}", 1, event_of(dict(row), names))


SNAPSHOTS: Mapping[str, Snapshots] = {"awards": snapshots}
