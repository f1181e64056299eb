"""Saying that an organisation is one's own, and deciding on it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from marketplace.organizations import members, queries
from marketplace.organizations.models import Claim, Organization
from marketplace.organizations.services import capacity
from marketplace.organizations.snapshots import identifiers, record_organization
from marketplace.policy import Actor, require

MISSING = "There is no such claim."


def claim_organization(
    session: Session,
    actor: Actor,
    organization_id: str,
    identifier: Mapping[str, str],
    proof: str,
    file_id: str | None = None,
) -> Claim:
    """Say who one is in it; the number must be the organisation's. Rivals wait side by side.

    A second claim by the same person returns the open one.
    """
    require(actor, "organization.claim")
    organization = queries.visible(session, actor, organization_id)
    if queries.is_member(session, actor.user, organization_id):
        raise Conflict("You are a member of this organisation.", code="already-member")
    if dict(identifier) not in identifiers(organization):
        raise Invalid([Fault("/identifier/value", "This is not this organisation's number.")])
    open_one = session.scalar(
        select(Claim).where(
            Claim.organization_id == organization_id,
            Claim.user_id == actor.user,
            Claim.state == "open",
        )
    )
    if open_one is not None:
        return open_one
    claim = Claim(
        id=new_id(session),
        organization_id=organization_id,
        user_id=actor.user,
        proof=proof,
        file_id=file_id,
        state="open",
        created_at=now(session),
    )
    session.add(claim)
    _note(session, actor, "organization.claim", claim)
    return claim


def decide_claim(
    session: Session, actor: Actor, claim_id: str, approve: bool, reason: str | None
) -> Claim:
    """Make the person administrator of the organisation, or say why not.

    An unclaimed organisation is verified with it: number and proof were checked. Rival claims
    stay in the queue. Nobody decides on their own claim.
    """
    require(actor, "organization.review")
    claim = session.get(Claim, claim_id, with_for_update=True)
    if claim is None:
        raise NotFound(MISSING)
    if claim.user_id == actor.user:
        raise Forbidden("Nobody decides on their own claim.")
    if claim.state != "open":
        raise Conflict("This claim is decided already.", code="decided")
    if not approve and not reason:
        raise Invalid([Fault("/reason", "Say why; the person reads this.")])
    claim.state, claim.reason = "approved" if approve else "rejected", reason
    claim.decided_at, claim.decided_by = now(session), actor.user
    _note(session, actor, f"organization.claim_{claim.state}", claim, {"as": capacity(actor)})
    if approve:
        _hand_over(session, actor, claim)
    return claim


def claims(
    session: Session, actor: Actor, state: str, limit: int, offset: int
) -> tuple[list[Claim], int]:
    """Claims in a state, oldest first, and how many there are."""
    require(actor, "organization.review")
    found = select(Claim).where(Claim.state == state)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(Claim.created_at, Claim.id).limit(limit).offset(offset)
    return list(session.scalars(page)), total


def own_claim(session: Session, actor: Actor, claim_id: str) -> Claim:
    """A claim of the person; NotFound for any other's."""
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFound(MISSING)
    require(actor, "account.self", claim.user_id, hidden=True)
    return claim


def shown(claim: Claim) -> dict[str, object]:
    """A claim as the API answers it."""
    decided = claim.decided_at
    return {
        "id": claim.id,
        "organization": claim.organization_id,
        "user": claim.user_id,
        "proof": claim.proof,
        "file": claim.file_id,
        "state": claim.state,
        "reason": claim.reason,
        "created_at": claim.created_at.isoformat(),
        "decided_at": decided.isoformat() if decided else None,
    }


def _hand_over(session: Session, actor: Actor, claim: Claim) -> None:
    organization = session.get_one(Organization, claim.organization_id, with_for_update=True)
    if organization.state == "unclaimed":
        organization.state, organization.verified_at = "verified", now(session)
    organization.revision += 1
    members.enter(session, actor, organization.id, claim.user_id, "administrator")
    record_organization(session, organization, "organization.claimed")


def _note(
    session: Session, actor: Actor, action: str, claim: Claim, more: Mapping[str, str] | None = None
) -> None:
    details = {"claim": claim.id, "user": claim.user_id} | dict(more or {})
    audit.note(session, actor, action, f"organization/{claim.organization_id}", details)
