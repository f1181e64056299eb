"""What the pages of verification and of periods show to programme staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import User
from marketplace.exports import MOST
from marketplace.organizations.models import Organization
from marketplace.outcomes import (
    closing,
    contributions,
    evidence,
    firm_views,
    jobs,
    lateness,
    setting,
    sheets,
    support,
    telling,
    totals,
    verification,
    words,
)
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.fte import count_of
from marketplace.outcomes.models import Claim, Evidence
from marketplace.outcomes.rules import DECISIONS, WAITING
from marketplace.policy import Actor, require

SHOWN = 40
QUEUE = {
    "waiting": WAITING,
    "returned": ("returned",),
    "verified": ("verified",),
    "rejected": ("rejected", "expired"),
}


def queue(session: Session, actor: Actor, args: Mapping[str, str]) -> dict[str, Any]:
    """Claims by how they stand, those that wait longest first; to visit before the others."""
    require(actor, "outcome.read_all")
    state, kind, found = _asked(args)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = max(int(args["page"]), 1) if args.get("page", "").isdigit() else 1
    ordered = found.order_by(Claim.submitted_at, Claim.id).limit(SHOWN).offset(SHOWN * (page - 1))
    rows = [_row(session, one) for one in session.scalars(ordered)]
    return {
        "rows": rows,
        "state": state,
        "kind": kind,
        "kinds": words.KINDS,
        "states": _counts(session),
        "total": total,
        "place": page,
        "pages": -(-total // SHOWN),
    }


def _asked(args: Mapping[str, str]) -> tuple[str, str, Any]:
    state, kind = args.get("state", "waiting"), args.get("kind", "")
    state = state if state in QUEUE else "waiting"
    found = select(Claim).where(Claim.state.in_(QUEUE[state]))
    return state, kind, found.where(Claim.kind == kind) if kind in words.KINDS else found


def listed(session: Session, actor: Actor, args: Mapping[str, str]) -> list[Claim]:
    """The claims of the queue as a file holds them."""
    require(actor, "outcome.read_all")
    found = _asked(args)[2].order_by(Claim.submitted_at, Claim.id).limit(MOST)
    return list(session.scalars(found))


def _counts(session: Session) -> dict[str, int]:
    counted = dict(session.execute(select(Claim.state, func.count()).group_by(Claim.state)).all())
    return {name: sum(counted.get(one, 0) for one in states) for name, states in QUEUE.items()}


def _row(session: Session, claim: Claim) -> dict[str, Any]:
    why = claim.sample.get("why")
    return {
        "claim": claim,
        "firm": session.get_one(Organization, claim.organization_id),
        "amount": telling.amount(claim),
        "sample": words.SAMPLES.get(why) if why else None,
        "gates": len(claim.gates),
        "twice": sum(count for _, count in evidence.twice(session, claim)),
    }


def claim_page(session: Session, actor: Actor, claim: Claim) -> dict[str, Any]:
    """A claim beside its evidence: what does not add up, and what may be decided."""
    facts = firm_views.claim_page(session, actor, claim)
    found: list[Evidence] = facts["evidence"]
    payroll = next((one.counts for one in found if one.counts), None)
    first, last = neighbours(session, claim)
    return facts | {
        "firm": session.get_one(Organization, claim.organization_id),
        "person": session.get(User, claim.submitted_by) if claim.submitted_by else None,
        "baseline": support.baseline(session, claim.organization_id),
        "first_support": support.first_support(session, claim.organization_id),
        "staff_before": jobs.last_staff(session, claim.organization_id, claim.measured_on),
        "claimed": count_of(claim.content["lines"]) if claim.kind == "jobs" else None,
        "payroll": payroll,
        "twice": evidence.twice(session, claim),
        "doubts": _doubts(claim, payroll),
        "sample": words.SAMPLES.get(claim.sample.get("why") or ""),
        "decisions_open": [
            name
            for name, (before, _after) in DECISIONS.items()
            if claim.state in before and not (name == "correct" and claim.kind == "baseline")
        ],
        "may_decide": verification.may_decide(session, actor, claim),
        "previous": first,
        "following": last,
        "shares": contributions.of_firm(session, claim.organization_id),
        "columns": firm_views.columns()[:2],
    }


def _doubts(claim: Claim, payroll: Mapping[str, Any] | None) -> bool:
    """Whether the payroll says other figures than the claim."""
    if claim.kind != "jobs" or payroll is None:
        return False
    staff, said = claim.content.get("staff"), count_of(claim.content["lines"])
    return bool(staff and staff["fte"] != payroll["fte"]) or plain(said.fte) != payroll["new_fte"]


def neighbours(session: Session, claim: Claim) -> tuple[str | None, str | None]:
    """The claims that wait before and after this one in the queue."""
    waiting = select(Claim.id).where(Claim.state.in_(WAITING), Claim.id != claim.id)
    before = waiting.where(Claim.submitted_at <= claim.submitted_at)
    after = waiting.where(Claim.submitted_at > claim.submitted_at)
    return (
        session.scalar(before.order_by(Claim.submitted_at.desc(), Claim.id.desc()).limit(1)),
        session.scalar(after.order_by(Claim.submitted_at, Claim.id).limit(1)),
    )


def filled(claim: Claim) -> dict[str, Any]:
    """What the form of a decision starts with: the claimed figures, to be corrected."""
    if claim.kind == "jobs":
        kept = ("headcount", "fte")
        lines = [{name: one[name] for name in kept} for one in claim.content["lines"]]
        return {"lines": lines}
    return {"value": claim.content.get("value", "")}


def periods(session: Session, actor: Actor) -> dict[str, Any]:
    """The periods of the last three years with where each stands."""
    require(actor, "outcome.read_all")
    calendar, today = setting.calendar(session), setting.today(session)
    quarters = calendar.recent(today, 12)
    years = list(dict.fromkeys(one.code.partition("-")[0] for one in quarters))
    spans = [*(calendar.span(one) for one in years), *quarters]
    spans.sort(key=lambda one: (one.ends, len(one.code) == 6), reverse=True)
    return {
        "rows": [
            (one, closing.get(session, one.code), len(lateness.late(session, one.code)))
            for one in spans
        ]
    }


def period_page(session: Session, actor: Actor, code: str) -> dict[str, Any]:
    """One period: figures as locked and as they are now, what is late, what was corrected."""
    require(actor, "outcome.read_all")
    found, span = closing.get(session, code), closing.span_of(session, code)
    return {
        "period": found,
        "span": span,
        "due": lateness.due_of(session, code),
        "figures": _figures(session, code, found.state == "locked"),
        "late": [
            (session.get_one(Organization, one.organization), words.LATE[one.what], one)
            for one in lateness.late(session, code)
        ],
        "corrections": [
            (one, session.get_one(Organization, one.entry.organization_id))
            for one in closing.corrections(session, code)
        ],
        "steps": closing.steps(session, code),
        "moves": [name for name, (before, _) in closing.MOVES.items() if found.state in before],
        "over": span.ends < setting.today(session),
        "words": words.MOVES,
    }


def _figures(session: Session, code: str, locked: bool) -> list[dict[str, Any]]:
    rows = []
    for sheet in sheets.every(session):
        now = totals.total(session, sheet.code, code)
        kept = closing.locked(session, code, sheet.code) if locked else None
        if now.firms or now.waiting_entries or kept or (now.value and now.entries):
            unit = setting.unit_of(session, sheet.indicator.unit)
            rows.append({"sheet": sheet, "now": now, "kept": kept, "unit": unit})
    return rows
