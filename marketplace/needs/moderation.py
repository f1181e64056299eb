"""Taking a need out of sight and letting it back: by staff, or together with its organisation."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import now
from events.envelope import Event
from marketplace import audit
from marketplace.errors import Conflict, Fault, Forbidden, Invalid
from marketplace.needs import rules
from marketplace.needs.models import Need
from marketplace.needs.queries import reviewable
from marketplace.needs.services import DEADLINE, record_need
from marketplace.organizations.models import Organization
from marketplace.organizations.services import capacity
from marketplace.policy import ANONYMOUS, Actor
from marketplace.revisions import check_revision

DECISIONS = ("suspend", "reinstate")


def review_need(
    session: Session,
    actor: Actor,
    need_id: str,
    decision: str,
    reason: str | None,
    expected: int | None,
) -> Need:
    """Suspend a need with a reason that its organisation reads, or let it be what it was.

    Raises Conflict where its state, or its organisation's, does not allow it, Invalid where a
    reason lacks, Forbidden for a need of the organisation acted for.
    """
    need = reviewable(session, actor, need_id, change=True)
    check_revision(need.revision, expected)
    if actor.organization == need.organization_id:
        raise Forbidden("Nobody decides on their own need.")
    if decision == "suspend":
        _suspend_for(need, reason)
    else:
        _check_reinstated(session, need)
        _reinstate(session, need)
    details = {"decision": decision, "as": capacity(actor)}
    audit.note(session, actor, f"need.{decision}", f"need/{need.id}", details)
    _tell(session, need, decision)
    return need


def follow_buyer(session: Session, event: Event) -> None:
    """Open needs of a suspended organisation go out of sight with it, and come back with it."""
    buyer = session.get(Organization, event.data["id"])
    if buyer is None:
        return
    gone = buyer.state == "suspended"
    own = select(Need).where(Need.organization_id == buyer.id)
    affected = Need.state.in_(rules.SUSPENDABLE) if gone else Need.with_buyer
    for need in session.scalars(own.where(affected).order_by(Need.id).with_for_update()):
        if gone:
            _suspend(need, buyer.reason)
            need.with_buyer = True
        else:
            _reinstate(session, need)
        decision = "suspend" if gone else "reinstate"
        details = {"with": buyer.id}
        audit.note(session, ANONYMOUS, f"need.{decision}", f"need/{need.id}", details)
        _tell(session, need, decision)


def steps(need: Need) -> list[str]:
    """The decisions that the need's state allows."""
    if need.state == "suspended":
        return ["suspend"] if need.with_buyer else ["reinstate"]
    return ["suspend"] if need.state in rules.SUSPENDABLE else []


def _suspend_for(need: Need, reason: str | None) -> None:
    if "suspend" not in steps(need):
        raise Conflict(f"A need that is {need.state} cannot be suspended.")
    if not reason:
        raise Invalid([Fault("/reason", "Say why; its organisation reads this.")])
    _suspend(need, reason)
    need.with_buyer = False


def _check_reinstated(session: Session, need: Need) -> None:
    if need.state != "suspended":
        raise Conflict("Only a suspended need can be reinstated.")
    buyer = session.get_one(Organization, need.organization_id)
    if buyer.state == "suspended":
        raise Conflict("Its organisation is suspended: decide on that first.", code="with-buyer")


def _suspend(need: Need, reason: str | None) -> None:
    if need.state != "suspended":
        need.state_before, need.state = need.state, "suspended"
    need.suspension = reason
    need.revision += 1


def _reinstate(session: Session, need: Need) -> None:
    """One whose deadline has passed meanwhile is closed by the timer that this arranges."""
    need.state = need.state_before or "closed"
    need.state_before, need.suspension, need.with_buyer = None, None, False
    need.revision += 1
    if need.state == "published" and need.apply_by:
        due.schedule(session, DEADLINE, need.id, max(need.apply_by, now(session)))


def _tell(session: Session, need: Need, decision: str) -> None:
    record_need(session, need, "need.suspended" if decision == "suspend" else "need.reinstated")
