"""How an award ends otherwise: declined by the firm, cancelled by the buyer, or undone in time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.errors import Conflict as Refusal
from marketplace.errors import NotFound
from marketplace.evaluation import finishing, hooks, queries
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.settling import settle
from marketplace.evaluation.snapshots import tell_award, tell_none
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need
from marketplace.needs.services import take_award_back
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision


def decline_offer(
    session: Session, actor: Actor, award_id: str, reason: str, expected: int | None = None
) -> Award:
    """The firm does not want what it was given; the buyer can choose the next in rank.

    Raises Conflict with code `award-over` once the standstill is over (without one: once anything
    was done on the deal, or after the time in which the buyer can undo it).
    """
    award = queries.award_to_change(session, actor, award_id, "award.decline")
    check_revision(award.revision, expected)
    _require_open(session, award)
    _end(session, actor, award, "declined", reason)
    return award


def cancel_award(
    session: Session, actor: Actor, award_id: str, reason: str, expected: int | None = None
) -> Award:
    """The buyer takes an award back before it is final; the firm reads why."""
    award = queries.award_to_change(session, actor, award_id, "award.decide")
    check_revision(award.revision, expected)
    _require_open(session, award)
    _end(session, actor, award, "cancelled", reason)
    return award


def _require_open(session: Session, award: Award) -> None:
    if not is_open(session, award):
        raise Refusal("This award no longer can be taken back.", code="award-over")


def is_open(session: Session, award: Award) -> bool:
    """Whether the award can still be declined or cancelled, by the clock."""
    if award.state == "standing":
        return award.standstill_until is None or now(session) < award.standstill_until
    return award.state == "final" and award.standstill_until is None and is_fresh(session, award)


def is_fresh(session: Session, award: Award) -> bool:
    """Whether a final award is young enough, and nobody has acted on what it led to."""
    decision = session.get_one(Decision, award.decision_id)
    return now(session) < decision.undo_until and hooks.untouched(session, award.id)


def _end(
    session: Session, actor: Actor | None, award: Award, state: str, reason: str | None
) -> None:
    need = session.get_one(Need, award.need_id, with_for_update=True)
    award.state, award.reason, award.ended_at = state, reason, now(session)
    award.revision += 1
    finishing.forget(session, award)
    session.flush()
    tell_award(session, award, f"award.{state}")
    if actor is not None:
        details = {"need": need.id, "state": state}
        audit.note(session, actor, f"award.{state}", f"award/{award.id}", details)
    take_award_back(session, need)
    settle(session, actor, need)


def cancel_with_need(session: Session, need: Need) -> None:
    """The need was called off: what stands falls with it, for the need's reason."""
    for award in queries.awards(session, need.id):
        if award.state == "standing":
            _end(session, None, award, "cancelled", need.reason)


def undo_decision(
    session: Session, actor: Actor, decision_id: str, expected: int | None = None
) -> Decision:
    """Undo a decision as if it had not been made; all who were told are told so.

    Raises Conflict with code `too-late` after the stated time, or once another has acted.
    """
    decision = session.get(Decision, decision_id, with_for_update=True)
    if decision is None:
        require(actor, "award.decide")
        raise NotFound("There is no such decision.")
    owner = session.get_one(Need, decision.need_id).organization_id
    require(actor, "award.decide", owner, hidden=True)
    need = own_need(session, actor, decision.need_id, "award.decide")
    check_revision(decision.revision, expected)
    awards = queries.of_decision(session, decision)
    if not can_undo(session, decision, awards):
        raise Refusal("This can no longer be undone.", code="too-late")
    decision.state = "undone"
    decision.revision += 1
    for award in awards:
        _undo(session, award)
    audit.note(session, actor, "award.undo", f"need/{need.id}", {"decision": decision.id})
    if decision.none:
        tell_none(session, need, decision, "award.reopened")
    take_award_back(session, need)
    settle(session, actor, need, revert=True)
    return decision


def can_undo(session: Session, decision: Decision, awards: list[Award]) -> bool:
    """Whether the stated time is not over and nobody but the buyer has acted."""
    return (
        decision.state == "made"
        and now(session) < decision.undo_until
        and all(one.state != "declined" for one in awards)
        and all(is_fresh(session, one) for one in awards if one.state == "final")
    )


def _undo(session: Session, award: Award) -> None:
    told = award.state in queries.LIVE
    award.state, award.ended_at = "undone", now(session)
    award.revision += 1
    finishing.forget(session, award)
    session.flush()
    if told:
        tell_award(session, award, "award.undone")
