"""What homes say of results: what a firm is asked for, what the programme has to decide."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.deals.models import Deal
from marketplace.home.tasks import Task, gives_tasks
from marketplace.outcomes import asks, setting, support
from marketplace.outcomes.closing import get as get_period
from marketplace.outcomes.models import Claim
from marketplace.outcomes.rules import WAITING
from marketplace.policy import Actor, may


@gives_tasks
def asked(session: Session, actor: Actor) -> Iterable[Task]:
    """Jobs of finished deals, jobs to confirm, claims that came back."""
    if not actor.organization or not may(actor, "outcome.claim", actor.organization):
        return
    today = setting.today(session)
    for one in asks.open_asks(session, actor.organization):
        if one.kind == "jobs":
            deal = session.get(Deal, one.subject)
            title = _("Say which jobs the deal made")
            href = f"/my-results/jobs?deal={one.subject}"
            text = deal.title if deal else ""
        else:
            title = _("Confirm that the jobs are still there")
            href = f"/my-results/{one.subject}/confirm"
            text = _("Unconfirmed, they count no more.")
        yield Task(title, text, href, _("Answer"), one.due, late=one.due < today)


@gives_tasks
def returned(session: Session, actor: Actor) -> Iterable[Task]:
    """Claims on which the programme asks something."""
    if not actor.organization or not may(actor, "outcome.claim", actor.organization):
        return
    found = select(Claim).where(
        Claim.organization_id == actor.organization, Claim.state == "returned"
    )
    for claim in session.scalars(found):
        yield Task(
            _("Answer a question on %(ref)s", ref=claim.ref),
            _("The programme sent it back."),
            f"/my-results/{claim.id}",
            _("Look at it"),
        )


@gives_tasks
def baseline(session: Session, actor: Actor) -> Iterable[Task]:
    """A firm with a deal and without a baseline: its results do not count."""
    firm = actor.organization
    if not firm or not may(actor, "outcome.claim", firm) or support.baseline(session, firm):
        return
    if support.first_support(session, firm):
        yield Task(
            _("Set your baseline"),
            _("Your results count only against it."),
            "/my-results/baseline",
            _("Set it"),
        )


@gives_tasks
def waiting(session: Session, actor: Actor) -> Iterable[Task]:
    """What waits for verification."""
    if not may(actor, "outcome.verify"):
        return
    asked_for = select(func.count(), func.min(Claim.submitted_at))
    count, oldest = session.execute(asked_for.where(Claim.state.in_(WAITING))).one()
    if count:
        yield Task(
            ngettext("Verify a claim", "Verify %(num)s claims", count),
            _("Jobs, revenue and other values that do not count before."),
            "/verification",
            _("See the queue"),
            oldest,
        )


@gives_tasks
def to_lock(session: Session, actor: Actor) -> Iterable[Task]:
    """The quarter that is over and not locked."""
    if not may(actor, "period.move"):
        return
    before = setting.calendar(session).recent(setting.today(session), 2)[1]
    period = get_period(session, before.code)
    if period.state != "locked":
        yield Task(
            _("Close %(period)s", period=before.code),
            _("It is over: look at its figures, approve and lock it."),
            f"/periods/{before.code}",
            _("See the period"),
        )
