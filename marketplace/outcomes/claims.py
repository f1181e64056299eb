"""Claims: what they share, whatever they claim."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace.errors import Conflict, Fault, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.needs.services import next_number
from marketplace.outcomes import rules, setting
from marketplace.outcomes.models import Claim, SamplingPlan
from marketplace.outcomes.periods import Span
from marketplace.policy import Actor, may, require

MISSING = "There is no such claim."
DEFAULT_PLAN = {"size_fte": Decimal(10), "size_money": Decimal(50_000_000), "share": Decimal("0.2")}
"""The sampling plan until staff set another: all of ten jobs and more, a fifth of the rest."""
SEED = "first"
CHANGEABLE = ("claimed", "evidenced", "returned")


def visible_claim(session: Session, actor: Actor, claim_id: str) -> Claim:
    """A claim of the organisation acted for, or any for the programme; NotFound for others."""
    claim = session.get(Claim, claim_id)
    if claim is None:
        raise NotFound(MISSING)
    if not may(actor, "outcome.read_all"):
        require(actor, "outcome.read_own", claim.organization_id, hidden=True)
    return claim


def own_claim(
    session: Session, actor: Actor, claim_id: str, action: str, *, lock: bool = True
) -> Claim:
    """A claim on which the firm wants to act; locked, unless only to be shown."""
    claim = session.get(Claim, claim_id, with_for_update=lock)
    if claim is None:
        raise NotFound(MISSING)
    require(actor, action, claim.organization_id, hidden=True)
    return claim


def period_of(session: Session, text: str) -> Span:
    """The period that is meant; Invalid unless it has begun."""
    calendar = setting.calendar(session)
    example = calendar.quarter(setting.today(session))
    try:
        span = calendar.span(calendar.read(text))
    except (ValueError, OverflowError):
        told = f"Must be a period such as {example}."
        raise Invalid([Fault("/period_measured", told)]) from None
    if span.starts > setting.today(session):
        raise Invalid([Fault("/period_measured", N_("This period has not begun yet."))])
    return span


def measured_on(session: Session, span: Span) -> date:
    """The day that figures of the period stand for: its last, or today while it runs."""
    return min(span.ends, setting.today(session))


def open_claim(session: Session, actor: Actor, **facts: Any) -> Claim:
    """A new claim of the organisation acted for; a number is taken, nothing is told yet."""
    organization = facts.pop("organization", None) or actor.organization
    claim = Claim(
        id=new_id(session),
        ref=f"C-{next_number(session, 'claim'):04d}",
        organization_id=organization,
        state="claimed",
        sample={},
        gates=[],
        submitted_by=actor.user,
        by_organization=actor.adviser or actor.organization,
        submitted_at=now(session),
        revision=1,
        **({"deal_id": None, "explanation": None} | facts),
    )
    session.add(claim)
    return claim


def reopen(session: Session, actor: Actor, claim: Claim, expected: int | None) -> None:
    """Take a claim back to be sent again; Conflict once it was decided on."""
    from marketplace.revisions import check_revision

    check_revision(claim.revision, expected)
    if claim.state not in CHANGEABLE:
        raise Conflict("This claim was decided on; tell what changed in a new one.")
    claim.revision += 1
    claim.state = "claimed"
    claim.submitted_by, claim.submitted_at = actor.user, now(session)
    claim.by_organization = actor.adviser or actor.organization


def plan(session: Session) -> SamplingPlan | None:
    """The sampling plan that holds; None while nobody set one."""
    return session.scalar(select(SamplingPlan).order_by(SamplingPlan.id.desc()).limit(1))


def sample(session: Session, claim: Claim, size: Decimal, money: bool = False) -> None:
    """Let the plan take the claim, or not; the draw is kept with its seed."""
    held = plan(session)
    said: Mapping[str, Decimal] = DEFAULT_PLAN
    if held is not None:
        said = {name: getattr(held, name) for name in DEFAULT_PLAN}
    threshold = said["size_money" if money else "size_fte"]
    seed = held.seed if held else SEED
    claim.sample = rules.sampled(abs(size), threshold, said["share"], seed, claim.id)


def due_in(session: Session, days: int) -> date:
    """The day so many days from today."""
    return setting.today(session) + timedelta(days=days)


def facts(claim: Claim) -> dict[str, Any]:
    """What every event of a claim tells."""
    return {
        "id": claim.id,
        "ref": claim.ref,
        "organization": claim.organization_id,
        "period": claim.period,
        "measured_on": claim.measured_on.isoformat(),
        "revision": claim.revision,
    }


TOLD = {
    "jobs": ("lines", "staff", "lost"),
    "revenue": ("year", "amount", "currency", "source"),
    "baseline": ("headcount", "fte", "sales", "on_time"),
}


def told(claim: Claim) -> dict[str, Any]:
    """What the event of a claim tells of its content."""
    found = {name: claim.content[name] for name in TOLD[claim.kind]}
    return found | ({"deal": claim.deal_id} if claim.kind == "jobs" else {})
