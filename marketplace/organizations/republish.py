"""Organisations made again from their table, for `republish`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Snapshot, Snapshots
from marketplace.organizations.models import Organization
from marketplace.organizations.snapshots import snapshot


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every organisation as it is now."""
    found = select(Organization).order_by(Organization.created_at, Organization.id)
    for one in session.scalars(found.execution_options(yield_per=200)):
        key = f"organization/{one.id}"
        yield Snapshot("organization.updated", key, one.revision, snapshot(one))


SNAPSHOTS: Mapping[str, Snapshots] = {"organizations": snapshots}
