"""Decisions of officers on claims, a second pair of eyes, and what firms confirm later."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from events import due
from events.outbox import record
from marketplace import audit
from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.organizations.queries import is_member
from marketplace.outcomes import asks, claims, deciding, evidence, ledger, rules
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.fte import Count, count_of
from marketplace.outcomes.models import Claim, Decision
from marketplace.policy import OPERATOR, Actor, require
from marketplace.revisions import check_revision

NOT_YOUR_OWN = N_("Somebody else must decide: nobody verifies their own figures.")
KEPT = ("lines", "value", "unvisited", "sample")
LOSS = N_("Lost since; lost jobs need no verification.")


def decide_verification(
    session: Session,
    actor: Actor,
    claim_id: str,
    body: Mapping[str, Any],
    expected: int | None,
) -> Claim:
    """Accept a claim, accept it corrected, send it back with a question, or reject it.

    Raises Forbidden for one's own or one's organisation's claim, Conflict where the claim does
    not wait, Invalid for a missing reason or correction, Stale for an older revision.
    """
    require(actor, "outcome.verify")
    claim = session.get(Claim, claim_id, with_for_update=True)
    if claim is None:
        raise NotFound(claims.MISSING)
    check_revision(claim.revision, expected)
    _second_pair_of_eyes(session, actor, claim)
    before, after = rules.DECISIONS[body["decision"]]
    if claim.state not in before:
        raise Conflict(f"A claim that is {claim.state} cannot be decided on like this.")
    _check(claim, body)
    deciding.enter_claim(session, claim)
    made = deciding.decide(
        session,
        claim,
        body["decision"],
        after,
        reason=body.get("reason"),
        content={name: body[name] for name in KEPT if body.get(name) is not None},
        visit=body.get("visit"),
        made_by=actor.user,
        by_organization=actor.organization,
    )
    ACTS[body["decision"]](session, claim, made)
    deciding.project_claim(session, claim)
    audit.note(session, actor, f"outcome.{body['decision']}", f"outcome/{claim.id}")
    tell(session, claim, made)
    return claim


def may_decide(session: Session, actor: Actor, claim: Claim) -> bool:
    """Whether the officer is another person of another house than those who claim."""
    own = actor.user == claim.submitted_by
    own |= actor.organization == claim.organization_id
    own |= claim.kind != "other" and actor.organization == claim.by_organization
    proved = {one.added_by for one in evidence.of_claim(session, claim.id)}
    own |= actor.user in proved
    return not own and not is_member(session, actor.user, claim.organization_id)


def _second_pair_of_eyes(session: Session, actor: Actor, claim: Claim) -> None:
    if not may_decide(session, actor, claim):
        raise Forbidden(NOT_YOUR_OWN, code="own-claim")


def _check(claim: Claim, body: Mapping[str, Any]) -> None:
    decision, faults = body["decision"], []
    unexplained = decision == "accept" and claim.gates and not claim.explanation
    if not body.get("reason") and (decision != "accept" or unexplained):
        told = N_("Say why: figures outside the plausibility gates must be explained.")
        faults.append(
            Fault("/reason", told if unexplained else N_("Say why, as the firm will read it."))
        )
    if decision == "correct":
        if claim.kind == "baseline":
            faults.append(Fault("/decision", N_("Send a baseline back to have it corrected.")))
        elif claim.kind == "jobs" and body.get("lines") is None:
            faults.append(Fault("/lines", N_("Give the corrected figures of each line.")))
        elif claim.kind != "jobs" and body.get("value") is None:
            faults.append(Fault("/value", N_("Give the corrected value.")))
        elif claim.kind == "jobs" and len(body["lines"]) > len(claim.content["lines"]):
            faults.append(Fault("/lines", N_("There are more lines than were claimed.")))
    if faults:
        raise Invalid(faults)


def _accept(session: Session, claim: Claim, made: Decision) -> None:
    if claim.kind == "baseline":
        deciding.fix_baseline(session, claim)
    for entry, standing in ledger.of_claim(session, claim.id):
        if standing.status in rules.WAITING:
            ledger.move(
                session,
                entry,
                "verified",
                why=made.reason,
                made_by=made.made_by,
                decision=made.id,
            )
    if claim.kind == "jobs":
        asks.schedule_confirmations(session, claim)


def _correct(session: Session, claim: Claim, made: Decision) -> None:
    if claim.kind == "jobs":
        net = deciding.correct_lines(session, claim, made, made.content["lines"])
        _set_net(claim, net)
    else:
        value = Decimal(made.content["value"])
        deciding.correct_value(session, claim, made, value)
        claim.content = claim.content | {"value": plain(value)}
    _accept(session, claim, made)


def _put_away(session: Session, claim: Claim, made: Decision) -> None:
    for entry, standing in ledger.of_claim(session, claim.id):
        if standing.status not in ("returned", "rejected", "expired"):
            ledger.move(
                session,
                entry,
                claim.state,
                why=made.reason,
                made_by=made.made_by,
                decision=made.id,
            )
    asks.cancel_confirmations(session, claim)


ACTS = {"accept": _accept, "correct": _correct, "return": _put_away, "reject": _put_away}


def confirm_jobs(session: Session, actor: Actor, claim_id: str, still: Mapping[str, Any]) -> Claim:
    """The firm says how many of the claimed jobs are still there, when it was asked to.

    Fewer than before are entered as a loss at once. Raises Conflict unless it was asked, Invalid
    for more than were claimed: those go into a new claim.
    """
    claim = claims.own_claim(session, actor, claim_id, "outcome.claim")
    months = _asked(session, claim)
    before, after = count_of([claim.content["net"]]), count_of([still])
    if after.fte > before.fte or after.headcount > before.headcount:
        told = N_("These are more than were verified; claim new jobs with a new claim.")
        raise Invalid([Fault("/headcount", told)])
    made = deciding.decide(
        session,
        claim,
        "confirm",
        claim.state,
        content=dict(still),
        made_by=actor.user,
        by_organization=actor.organization,
    )
    lost = after - before
    if lost != Count():
        _enter_loss(session, claim, made, lost)
        _set_net(claim, after)
        deciding.project_claim(session, claim)
    for month in months:
        asks.end(session, f"month-{month}", claim.id, "confirmed")
        due.cancel(session, asks.EXPIRE, f"{claim.id}/{month}")
    audit.note(session, actor, "outcome.confirm", f"outcome/{claim.id}")
    tell(session, claim, made)
    return claim


def _asked(session: Session, claim: Claim) -> list[int]:
    asked = {(one.kind, one.subject) for one in asks.open_asks(session, claim.organization_id)}
    months = [one for one in asks.MONTHS if (f"month-{one}", claim.id) in asked]
    if not months or claim.state != "verified":
        raise Conflict("Nobody asks to confirm these jobs now.", code="not-asked")
    return months


def _enter_loss(session: Session, claim: Claim, made: Decision, lost: Count) -> None:
    line = {"fte": plain(lost.fte), "headcount": lost.headcount}
    for value in deciding.counted_twice(claim, line, f"decision/{made.id}/lost", {}, LOSS):
        ledger.enter(session, value, "verified", made_by=made.made_by, why=LOSS, decision=made.id)


def _set_net(claim: Claim, net: Count) -> None:
    told = {"headcount": net.headcount, "fte": plain(net.fte)}
    claim.content = claim.content | {"net": told}


def expire(session: Session, key: str) -> None:
    """The timer's part: jobs that nobody confirmed in time count no more."""
    claim_id, _, months = key.partition("/")
    claim = session.get(Claim, claim_id)
    if claim is None or claim.state != "verified":
        return
    if not asks.end(session, f"month-{months}", claim.id, "expired"):
        return
    made = deciding.decide(session, claim, "expire", "expired")
    _put_away(session, claim, made)
    deciding.project_claim(session, claim)
    audit.note(session, OPERATOR, "outcome.expire", f"outcome/{claim.id}")
    tell(session, claim, made)


def tell(session: Session, claim: Claim, made: Decision) -> None:
    """Put the decision into the outbox, without its words."""
    data = {
        "id": made.id,
        "claim": claim.id,
        "ref": claim.ref,
        "kind": claim.kind,
        "organization": claim.organization_id,
        "decision": made.decision,
        "state": claim.state,
        "revision": claim.revision,
    }
    key = f"outcome/{claim.id}"
    record(session, "verification.decided", key=key, revision=claim.revision, data=data)
