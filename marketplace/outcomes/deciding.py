"""From claims to entries, and from decisions to what counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace.i18n import N_
from marketplace.outcomes import ledger, support
from marketplace.outcomes.amounts import exact
from marketplace.outcomes.fte import Count, count_of, maintained
from marketplace.outcomes.ledger import Value
from marketplace.outcomes.models import Baseline, Claim, Decision, Entry
from marketplace.outcomes.projection import project
from marketplace.outcomes.rules import WAITING

BEFORE_SUPPORT = N_("Recorded before the first support.")
REFILLED = N_("Posts that refill or make up for lost ones.")


def enter_claim(session: Session, claim: Claim) -> None:
    """The entries of a claim as it is now; those of earlier revisions come back and count no more.

    Nothing happens a second time: an entry of the same source is there already.
    """
    if claim.kind == "baseline":
        return
    prefix = f"outcome/{claim.id}/{claim.content.get('sent', 1)}"
    if session.scalar(_entered(claim, prefix)) is not None:
        return
    for entry, standing in ledger.of_claim(session, claim.id):
        if standing.status in WAITING:
            ledger.move(session, entry, "returned", why=N_("The firm sent the claim again."))
    status = claim.state if claim.state in WAITING else "claimed"
    for value in values(session, claim, prefix):
        ledger.enter(session, value, status, made_by=claim.submitted_by)
    project_claim(session, claim)


def _entered(claim: Claim, prefix: str) -> Any:
    """An entry that the claim's revision made: all are made in one transaction."""
    made = Entry.source.startswith(f"{prefix}/", autoescape=True)
    return select(Entry.id).where(Entry.claim_id == claim.id, made).limit(1)


def project_claim(session: Session, claim: Claim) -> None:
    """Bring the figures up that the claim's entries are of."""
    found = select(Entry.indicator).where(Entry.claim_id == claim.id).distinct()
    if indicators := session.scalars(found).all():
        project(session, claim.organization_id, indicators)


def values(session: Session, claim: Claim, prefix: str) -> Iterator[Value]:
    """What a claim comes to, value by value."""
    if claim.kind == "jobs":
        yield from _jobs(session, claim, prefix)
    elif claim.kind == "revenue":
        yield _revenue(claim, prefix)
    else:
        content = claim.content
        value, source = Decimal(content["value"]), f"{prefix}/value"
        yield _value(claim, content["indicator"], value, source, content["cut"])


def _jobs(session: Session, claim: Claim, prefix: str) -> Iterator[Value]:
    for place, line in enumerate(claim.content["lines"]):
        yield from counted_twice(claim, line, f"{prefix}/line/{place}", cut_of(line))
    deducted = claim.content["deducted"]
    if Decimal(deducted["fte"]) or deducted["headcount"]:
        yield from counted_twice(claim, deducted, f"{prefix}/deducted", {}, REFILLED)
    staff = claim.content.get("staff")
    if staff:
        now_there = count_of([staff])
        start = support.baseline(session, claim.organization_id)
        yield _value(claim, "BEP-04", now_there.fte, f"{prefix}/staff", {})
        if start:
            kept = maintained(Count(start.headcount, start.fte), now_there)
            yield _value(claim, "BEP-03", kept.fte, f"{prefix}/staff", {})


def counted_twice(
    claim: Claim,
    line: Mapping[str, Any],
    source: str,
    cut: Mapping[str, Any],
    reason: str | None = None,
) -> Iterator[Value]:
    """A line as equivalents and, beside it, as people."""
    yield _value(claim, "BEP-02", Decimal(line["fte"]), source, cut, reason)
    yield _value(claim, "BEP-02h", Decimal(line["headcount"]), source, cut, reason)


def cut_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """The disaggregation of a line."""
    return {"sex": line["sex"], "age": line["age_band"], "contract": line["contract"]}


