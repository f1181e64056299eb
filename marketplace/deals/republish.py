"""Deals made again from their tables, as snapshots for `republish`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Snapshot, Snapshots
from marketplace.deals.journal import accepted_of
from marketplace.deals.models import Deal
from marketplace.deals.snapshots import deal_data

TYPES = {"completed": "deal.completed", "terminated": "deal.terminated"}


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every deal as it is now."""
    found = select(Deal).order_by(Deal.opened_at, Deal.id)
    for deal in session.scalars(found.execution_options(yield_per=200)):
        type_ = TYPES.get(deal.state, "deal.changed")
        data = deal_data(deal, accepted_of(session, deal.id))
        yield Snapshot(type_, f"deal/{deal.id}", deal.revision, data)


SNAPSHOTS: Mapping[str, Snapshots] = {"deals": snapshots}
