"""The marketplace today: figures for the front page, each counted when it is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.matches.models import Shortlist, ShortlistEntry
from marketplace.needs.models import Need
from marketplace.organizations.models import Organization
from marketplace.support.models import Service


@dataclass(frozen=True, slots=True)
class Totals:
    """Needs that take applications by kind; verified organisations by kind, all of them and the
    unclaimed; services offered; firms found able to deliver for at least one open need."""

    at: datetime
    needs: Counter[str]
    kinds: Counter[str]
    verified: int
    unclaimed: int
    services: Counter[str]
    fitting: int


def totals(session: Session) -> Totals:
    """Counted now, from the source tables."""
    moment = now(session)
    is_open = (Need.state == "published") & (Need.apply_by > moment)
    needs = session.execute(select(Need.kind, func.count()).where(is_open).group_by(Need.kind))
    verified = session.scalars(select(Organization.kinds).where(Organization.state == "verified"))
    held = list(verified)
    services = session.execute(
        select(Service.kind, func.count())
        .where(Service.state == "published")
        .group_by(Service.kind)
    )
    return Totals(
        at=moment,
        needs=Counter(dict(needs.all())),
        kinds=Counter(kind for kinds in held for kind in kinds),
        verified=len(held),
        unclaimed=_unclaimed(session),
        services=Counter(dict(services.all())),
        fitting=_fitting(session, is_open),
    )


def _unclaimed(session: Session) -> int:
    count = select(func.count()).where(Organization.state == "unclaimed")
    return session.scalar(count) or 0


def _fitting(session: Session, is_open: ColumnElement[bool]) -> int:
    firms = (
        select(func.count(func.distinct(ShortlistEntry.organization_id)))
        .join(Shortlist, Shortlist.need_id == ShortlistEntry.need_id)
        .join(Need, Need.id == Shortlist.need_id)
        .where(is_open, ShortlistEntry.eligible)
    )
    return session.scalar(firms) or 0


def closing_soon(session: Session, limit: int = 5) -> list[tuple[Need, Organization]]:
    """Open needs, the earliest deadline first, with their buyers."""
    found = session.execute(
        select(Need, Organization)
        .join(Organization, Organization.id == Need.organization_id)
        .where(Need.state == "published", Need.apply_by > now(session))
        .order_by(Need.apply_by, Need.id)
        .limit(limit)
    )
    return [(need, buyer) for need, buyer in found]
