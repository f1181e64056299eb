"""Services made again from their table: snapshots for `republish`, documents for `reindex`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Documents, Snapshot, Snapshots
from marketplace.support.documents import INDEX, all_documents
from marketplace.support.models import Service
from marketplace.support.snapshots import snapshot


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every service that was ever published, as it is now."""
    found = select(Service).where(Service.state != "draft").order_by(Service.id)
    for one in session.scalars(found.execution_options(yield_per=200)):
        yield Snapshot(f"service.{one.state}", f"service/{one.id}", one.revision, snapshot(one))


SNAPSHOTS: Mapping[str, Snapshots] = {"support": snapshots}
DOCUMENTS: Mapping[str, Documents] = {INDEX: all_documents}
