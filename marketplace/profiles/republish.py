"""Profiles made again from their table: snapshots for `republish`, documents for `reindex`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Documents, Snapshot, Snapshots
from marketplace.profiles.documents import INDEX, documents
from marketplace.profiles.models import Profile
from marketplace.profiles.snapshots import snapshot


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every profile as it is now."""
    found = select(Profile).order_by(Profile.organization_id)
    for profile in session.scalars(found.execution_options(yield_per=200)):
        key = f"profile/{profile.organization_id}"
        yield Snapshot("profile.updated", key, profile.told, snapshot(profile))


SNAPSHOTS: Mapping[str, Snapshots] = {"profiles": snapshots}
DOCUMENTS: Mapping[str, Documents] = {INDEX: documents}
