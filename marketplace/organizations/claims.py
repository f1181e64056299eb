"""Saying that an organisation is one's own, and deciding on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.organizations import handover, queries
from marketplace.organizations.models import Claim
from marketplace.organizations.proofs import keeper
from marketplace.organizations.services import capacity
from marketplace.organizations.snapshots import identifiers, record_claim
from marketplace.policy import Actor, require

MISSING = "There is no such claim."
OUTDONE = N_("Another claim of this organisation was accepted.")
"""The reason of those turned down with it, where staff wrote none."""


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
    open_one = open_claim(session, actor, organization_id)
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
    if file_id:
        keeper().attach(session, actor, claim.id, file_id)
    _note(session, actor, "organization.claim", claim)
    record_claim(session, claim, "claim.made")
    return claim


def leave_all(session: Session, actor: Actor) -> None:
    """Before an account is closed its claims are withdrawn, and their proofs go."""
    require(actor, "account.self", actor.user)
    for claim in session.scalars(select(Claim).where(Claim.user_id == actor.user)):
        if claim.state == "open":
            claim.state, claim.decided_at = "withdrawn", now(session)
            _note(session, actor, "organization.claim_withdrawn", claim)
        if claim.file_id:
            keeper().release(session, claim.id)
            claim.file_id = None


def open_claim(session: Session, actor: Actor, organization_id: str) -> Claim | None:
    """The person's claim of the organisation that waits for a decision."""
    return session.scalar(
        select(Claim).where(
            Claim.organization_id == organization_id,
            Claim.user_id == actor.user,
            Claim.state == "open",
        )
    )


def decide_claim(
    session: Session, actor: Actor, claim_id: str, approve: bool, reason: str | None
) -> Claim:
    """Make the person administrator of the organisation, or say why not.

    With one that wins all others of that organisation are turned down, and whoever was a member
    before is one no more. Nobody decides where they claim themselves.
    """
    require(actor, "organization.review")
    claim = session.get(Claim, claim_id, with_for_update=True)
    if claim is None:
        raise NotFound(MISSING)
    if claim.user_id == actor.user or open_claim(session, actor, claim.organization_id):
        raise Forbidden("Nobody decides on their own claim.")
    if claim.state != "open":
        raise Conflict("This claim is decided already.", code="decided")
    if not approve and not reason:
        raise Invalid([Fault("/reason", "Say why; the person reads this.")])
    if approve:
        _win(session, actor, claim, reason)
    else:
        _decide(session, actor, claim, "rejected", reason)
    return claim


def rivals(session: Session, claim: Claim) -> list[Claim]:
    """Other open claims of the same organisation."""
    found = select(Claim).where(
        Claim.organization_id == claim.organization_id,
        Claim.state == "open",
        Claim.id != claim.id,
    )
    return list(session.scalars(found.order_by(Claim.created_at, Claim.id).with_for_update()))


def claims(
    session: Session, actor: Actor, state: str, limit: int, offset: int
) -> tuple[list[Claim], int]:
    """Claims in a state, oldest first, and how many there are."""
    require(actor, "organization.review")
    found = select(Claim).where(Claim.state == state)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = found.order_by(Claim.created_at, Claim.id).limit(limit).offset(offset)
    return list(session.scalars(page)), total


def by_organization(found: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Rivals side by side: (organisation, its claims), the one that waits longest first."""
    groups: dict[str, list[Claim]] = {}
    for claim in found:
        groups.setdefault(claim.organization_id, []).append(claim)
    return list(groups.items())


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


def _win(session: Session, actor: Actor, claim: Claim, reason: str | None) -> None:
    beaten = rivals(session, claim)
    _decide(session, actor, claim, "approved", reason)
    handover.hand_over(session, actor, claim.organization_id, claim.user_id)
    for rival in beaten:
        _decide(session, actor, rival, "rejected", reason or OUTDONE, outdone=True)


def _decide(
    session: Session,
    actor: Actor,
    claim: Claim,
    state: str,
    reason: str | None,
    *,
    outdone: bool = False,
) -> None:
    claim.state, claim.reason = state, reason
    claim.decided_at, claim.decided_by = now(session), actor.user
    _note(session, actor, f"organization.claim_{state}", claim, {"as": capacity(actor)})
    record_claim(session, claim, "claim.decided", outdone=outdone)


def _note(
    session: Session, actor: Actor, action: str, claim: Claim, more: Mapping[str, str] | None = None
) -> None:
    details = {"claim": claim.id, "user": claim.user_id} | dict(more or {})
    audit.note(session, actor, action, f"organization/{claim.organization_id}", details)
