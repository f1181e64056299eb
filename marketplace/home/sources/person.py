"""What everybody's home says: the state of their organisation, who asks to join, messages."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.forms import language
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.notifications import queries as notifications
from marketplace.notifications import render
from marketplace.organizations.models import Membership, Organization
from marketplace.policy import Actor, may

NEWEST = 4


@gives_tasks
def organization(session: Session, actor: Actor) -> Iterable[Task]:
    """What stands between the organisation and its verification."""
    if not actor.organization or not may(actor, "organization.submit", actor.organization):
        return
    one = session.get_one(Organization, actor.organization)
    href = "/organization"
    if one.state == "draft":
        said = _("Until it is verified you can draft, but not publish, ask or apply.")
        yield Task(_("Have your organisation verified"), said, href, _("Go on"))
    elif one.state == "returned":
        said = one.reason or ""
        yield Task(_("Put right what was sent back"), said, href, _("Put it right"), late=True)


@gives_tasks
def joining(session: Session, actor: Actor) -> Iterable[Task]:
    """People who ask to join the organisation."""
    if not actor.organization or not may(actor, "membership.manage", actor.organization):
        return
    asked = select(func.count()).where(
        Membership.organization_id == actor.organization, Membership.state == "asked"
    )
    count = session.scalar(asked) or 0
    if count:
        yield Task(
            ngettext("Somebody asks to join", "%(num)s people ask to join", count),
            _("They see nothing of the organisation until you let them in."),
            "/organization/members",
            _("Decide"),
        )


@gives_tasks
def nobody(session: Session, actor: Actor) -> Iterable[Task]:
    """Whoever acts for no organisation registers one or asks to join."""
    if actor.organization or actor.staff or not may(actor, "organization.create"):
        return
    yield Task(
        _("Register your organisation, or ask to join it"),
        _("Needs, matches and applications belong to organisations, not to people."),
        "/organizations/new",
        _("Begin"),
    )


@gives_blocks
def messages(session: Session, actor: Actor) -> Iterable[Block]:
    """The newest messages not read."""
    if not actor.user:
        return
    newest, total = notifications.own(session, actor, unread=True, limit=NEWEST)
    lines = [
        (render.subject(one.kind, one.facts, language()), one.path, one.created_at)
        for one in newest
    ]
    facts = {"lines": lines, "total": total}
    yield Block(_("New messages"), "home/messages.html", facts, rail=True, place=40)
