"""Letting a BSO act for a firm: named tasks, until a date, revocable at any time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.organizations import queries, rules
from marketplace.organizations.models import Delegation, Organization
from marketplace.organizations.snapshots import record_delegation
from marketplace.policy import Actor, may, require


def grant_delegation(
    session: Session, actor: Actor, adviser_id: str, tasks: Sequence[str], until: date
) -> Delegation:
    """The firm acted for lets the adviser do these tasks to the end of that day.

    Raises Invalid unless the adviser is a verified BSO, Conflict while one is in force.
    """
    require(actor, "delegation.manage")
    firm = actor.organization or ""
    adviser = session.get(Organization, adviser_id)
    faults = rules.faults_of_delegation(tasks, until, now(session).date())
    if adviser is None or adviser.state != "verified" or "bso" not in adviser.kinds:
        faults.append(("/adviser", N_("Choose a verified business support organisation.")))
    if adviser_id == firm:
        faults.append(("/adviser", N_("Choose another organisation than your own.")))
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])
    if queries.live_delegation(session, firm, adviser_id):
        raise Conflict("This adviser acts for you already; revoke that first.", code="in-force")
    delegation = Delegation(
        id=new_id(session),
        organization_id=firm,
        adviser_id=adviser_id,
        tasks=sorted(set(tasks)),
        until=until,
        granted_by=actor.user,
        created_at=now(session),
    )
    session.add(delegation)
    _note(session, actor, "delegation.grant", delegation)
    record_delegation(session, delegation, "delegation.granted")
    return delegation


def revoke_delegation(session: Session, actor: Actor, delegation_id: str) -> Delegation:
    """End it at once; revoking again changes nothing."""
    delegation = session.get(Delegation, delegation_id, with_for_update=True)
    if delegation is None:
        raise NotFound("There is no such delegation.")
    sides = (delegation.organization_id, delegation.adviser_id)
    seen = may(actor, "delegation.read", sides)
    require(actor, "delegation.manage", delegation.organization_id, hidden=not seen)
    if delegation.revoked_at is None:
        end(session, actor, delegation)
    return delegation


def end(session: Session, actor: Actor, delegation: Delegation) -> None:
    """The adviser may act no more; whoever calls this has asked whether the actor may."""
    delegation.revoked_at = now(session)
    _note(session, actor, "delegation.revoke", delegation)
    record_delegation(session, delegation, "delegation.revoked")


def delegations(session: Session, actor: Actor) -> list[Delegation]:
    """Those that the organisation acted for gave and got, the newest first."""
    require(actor, "delegation.read")
    own = actor.organization
    found = select(Delegation).where(
        or_(Delegation.organization_id == own, Delegation.adviser_id == own)
    )
    return list(session.scalars(found.order_by(Delegation.created_at.desc(), Delegation.id)))


def in_force(session: Session, delegation: Delegation) -> bool:
    """Whether the adviser may act today."""
    return delegation.revoked_at is None and delegation.until >= now(session).date()


def shown(session: Session, delegation: Delegation) -> dict[str, object]:
    """A delegation as the API answers it."""
    revoked = delegation.revoked_at
    return {
        "id": delegation.id,
        "organization": delegation.organization_id,
        "adviser": delegation.adviser_id,
        "tasks": delegation.tasks,
        "until": delegation.until.isoformat(),
        "created_at": delegation.created_at.isoformat(),
        "revoked_at": revoked.isoformat() if revoked else None,
        "in_force": in_force(session, delegation),
    }


def _note(session: Session, actor: Actor, action: str, delegation: Delegation) -> None:
    details = {"adviser": delegation.adviser_id, "tasks": delegation.tasks}
    subject = f"organization/{delegation.organization_id}"
    audit.note(session, actor, action, subject, details | {"delegation": delegation.id})


def advisers_of(session: Session, organization_id: str, task: str) -> list[str]:
    """Ids of the advisers that may do the task for the firm today."""
    found = session.scalars(
        select(Delegation)
        .where(
            Delegation.organization_id == organization_id,
            Delegation.revoked_at.is_(None),
            Delegation.until >= now(session).date(),
        )
        .order_by(Delegation.id)
    )
    return sorted({one.adviser_id for one in found if task in one.tasks})
