"""Writes of a firm on its application: draft, change, send, confirm, take back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from events.context import new_id, now
from events.locks import lock
from marketplace import audit
from marketplace.applications import offers, queries, reminders, rules
from marketplace.applications.decisions import decide, lapse_unconfirmed
from marketplace.applications.models import Application
from marketplace.applications.sending import (
    faults_of_draft,
    keep_files,
    refuse,
    require_whole,
    send,
)
from marketplace.applications.snapshots import tell
from marketplace.errors import Conflict, Forbidden
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.needs.queries import visible_need
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, require
from marketplace.revisions import check_revision

__all__ = [
    "confirm_application",
    "create_application",
    "decide",
    "lapse_unconfirmed",
    "submit_application",
    "update_application",
    "withdraw_application",
]
CLOSED = "The deadline is past, or the need was closed: nothing more can be sent."
BARRED = ("suspended", "rejected")


def create_application(
    session: Session, actor: Actor, need_id: str, content: Mapping[str, Any]
) -> Application:
    """A draft that nobody but the firm sees.

    Raises Conflict with code `need-closed` once nothing enters any more, `already-applied` (with
    the id of the other as `application`) where the firm has one already, Forbidden for the buyer.
    """
    require(actor, "application.write", actor.organization or "")
    need = visible_need(session, actor, need_id)
    organization = str(actor.organization)
    if need.organization_id == organization:
        raise Forbidden("This is your own need.")
    lock(session, f"application-{need.id}-{organization}")
    _require_open(session, need, organization)
    if (other := queries.live(session, need.id, organization)) is not None:
        raise Conflict(
            "Your firm has an application for this need already.",
            code="already-applied",
            application=other.id,
        )
    application = Application(
        id=new_id(session),
        need_id=need.id,
        organization_id=organization,
        state="draft",
        created_by=actor.user,
        created_at=now(session),
        revision=1,
    )
    _fill(session, actor, application, need, content)
    refuse(faults_of_draft(session, application, need))
    session.add(application)
    session.flush()
    keep_files(session, application)
    reminders.arrange(session, application, need)
    _note(session, actor, "application.create", application)
    return application


def update_application(
    session: Session,
    actor: Actor,
    application_id: str,
    content: Mapping[str, Any],
    expected: int | None,
) -> Application:
    """Replace a draft's content, or send a changed version of what was sent before.

    Raises Stale for an older revision, Conflict after the deadline or once it is over, Invalid
    with every fault at once; a change that was sent is also a confirmation.
    """
    action = "application.write"
    application, need, moment = _to_change(session, actor, application_id, action, expected)
    sent = application.state == "submitted"
    if sent:
        require(actor, "application.submit", application.organization_id)
    _fill(session, actor, application, need, content)
    if sent:
        require_whole(session, application, need, moment)
        send(session, actor, application, need, moment, "application.revised")
    else:
        refuse(faults_of_draft(session, application, need))
        application.revision += 1
        keep_files(session, application)
    _note(session, actor, "application.update", application)
    return application


def submit_application(
    session: Session, actor: Actor, application_id: str, expected: int | None
) -> Application:
    """Send a draft in one step; it gets a receipt with number, time and hash.

    Raises Invalid with everything that still lacks, Conflict unless it is a draft in time.
    """
    action = "application.submit"
    application, need, moment = _to_change(session, actor, application_id, action, expected)
    if application.state != "draft":
        raise Conflict("This application was sent already; change it instead.", code="already-sent")
    require_whole(session, application, need, moment)
    send(session, actor, application, need, moment, "application.submitted")
    _note(session, actor, "application.submit", application)
    return application


def confirm_application(
    session: Session, actor: Actor, application_id: str, expected: int | None
) -> Application:
    """Stand by what was sent although the need changed; a new receipt is given.

    Raises Invalid where the content no longer fits the need, Conflict where nothing is to confirm.
    """
    action = "application.submit"
    application, need, moment = _to_change(session, actor, application_id, action, expected)
    if application.id not in queries.unconfirmed(session, [application]):
        raise Conflict("There is nothing to confirm.", code="nothing-to-confirm")
    require_whole(session, application, need, moment)
    send(session, actor, application, need, moment, "application.confirmed")
    _note(session, actor, "application.confirm", application)
    return application


def withdraw_application(
    session: Session, actor: Actor, application_id: str, expected: int | None
) -> Application:
    """Take back what was sent, or throw a draft away, until the deadline; the firm can begin
    another. After the deadline an offer stands until the buyer has decided."""
    action = "application.write"
    application, need, moment = _to_change(session, actor, application_id, action, expected)
    application.state, application.ended_at = "withdrawn", moment
    application.changed_at, application.adviser_id = moment, actor.adviser
    application.revision += 1
    reminders.forget(session, application)
    _note(session, actor, "application.withdraw", application)
    if application.submitted_at:
        tell(session, application, need, "application.withdrawn")
    return application


def _to_change(
    session: Session, actor: Actor, application_id: str, action: str, expected: int | None
) -> tuple[Application, Need, datetime]:
    """The application, its need locked against being closed meanwhile, and the moment, at which
    both take changes."""
    application = queries.own_application(session, actor, application_id, action, lock=True)
    check_revision(application.revision, expected)
    need = session.get_one(Need, application.need_id, with_for_update={"read": True})
    if application.state not in rules.CHANGEABLE:
        raise Conflict(f"An application that is {application.state} takes no change.")
    return application, need, _require_open(session, need, application.organization_id)


def _require_open(session: Session, need: Need, organization_id: str) -> datetime:
    moment = now(session)
    if not need_rules.is_open(need.state, need.apply_by, moment):
        raise Conflict(CLOSED, code="need-closed")
    if get_organization(session, need.organization_id).state in BARRED:
        raise Conflict("The buyer is suspended; its needs take no applications.", code="suspended")
    if get_organization(session, organization_id).state in BARRED:
        raise Conflict("Your organisation is suspended and cannot take part.", code="suspended")
    return moment


def _fill(
    session: Session,
    actor: Actor,
    application: Application,
    need: Need,
    content: Mapping[str, Any],
) -> None:
    application.content = offers.resolved(content, need.content)
    application.changed_at, application.adviser_id = now(session), actor.adviser
    if application.state == "draft":
        application.need_revision = need.revision


def _note(session: Session, actor: Actor, action: str, application: Application) -> None:
    details = {"need": application.need_id, "revision": application.revision}
    audit.note(session, actor, action, f"application/{application.id}", details)
