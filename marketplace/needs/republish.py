"""Needs made again from their table: snapshots for `republish`, documents for `reindex`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Documents, Snapshot, Snapshots
from marketplace.needs.models import Need
from marketplace.needs.search import document
from marketplace.needs.snapshots import snapshot
from search.documents import Document
from search.specs import NEEDS

TYPES = {
    "published": "need.published",
    "cancelled": "need.cancelled",
    "suspended": "need.suspended",
    "awarded": "need.awarded",
    "completed": "need.completed",
}


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every need that was ever published, as it is now."""
    for need in _told(session):
        type_ = TYPES.get(need.state, "need.closed")
        yield Snapshot(type_, f"need/{need.id}", need.revision, snapshot(need))


def documents(session: Session) -> Iterator[Document]:
    """Every document of the index of needs."""
    for need in _told(session):
        found = document(session, snapshot(need), need.revision)
        if isinstance(found, Document):
            yield found


def _told(session: Session) -> Iterator[Need]:
    found = select(Need).where(Need.state != "draft").order_by(Need.published_at)
    return iter(session.scalars(found.execution_options(yield_per=200)))


SNAPSHOTS: Mapping[str, Snapshots] = {"needs": snapshots}
DOCUMENTS: Mapping[str, Documents] = {NEEDS.name: documents}
