"""Pairs of organisations that may be one: found as organisations change, merged or kept apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from events.context import now
from events.locks import lock
from marketplace import audit
from marketplace.errors import NotFound
from marketplace.insight import alike
from marketplace.insight.models import NameKey, Pair
from marketplace.organizations import canonical, merging
from marketplace.organizations.models import Merge, Organization
from marketplace.organizations.snapshots import snapshot
from marketplace.outcomes import projection
from marketplace.outcomes.amounts import ZERO, plain
from marketplace.outcomes.fold import Sum
from marketplace.policy import Actor, require

CROWD = 60
"""A key that more organisations share than this says nothing."""
OPEN, DISTINCT, MERGED = "open", "distinct", "merged"
CELL = ("all", "", "")


def facts(organization: Organization) -> dict[str, Any]:
    """What two organisations are compared by."""
    return snapshot(organization) | {"municipality": organization.municipality}


def look(session: Session, organization_id: str) -> None:
    """Compare an organisation as it is now with those that share a key with it."""
    lock(session, "insight-doubles")
    organization = session.get(Organization, organization_id, populate_existing=True)
    if organization is None:
        return
    _forget(session, organization_id)
    if organization.state not in merging.KEPT:
        return
    own = facts(organization)
    keys = sorted(alike.keys(own))
    for other in _sharing(session, keys):
        if found := alike.reasons(own, facts(other)):
            _enter(session, organization_id, other.id, found)
    if keys:
        rows = [{"organization_id": organization_id, "key": key} for key in keys]
        session.execute(insert(NameKey), rows)


def _forget(session: Session, organization_id: str) -> None:
    """Keys and open pairs; what somebody decided stays."""
    session.execute(delete(NameKey).where(NameKey.organization_id == organization_id))
    session.execute(
        delete(Pair).where(
            Pair.state == OPEN,
            or_(Pair.first_id == organization_id, Pair.second_id == organization_id),
        )
    )
    session.flush()


def _sharing(session: Session, keys: list[str]) -> list[Organization]:
    crowded = (
        select(NameKey.key)
        .where(NameKey.key.in_(keys))
        .group_by(NameKey.key)
        .having(func.count() > CROWD)
    )
    sharing = select(NameKey.organization_id).where(
        NameKey.key.in_(keys), NameKey.key.not_in(crowded)
    )
    found = select(Organization).where(
        Organization.id.in_(sharing), Organization.state.in_(merging.KEPT)
    )
    return list(session.scalars(found.order_by(Organization.id)))


def _enter(session: Session, one: str, other: str, found: list[dict[str, Any]]) -> None:
    first, second = sorted((one, other))
    known = session.get(Pair, (first, second))
    if known is None:
        known = Pair(first_id=first, second_id=second, state=OPEN, found_at=now(session))
        session.add(known)
    known.reasons, known.score = found, alike.score(found)
    if known.state == MERGED:
        known.state = OPEN
    session.flush()


def pair(session: Session, first: str, second: str) -> Pair:
    """The pair of these two; raises NotFound."""
    found = session.get(Pair, tuple(sorted((first, second))))
    if found is None:
        raise NotFound("There is no such pair.")
    return found


def keep_apart(session: Session, actor: Actor, first: str, second: str) -> None:
    """Record that they are two; the pair is not shown again."""
    require(actor, "organization.merge")
    found = pair(session, first, second)
    found.state, found.decided_by, found.decided_at = DISTINCT, actor.user, now(session)
    audit.note(session, actor, "organization.distinct", f"organization/{first}", {"and": second})


def effect(session: Session, source: str, target: str) -> list[dict[str, str]]:
    """What a merge would make of each figure since the beginning: [{indicator, before, after}].

    Reads only: the merge is assumed for the length of this look.
    """
    kept = {target: canonical.canonical(session, target)}
    wanted = sorted(
        {one for firm in (source, target) for one in projection.indicators_of(session, firm)}
    )
    apart = {one: _held(session, source, one) + _held(session, target, one) for one in wanted}
    session.info[canonical.ASSUMED] = {source: kept[target]}
    try:
        together = {
            one: projection.computed(session, kept[target], one).get(CELL, Sum()).value
            for one in wanted
        }
    finally:
        session.info.pop(canonical.ASSUMED)
    return [
        {"indicator": one, "before": plain(apart[one]), "after": plain(together[one])}
        for one in wanted
    ]


def _held(session: Session, firm: str, indicator: str) -> Any:
    found = projection.held(session, firm, indicator).get(CELL)
    return found.value if found else ZERO


def merge(session: Session, actor: Actor, source: str, target: str, reason: str) -> Merge:
    """Merge the source into the target; the ledger follows at once, its effect is recorded."""
    require(actor, "organization.merge")
    found = effect(session, source, target)
    made = merging.merge_organizations(session, actor, source, target, reason)
    made.effect = found
    projection.forget(session, source)
    projection.project(session, target)
    known = session.get(Pair, tuple(sorted((source, target))))
    if known is not None:
        known.state, known.decided_by, known.decided_at = MERGED, actor.user, now(session)
    session.flush()
    return made


def undo(session: Session, actor: Actor, merge_id: str) -> Merge:
    """Undo a merge; the figures are those of the two again."""
    made = merging.undo_merge(session, actor, merge_id)
    for firm in (made.target_id, made.source_id):
        projection.project(session, firm)
    return made


def open_pairs(session: Session) -> int:
    """Pairs that wait for a decision."""
    return session.scalar(select(func.count()).where(Pair.state == OPEN)) or 0
