"""Shortlists and demands are those of the needs as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.contributions import Check
from marketplace.matches.models import Shortlist, ShortlistEntry
from marketplace.needs.models import Need
from marketplace.needs.queries import PUBLIC
from marketplace.ports import Ports
from marketplace.profiles.models import Demand


def shortlists(session: Session, ports: Ports) -> Iterator[str]:
    """A published need has a list of its revision, whose places have no gap."""
    found = (
        select(Need.id, Need.revision, Shortlist.need_revision)
        .outerjoin(Shortlist, Shortlist.need_id == Need.id)
        .where(Need.state == "published")
    )
    for row in session.execute(found):
        if row.need_revision != row.revision:
            yield f"need {row.id} is at {row.revision}, its shortlist at {row.need_revision}"
    places = select(ShortlistEntry.need_id, func.count(), func.max(ShortlistEntry.place)).group_by(
        ShortlistEntry.need_id
    )
    for need, count, last in session.execute(places):
        if count != last:
            yield f"the shortlist of {need} has {count} entries and a place {last}"


def demands(session: Session, ports: Ports) -> Iterator[str]:
    """What supplier needs ask of profiles was kept at the needs' revisions."""
    found = (
        select(Need.id, Need.revision, Demand.revision.label("kept"))
        .outerjoin(Demand, Demand.need_id == Need.id)
        .where(Need.state.in_(PUBLIC), Need.kind == "supplier")
    )
    for row in session.execute(found):
        if row.kept != row.revision:
            yield f"need {row.id} is at {row.revision}, what it asks of profiles at {row.kept}"


CHECKS: Mapping[str, Check] = {"shortlist": shortlists, "demand": demands}
