"""What must hold between stories of needs and what they were made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Check
from marketplace.insight.alike import keys
from marketplace.insight.doubles import facts
from marketplace.insight.models import NameKey
from marketplace.insight.projection import differences
from marketplace.organizations import merging
from marketplace.organizations.models import Organization
from marketplace.outcomes.models import FirmFigure
from marketplace.ports import Ports


def funnel(session: Session, ports: Ports) -> Iterator[str]:
    """Every posted need's story is what its sources say."""
    yield from differences(session)


def doubles(session: Session, ports: Ports) -> Iterator[str]:
    """Every organisation is looked for under the keys of its name and numbers, and merged ones
    count nowhere themselves."""
    held = _keys(session)
    for one in session.scalars(select(Organization)):
        wanted = keys(facts(one)) if one.state in merging.KEPT else set()
        if held.get(one.id, set()) != wanted:
            yield f"organization {one.id} is looked for under other keys than its own"
    merged = select(Organization.id).where(Organization.state == merging.MERGED)
    counted = select(FirmFigure.organization_id).where(FirmFigure.organization_id.in_(merged))
    for organization_id in session.scalars(counted.distinct()):
        yield f"organization {organization_id} is merged and has figures of its own"


def _keys(session: Session) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for organization_id, key in session.execute(select(NameKey.organization_id, NameKey.key)):
        found.setdefault(organization_id, set()).add(key)
    return found


CHECKS: Mapping[str, Check] = {"funnel": funnel, "doubles": doubles}