def _revenue(claim: Claim, prefix: str) -> Value:
    content = claim.content
    day = content["rate_on"]
    return Value(
        "BEP-05",
        claim.organization_id,
        claim.measured_on,
        Decimal(content["value"]),
        f"{prefix}/revenue",
        period=claim.period,
        claim=claim.id,
        original=exact(content["amount"]),
        currency=content["currency"],
        rate=content["rate"],
        rate_on=date.fromisoformat(day) if day else None,
    )


def _value(
    claim: Claim,
    indicator: str,
    value: Decimal,
    source: str,
    cut: Mapping[str, Any],
    reason: str | None = None,
) -> Value:
    return Value(
        indicator,
        claim.organization_id,
        claim.measured_on,
        value,
        source,
        period=claim.period,
        cut=cut,
        claim=claim.id,
        deal=claim.deal_id,
        reason=reason,
    )


def decide(
    session: Session,
    claim: Claim,
    decision: str,
    state: str,
    *,
    reason: str | None = None,
    content: Mapping[str, Any] | None = None,
    visit: Mapping[str, Any] | None = None,
    made_by: str | None = None,
    by_organization: str | None = None,
) -> Decision:
    """Enter a decision on a claim, by a person or by a rule."""
    made = Decision(
        id=new_id(session),
        claim_id=claim.id,
        claim_revision=claim.revision,
        decision=decision,
        reason=reason,
        content=dict(content or {}),
        visit=dict(visit) if visit else None,
        made_by=made_by,
        by_organization=by_organization,
        made_at=now(session),
    )
    session.add(made)
    claim.state = state
    claim.revision += 1
    session.flush()
    return made


def fix_at_once(session: Session, claim: Claim) -> None:
    """A baseline that was told before any support needs nobody's decision."""
    decide(session, claim, "accept", "verified", reason=BEFORE_SUPPORT)
    fix_baseline(session, claim)


def fix_baseline(session: Session, claim: Claim) -> None:
    """Let the baseline hold from now on; the firm's figures are held against it."""
    content = claim.content
    session.add(
        Baseline(
            id=new_id(session),
            organization_id=claim.organization_id,
            claim_id=claim.id,
            as_of=claim.measured_on,
            headcount=content["headcount"],
            fte=exact(content["fte"]),
            sales=exact(content["sales"]),
            made_by=claim.submitted_by,
            made_at=now(session),
        )
    )
    session.flush()
    project(session, claim.organization_id)


def correct_lines(
    session: Session,
    claim: Claim,
    decision: Decision,
    lines: Sequence[Mapping[str, Any]],
) -> Count:
    """Each line's corrected figures in the place of the claimed; a line that is left out comes to
    nought. What was deducted stands; returns what the claim now adds."""
    wanted = {"BEP-02": "fte", "BEP-02h": "headcount"}
    for entry, _ in ledger.of_claim(session, claim.id):
        what, _, place = part_of(entry.source).partition("/")
        name = wanted.get(entry.indicator)
        if name and what == "line":
            line = lines[int(place)] if int(place) < len(lines) else {}
            _replace(session, entry, Decimal(line.get(name, 0)), decision)
    return count_of(lines) + count_of([claim.content["deducted"]])


def correct_value(session: Session, claim: Claim, decision: Decision, value: Decimal) -> None:
    """The corrected value in the place of the claimed one."""
    for entry, _ in ledger.of_claim(session, claim.id):
        _replace(session, entry, value, decision)


def part_of(source: str) -> str:
    """What of its claim an entry is: line/0, deducted, staff, revenue, value."""
    return source.split("/", 3 if source.startswith("outcome/") else 2)[-1]


def _replace(session: Session, entry: Any, value: Decimal, decision: Decision) -> None:
    if entry.value == exact(value):
        return
    ledger.revise(
        session,
        entry,
        value,
        f"decision/{decision.id}/{part_of(entry.source)}",
        decision.reason or "",
        "verified",
        made_by=decision.made_by,
        decision=decision.id,
    )
