"""Services made again from their table: snapshots for `republish`, documents for `reindex`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Documents, Snapshot, Snapshots
from marketplace.support.documents import INDEX, documents
from marketplace.support.models import Service
from marketplace.support.snapshots import snapshot


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every service that was ever published, as it is now."""
    found = select(Service).where(Service.state != "draft").order_by(Service.id)
    for service in session.scalars(found.execution_options(yield_per=200)):
        key = f"service/{service.id}"
        yield Snapshot(f"service.{service.state}", key, service.revision, snapshot(service))


SNAPSHOTS: Mapping[str, Snapshots] = {"support": snapshots}
DOCUMENTS: Mapping[str, Documents] = {INDEX: documents}
