"""Claims of jobs: new posts with the evidence of the payroll, net of the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.outbox import record
from marketplace import audit
from marketplace.deals.models import Deal
from marketplace.errors import Fault, Invalid
from marketplace.i18n import N_
from marketplace.outcomes import asks, claims, evidence, rules, support
from marketplace.outcomes.amounts import exact, plain
from marketplace.outcomes.fte import Count, Net, count_of, net_of
from marketplace.outcomes.models import Claim
from marketplace.outcomes.payroll import Person
from marketplace.outcomes.rules import COUNTED, WAITING
from marketplace.policy import Actor, require

STANDING = (*WAITING, COUNTED)
NOTHING = Count()


def claim_jobs(
    session: Session, actor: Actor, content: Mapping[str, Any], read: evidence.Read
) -> Claim:
    """A claim of new jobs of the firm acted for; entries follow from the event.

    `read` holds the payroll lists among the evidence. Raises Invalid for a period that has not
    begun, a deal of others, or a file that proves another claim.
    """
    require(actor, "outcome.claim", actor.organization)
    span = claims.period_of(session, content["period_measured"])
    _own_deal(session, actor, content.get("deal"))
    claim = claims.open_claim(
        session,
        actor,
        kind="jobs",
        deal_id=content.get("deal"),
        period=span.code,
        measured_on=claims.measured_on(session, span),
        content={},
    )
    _fill(session, actor, claim, content, read)
    audit.note(session, actor, "outcome.claim", f"outcome/{claim.id}")
    return claim


def revise_claim(
    session: Session,
    actor: Actor,
    claim_id: str,
    content: Mapping[str, Any],
    read: evidence.Read,
    expected: int | None,
) -> Claim:
    """Send a claim again that nobody decided on, or that came back; earlier entries stay on
    record and count no more."""
    claim = claims.own_claim(session, actor, claim_id, "outcome.claim")
    if claim.kind != "jobs":
        raise Invalid([Fault("/lines", N_("This is no claim of jobs."))])
    span = claims.period_of(session, content["period_measured"])
    _own_deal(session, actor, content.get("deal"))
    claims.reopen(session, actor, claim, expected)
    claim.deal_id, claim.period = content.get("deal"), span.code
    claim.measured_on = claims.measured_on(session, span)
    _fill(session, actor, claim, content, read)
    audit.note(session, actor, "outcome.revise", f"outcome/{claim.id}")
    return claim


def _fill(
    session: Session,
    actor: Actor,
    claim: Claim,
    content: Mapping[str, Any],
    read: evidence.Read,
) -> None:
    evidence.check(session, claim.organization_id, claim.id, content["evidence"])
    lines, staff, lost = content["lines"], content.get("staff"), content.get("lost")
    found = net(session, claim, lines, staff, lost)
    claim.content = {
        "sent": claim.revision,
        "lines": lines,
        "staff": staff,
        "lost": lost,
        "deducted": _told(found.deducted),
        "net": _told(found.net),
    }
    claim.explanation = content.get("explanation")
    claim.gates = gates(session, claim, found, staff)
    claims.sample(session, claim, found.net.fte)
    session.flush()
    evidence.attach(
        session, actor, claim, content["evidence"], read, new_people(session, claim, read)
    )
    if evidence.of_claim(session, claim.id):
        claim.state = "evidenced"
    asks.answered(session, claim)
    tell(session, claim)


def _own_deal(session: Session, actor: Actor, deal_id: str | None) -> None:
    deal = session.get(Deal, deal_id) if deal_id else None
    if deal_id and (deal is None or deal.supplier_id != actor.organization):
        raise Invalid([Fault("/deal", N_("This is no deal in which your firm supplies."))])


def net(
    session: Session,
    claim: Claim,
    lines: Sequence[Mapping[str, Any]],
    staff: Mapping[str, Any] | None,
    lost: Mapping[str, Any] | None,
) -> Net:
    """What the claim adds beside the firm's other standing claims and its baseline."""
    start = support.baseline(session, claim.organization_id)
    base = Count(start.headcount, start.fte) if start else NOTHING
    return net_of(
        base,
        counted(session, claim.organization_id, claim.id),
        count_of(lines),
        count_of([staff]) if staff and start else None,
        count_of([lost]) if lost else NOTHING,
    )


def counted(session: Session, organization_id: str, but: str = "") -> Count:
    """What the firm's other claims add that stand: decided for, or not decided yet."""
    found = session.scalars(
        select(Claim).where(
            Claim.organization_id == organization_id,
            Claim.kind == "jobs",
            Claim.id != but,
            Claim.state.in_(STANDING),
        )
    )
    total = NOTHING
    for one in found:
        total += count_of([one.content["net"]])
    return total


def last_staff(session: Session, organization_id: str, before: date) -> Count | None:
    """Who was employed by the newest standing claim up to the day, or by the baseline."""
    found = session.scalars(
        select(Claim)
        .where(
            Claim.organization_id == organization_id,
            Claim.kind == "jobs",
            Claim.measured_on <= before,
            Claim.state.in_(STANDING),
        )
        .order_by(Claim.measured_on.desc(), Claim.id.desc())
    )
    newest = next((one.content["staff"] for one in found if one.content.get("staff")), None)
    if newest:
        return count_of([newest])
    start = support.baseline(session, organization_id)
    return Count(start.headcount, start.fte) if start else None


def gates(
    session: Session, claim: Claim, found: Net, staff: Mapping[str, Any] | None
) -> list[rules.Gate]:
    """What does not seem plausible about the claim."""
    before = support.baseline(session, claim.organization_id)
    known = before.fte + counted(session, claim.organization_id, claim.id).fte if before else None
    after: Decimal | None = exact(staff["fte"]) if staff else None
    return rules.gates_of_jobs(found.net.fte, known, after)


def new_people(session: Session, claim: Claim, read: evidence.Read) -> list[Person]:
    """Of the payroll lists those who came after the baseline, and whom no earlier claim names."""
    start = support.baseline(session, claim.organization_id)
    since = start.as_of if start else date.min
    known = evidence.known_keys(session, claim.organization_id, claim.id)
    return [one for payroll in read.lists.values() for one in payroll.new(since, known)]


def _told(count: Count) -> dict[str, Any]:
    return {"headcount": count.headcount, "fte": plain(count.fte)}


def tell(session: Session, claim: Claim) -> None:
    """Put the claim into the outbox."""
    data = claims.facts(claim) | claims.told(claim)
    key = f"outcome/{claim.id}"
    record(session, "jobs.claimed", key=key, revision=claim.revision, data=data)
