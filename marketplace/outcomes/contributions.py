"""Who contributed to a firm's results: shares that sum to at most one, the rest the firm's own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations_with_replacement
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.errors import Fault, Invalid
from marketplace.organizations.queries import get as get_organization
from marketplace.outcomes import identity, rules
from marketplace.outcomes.models import Assistance, ContributionSet, FirmFigure
from marketplace.outcomes.periods import ALL as WHOLE
from marketplace.policy import Actor, require

ROLES = ("bso", "grant", "buyer", "lender")


def record_contributions(
    session: Session, actor: Actor, content: Mapping[str, Any]
) -> ContributionSet:
    """Record the shares of a firm's supporters, by agreement or by rule; those before stay.

    Raises Invalid where they sum to more than one.
    """
    require(actor, "outcome.enter")
    firm = get_organization(session, content["organization"])
    faults = rules.faults_of_shares(content["shares"])
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])
    for one in content["shares"]:
        if one.get("party"):
            get_organization(session, one["party"])
    made = ContributionSet(
        id=new_id(session),
        organization_id=firm.id,
        basis=content["basis"],
        shares=[dict(one) for one in content["shares"]],
        reason=content["reason"],
        made_by=actor.user,
        made_at=now(session),
    )
    session.add(made)
    session.flush()
    audit.note(session, actor, "outcome.contributions", f"organization/{firm.id}")
    return made


def of_firm(session: Session, firm: str) -> ContributionSet | None:
    """The shares that hold for a firm; None while nobody recorded any."""
    ids = identity.aliases(session, firm)
    return session.scalar(
        select(ContributionSet)
        .where(ContributionSet.organization_id.in_(ids))
        .order_by(ContributionSet.id.desc())
        .limit(1)
    )


def attributable(session: Session) -> dict[str, Decimal]:
    """By firm, the share of its results that its support is documented to have had, 0 to 1."""
    found = session.scalars(select(ContributionSet).order_by(ContributionSet.id))
    return {
        identity.canonical(session, one.organization_id): 1 - rules.own_share(one.shares)
        for one in found
    }


def overlap(session: Session, indicator: str, period: str = WHOLE) -> dict[str, Any]:
    """How the firms with a verified figure are served by several kinds of support.

    `pairs` counts the firms under both kinds (a kind with itself: under it at all); `firms` is the
    distinct total, `sum` that over kinds, which exceeds it where firms stand under several.
    """
    counted = set(
        session.scalars(
            select(FirmFigure.organization_id).where(
                FirmFigure.indicator == indicator,
                FirmFigure.period == period,
                FirmFigure.dimension == "",
                FirmFigure.entries > 0,
            )
        )
    )
    kinds = _kinds(session, counted)
    names = sorted({kind for held in kinds.values() for kind in held})
    pairs = {
        (one, other): sum(one in held and other in held for held in kinds.values())
        for one, other in combinations_with_replacement(names, 2)
    }
    return {
        "kinds": names,
        "pairs": pairs,
        "firms": len(counted),
        "sum": sum(len(held) for held in kinds.values()),
        "several": sum(len(held) > 1 for held in kinds.values()),
    }


def _kinds(session: Session, counted: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {firm: set() for firm in counted}
    rows = session.execute(select(Assistance.organization_id, Assistance.kind).distinct())
    for organization_id, kind in rows:
        firm = identity.canonical(session, organization_id)
        if firm in found:
            found[firm].add(kind)
    return found


def served_by_several(session: Session) -> int:
    """Firms that two or more providers serve, each counted once in totals."""
    served = (
        select(Assistance.organization_id)
        .group_by(Assistance.organization_id)
        .having(func.count(func.distinct(Assistance.provider_id)) > 1)
    )
    return session.scalar(select(func.count()).select_from(served.subquery())) or 0
