"""Which support reached a firm since when, and the baseline that its results are held against."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace.outcomes import identity
from marketplace.outcomes.models import Assistance, Baseline

DIMENSION = {"bso": "bso", "buyer": "lead_firm", "lender": "lender"}
"""The cut in which a provider of this role stands."""


def assist(session: Session, firm: str, source: str, since: date, **facts: Any) -> bool:
    """Enter a support once for its source; whether it is new.

    `facts`: kind, role (bso, buyer, lender or programme), provider_id, objective, made_by.
    """
    known = session.scalar(select(Assistance.id).where(Assistance.source == source))
    if known is not None:
        return False
    session.add(
        Assistance(
            id=new_id(session),
            organization_id=firm,
            source=source,
            since=since,
            made_at=now(session),
            **({"made_by": None, "provider_id": None} | facts),
        )
    )
    session.flush()
    return True


def first_support(session: Session, firm: str) -> date | None:
    """The day since which the firm is supported."""
    ids = identity.aliases(session, firm)
    return session.scalar(
        select(func.min(Assistance.since)).where(Assistance.organization_id.in_(ids))
    )


def baseline(session: Session, firm: str) -> Baseline | None:
    """The baseline that holds."""
    ids = identity.aliases(session, firm)
    return session.scalar(
        select(Baseline)
        .where(Baseline.organization_id.in_(ids))
        .order_by(Baseline.made_at.desc(), Baseline.id.desc())
        .limit(1)
    )


class Interventions:
    """Under which interventions a firm's values stand, by the day on which they were measured."""

    def __init__(self, session: Session, firm: str) -> None:
        ids = identity.aliases(session, firm)
        found = select(Assistance).where(Assistance.organization_id.in_(ids))
        self.known = list(session.scalars(found.order_by(Assistance.since, Assistance.id)))

    def cut(self, day: date) -> dict[str, list[str]]:
        """Every provider and objective that had reached the firm by the day."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.known:
            if one.since <= day:
                found["objective"].append(one.objective)
                if one.provider_id and one.role in DIMENSION:
                    found[DIMENSION[one.role]].append(one.provider_id)
        return {dimension: sorted(set(ids)) for dimension, ids in found.items()}
