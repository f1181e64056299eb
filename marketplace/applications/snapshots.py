"""An application as its events carry it: ids, state and times, never what is offered."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from events.outbox import record
from marketplace.applications.models import Application
from marketplace.needs.models import Need

TOLD_OF_DECISION = ("reason", "rank", "of")


def facts(application: Application, need: Need) -> dict[str, Any]:
    """The data of every event that tells what an application is now."""
    sent = application.submitted_at
    return {
        "id": application.id,
        "need": need.id,
        "buyer": need.organization_id,
        "organization": application.organization_id,
        "state": application.state,
        "revision": application.revision,
        "need_revision": application.need_revision,
        "submitted_at": sent.isoformat() if sent else None,
    }


def decision(application: Application, need: Need) -> dict[str, Any]:
    """The data of a decision: the same, when, and why in short."""
    outcome, decided = application.outcome or {}, application.decided_at
    short = {name: outcome[name] for name in TOLD_OF_DECISION if outcome.get(name) is not None}
    return facts(application, need) | {"decided_at": decided and decided.isoformat()} | short


def tell(session: Session, application: Application, need: Need, type_: str) -> None:
    """Put it into the outbox."""
    made = decision if type_ == "application.decided" else facts
    record(
        session,
        type_,
        key=f"application/{application.id}",
        revision=application.revision,
        data=made(application, need),
    )
