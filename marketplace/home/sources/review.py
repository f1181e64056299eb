"""What the home of those who verify says: who waits, and since when."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace import templating
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.organizations.models import Claim, Report
from marketplace.organizations.queries import to_review
from marketplace.policy import Actor, may

SHOWN = 5


@gives_tasks
def organizations(session: Session, actor: Actor) -> Iterable[Task]:
    """The organisations that wait longest."""
    if not may(actor, "organization.review"):
        return
    waiting, _total = to_review(session, actor, ("submitted",), SHOWN, 0)
    for one in waiting:
        since = templating.day(one.submitted_at) if one.submitted_at else ""
        yield Task(
            _("Verify %(organization)s", organization=one.name),
            _("Waits since %(day)s. Until then it can draft, but not publish.", day=since),
            f"/review/organizations/{one.id}",
            _("Look at it"),
            one.submitted_at,
        )


@gives_tasks
def claims(session: Session, actor: Actor) -> Iterable[Task]:
    """Claims of organisations."""
    if not may(actor, "organization.review"):
        return
    waiting = select(func.count(), func.min(Claim.created_at)).where(Claim.state == "open")
    count, oldest = session.execute(waiting).one()
    if count:
        yield Task(
            ngettext("Decide on a claim", "Decide on %(num)s claims", count),
            _("People say that an organisation is theirs."),
            "/review/claims",
            _("Look at them"),
            oldest,
        )


@gives_tasks
def reports(session: Session, actor: Actor) -> Iterable[Task]:
    """What people reported of organisations and needs."""
    if not may(actor, "report.decide"):
        return
    waiting = select(func.count(), func.min(Report.created_at)).where(Report.state == "open")
    count, oldest = session.execute(waiting).one()
    if count:
        yield Task(
            ngettext("Look at a report", "Look at %(num)s reports", count),
            _("People say that something is wrong with an organisation or a need."),
            "/review/reports",
            _("Look at them"),
            oldest,
        )


@gives_blocks
def queue(session: Session, actor: Actor) -> Iterable[Block]:
    """How many organisations wait for verification or were sent back."""
    if not may(actor, "organization.review"):
        return
    counts = {
        state: to_review(session, actor, (state,), 1, 0)[1] for state in ("submitted", "returned")
    }
    yield Block(_("To verify"), "home/queue.html", {"counts": counts}, rail=True, place=10)
