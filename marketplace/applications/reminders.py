"""Reminders before a need's deadline: of a draft that was not sent, of a change to confirm."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import now
from events.outbox import record
from marketplace.applications import queries
from marketplace.applications.models import Application
from marketplace.applications.rules import CHANGEABLE
from marketplace.needs.models import Need
from marketplace.needs.rules import is_open

REMIND = "application.remind"
HOURS = (48, 6)
"""How long before the deadline a firm is reminded."""


def arrange(session: Session, application: Application, need: Need) -> None:
    """Enter the reminders that still lie ahead, instead of earlier ones."""
    forget(session, application)
    for hours in HOURS:
        at = need.apply_by - timedelta(hours=hours) if need.apply_by else None
        if at and at > now(session):
            due.schedule(session, REMIND, f"{application.id}/{hours}", at)


def forget(session: Session, application: Application) -> None:
    """Take out what was arranged."""
    for hours in HOURS:
        due.cancel(session, REMIND, f"{application.id}/{hours}")


def arrange_all(session: Session, need: Need) -> None:
    """The same for all that can still be changed, after the need's deadline moved."""
    found = select(Application).where(
        Application.need_id == need.id, Application.state.in_(CHANGEABLE)
    )
    for application in session.scalars(found):
        arrange(session, application, need)


def remind(session: Session, key: str) -> None:
    """The timer's part: an event, if there still is something to do in time."""
    application = session.get(Application, key.partition("/")[0])
    if application is None or application.state not in CHANGEABLE:
        return
    need = session.get_one(Need, application.need_id)
    asked = application.state == "draft" or queries.unconfirmed(session, [application])
    if not asked or not is_open(need.state, need.apply_by, now(session)):
        return
    data = {
        "id": application.id,
        "need": need.id,
        "organization": application.organization_id,
        "lacks": "sending" if application.state == "draft" else "confirmation",
        "apply_by": need.apply_by.isoformat() if need.apply_by else None,
    }
    record(
        session,
        "application.reminded",
        key=f"application/{application.id}",
        revision=application.revision,
        data=data,
    )
