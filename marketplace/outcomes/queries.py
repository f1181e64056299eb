"""Reads on claims and entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.errors import NotFound
from marketplace.outcomes import evidence
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.growing import growth
from marketplace.outcomes.ledger import kind_of as kind_with_entries
from marketplace.outcomes.models import (
    Ask,
    Claim,
    Decision,
    Entry,
    EntryStatus,
    Evidence,
    Standing,
)
from marketplace.outcomes.opening import opens_to
from marketplace.outcomes.totals import Total, total, totals
from marketplace.policy import Actor, may, require

__all__ = ["Total", "growth", "kind_with_entries", "opens_to", "total", "totals"]


def claims(
    session: Session,
    actor: Actor,
    *,
    states: Sequence[str] = (),
    kinds: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[Claim], int]:
    """Claims of the organisation acted for, or all for the programme; newest first."""
    found = select(Claim)
    if not may(actor, "outcome.read_all"):
        require(actor, "outcome.read_own")
        found = found.where(Claim.organization_id == actor.organization)
    if states:
        found = found.where(Claim.state.in_(states))
    if kinds:
        found = found.where(Claim.kind.in_(kinds))
    return _page(session, found, (Claim.submitted_at.desc(), Claim.id.desc()), limit, offset)


def entries(
    session: Session,
    actor: Actor,
    *,
    indicators: Sequence[str] = (),
    periods: Sequence[str] = (),
    organization: str | None = None,
    claim: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> tuple[list[tuple[Entry, Standing]], int]:
    """Entries of the organisation acted for, or all for the programme; newest first."""
    found = select(Entry, Standing).join(Standing, Standing.entry_id == Entry.id)
    if not may(actor, "outcome.read_all"):
        require(actor, "outcome.read_own")
        organization = actor.organization
    if organization:
        found = found.where(Entry.organization_id == organization)
    if indicators:
        found = found.where(Entry.indicator.in_(indicators))
    if periods:
        found = found.where(Entry.period.in_(periods))
    if claim:
        found = found.where(Entry.claim_id == claim)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.execute(found.order_by(Entry.id.desc()).limit(limit).offset(offset))
    return [(entry, standing) for entry, standing in rows], total


def entry(session: Session, actor: Actor, entry_id: str) -> tuple[Entry, Standing]:
    """One entry of the organisation acted for, or any for the programme; raises NotFound."""
    found = session.get(Entry, entry_id)
    if found is None:
        raise NotFound("There is no such entry.")
    if not may(actor, "outcome.read_all"):
        require(actor, "outcome.read_own", found.organization_id, hidden=True)
    return found, session.get_one(Standing, found.id)


def steps(session: Session, entry_id: str) -> list[EntryStatus]:
    """What became of an entry, in order."""
    found = select(EntryStatus).where(EntryStatus.entry_id == entry_id)
    return list(session.scalars(found.order_by(EntryStatus.step)))


def chain(session: Session, found: Entry) -> list[Entry]:
    """The entry with those that it revises and that revise it, the oldest first."""
    before, seen = [found], {found.id}
    after: list[Entry] = []
    while before[0].revises:
        before.insert(0, session.get_one(Entry, before[0].revises))
    while following := session.get_one(Standing, (after or [found])[-1].id).revised_by:
        if following in seen:
            break
        seen.add(following)
        after.append(session.get_one(Entry, following))
    return before + after


def decisions(session: Session, claim_id: str) -> list[Decision]:
    """Decisions on a claim, the oldest first."""
    found = select(Decision).where(Decision.claim_id == claim_id).order_by(Decision.id)
    return list(session.scalars(found))


def _page(
    session: Session, found: Select[Any], order: Sequence[Any], limit: int, offset: int
) -> tuple[list[Any], int]:
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    return list(session.scalars(found.order_by(*order).limit(limit).offset(offset))), total


def shown(session: Session, claim: Claim) -> dict[str, Any]:
    """The claim as the API answers it."""
    last = next(reversed(decisions(session, claim.id)), None)
    return {
        "id": claim.id,
        "ref": claim.ref,
        "kind": claim.kind,
        "organization": claim.organization_id,
        "deal": claim.deal_id,
        "period_measured": claim.period,
        "measured_on": claim.measured_on.isoformat(),
        "submitted_at": claim.submitted_at.isoformat(),
        "state": claim.state,
        "revision": claim.revision,
        "content": claim.content,
        "lines": claim.content.get("lines"),
        "explanation": claim.explanation,
        "gates": claim.gates,
        "sample": claim.sample,
        "evidence": [proof(one) for one in evidence.of_claim(session, claim.id)],
        "decision": decided(last) if last else None,
    }


def proof(one: Evidence) -> dict[str, Any]:
    """A piece of evidence as the API answers it."""
    return {
        "id": one.id,
        "claim": one.claim_id,
        "kind": one.kind,
        "file": one.file_id,
        "sha256": one.sha256,
        "media_type": one.media_type,
        "size": one.size,
        "counts": one.counts,
        "added_at": one.added_at.isoformat(),
        "erased_at": one.erased_at.isoformat() if one.erased_at else None,
    }


def decided(one: Decision) -> dict[str, Any]:
    """A decision as the API answers it."""
    return {
        "id": one.id,
        "decision": one.decision,
        "reason": one.reason,
        "content": one.content,
        "visit": one.visit,
        "made_at": one.made_at.isoformat(),
    }


def entry_fields(found: Entry, standing: Standing) -> dict[str, Any]:
    """An entry as the API answers it."""
    return {
        "id": found.id,
        "indicator": found.indicator,
        "organization": found.organization_id,
        "identifier": found.identifier,
        "period_measured": found.period,
        "measured_on": found.measured_on.isoformat(),
        "reported_on": found.reported_on.isoformat(),
        "period_reported": found.reported_in,
        "lag_days": (found.reported_on - found.measured_on).days,
        "value": plain(found.value),
        "unit": found.unit,
        "original": None if found.original is None else plain(found.original),
        "currency": found.currency,
        "rate": found.rate,
        "rate_on": found.rate_on.isoformat() if found.rate_on else None,
        "cut": found.cut,
        "source": found.source,
        "claim": found.claim_id,
        "deal": found.deal_id,
        "status": standing.status,
        "revises": found.revises,
        "revised_by": standing.revised_by,
        "reason": found.reason,
    }


def asked(one: Ask) -> dict[str, Any]:
    """What a firm is asked for, as the API answers it."""
    return {
        "id": one.id,
        "kind": one.kind,
        "subject": one.subject,
        "asked_at": one.asked_at.isoformat(),
        "due": one.due.isoformat(),
    }
