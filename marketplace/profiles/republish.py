"""Profiles made again from their table: snapshots for `republish`, documents for `reindex`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Documents, Snapshot, Snapshots
from marketplace.profiles.documents import INDEX, all_documents
from marketplace.profiles.models import Profile
from marketplace.profiles.services import subject_of
from marketplace.profiles.snapshots import snapshot


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every profile as it is now."""
    found = select(Profile).order_by(Profile.organization_id)
    for one in session.scalars(found.execution_options(yield_per=200)):
        key = subject_of(one.organization_id)
        yield Snapshot("profile.updated", key, one.revision, snapshot(one))


SNAPSHOTS: Mapping[str, Snapshots] = {"profiles": snapshots}
DOCUMENTS: Mapping[str, Documents] = {INDEX: all_documents}
