"""What becomes of an application after the deadline: it falls away, or the buyer decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.applications import queries, rules
from marketplace.applications.models import Application
from marketplace.applications.snapshots import tell
from marketplace.errors import Conflict
from marketplace.needs.models import Need
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor

CHOSEN = ("selected", "awarded")


def decide(
    session: Session,
    actor: Actor | None,
    application: Application,
    state: str,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Store a decision and its explanation (rules.OUTCOME), which the firm is told; the caller
    has asked for permission. No actor: a timer decides.

    Raises Conflict while the seal holds, for an application that does not stand, and where a
    suspended firm would be chosen.
    """
    need = session.get_one(Need, application.need_id)
    if application.state == "submitted" and queries.sealed(need, now(session)):
        raise Conflict("Applications are sealed until the deadline.", code="sealed")
    fallen = queries.unconfirmed(session, [application])
    if state not in rules.DECISIONS or application.state not in rules.STANDING or fallen:
        raise Conflict(f"An application that is {application.state} cannot become {state}.")
    if (
        state in CHOSEN
        and get_organization(session, application.organization_id).state != "verified"
    ):
        raise Conflict("This firm is not verified at present.", code="suspended")
    undone = state == "submitted"
    application.state, application.outcome = state, None if undone else dict(facts or {})
    application.decided_at = None if undone else now(session)
    application.changed_at = now(session)
    application.revision += 1
    if actor is not None:
        subject = f"application/{application.id}"
        audit.note(session, actor, "application.decide", subject, {"state": state})
    tell(session, application, need, "application.decided")


def lapse_unconfirmed(session: Session, need: Need) -> None:
    """After the need has closed: those that did not confirm its change fall away."""
    if queries.sealed(need, now(session)) or need.state == "cancelled":
        return
    found = select(Application).where(
        Application.need_id == need.id, Application.state == "submitted"
    )
    sent = list(session.scalars(found))
    fallen = queries.unconfirmed(session, sent)
    for application in (one for one in sent if one.id in fallen):
        application.state, application.ended_at = "lapsed", now(session)
        application.changed_at = now(session)
        application.revision += 1
        tell(session, application, need, "application.lapsed")
