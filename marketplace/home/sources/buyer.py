"""What a lead firm's home says: questions, drafts, needs that close, and where its needs stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.needs.models import Need, Question
from marketplace.needs.queries import own_needs, states
from marketplace.policy import Actor, may

SOON = timedelta(days=7)
SHOWN = 8


@gives_tasks
def questions(session: Session, actor: Actor) -> Iterable[Task]:
    """Needs on which questions wait for an answer, by the day until which firms decide."""
    if not may(actor, "need.answer", actor.organization):
        return
    waiting = session.execute(
        select(Need, func.count())
        .join(Question, Question.need_id == Need.id)
        .where(
            Need.organization_id == actor.organization,
            Need.state == "published",
            Question.answer.is_(None),
        )
        .group_by(Need.id)
    )
    for need, count in waiting:
        yield Task(
            ngettext("Answer a question", "Answer %(num)s questions", count),
            _("%(need)s: firms decide by what you answer; all of them read it.", need=need.title),
            f"/needs/{need.id}/questions",
            _("Answer"),
            need.apply_by,
        )


@gives_tasks
def suspended(session: Session, actor: Actor) -> Iterable[Task]:
    """Own needs that staff have taken out of sight."""
    if not may(actor, "need.read_own", actor.organization):
        return
    found = select(Need).where(
        Need.organization_id == actor.organization,
        Need.state == "suspended",
        Need.with_buyer.is_(False),
    )
    for need in session.scalars(found.order_by(Need.id)):
        said = need.suspension or ""
        yield Task(need.title, said, f"/needs/{need.id}", _("Read why it is suspended"), late=True)


@gives_tasks
def closing(session: Session, actor: Actor) -> Iterable[Task]:
    """Own needs that stop taking applications within a week."""
    if not may(actor, "need.read_own", actor.organization):
        return
    moment = now(session)
    found = select(Need).where(
        Need.organization_id == actor.organization,
        Need.state == "published",
        Need.apply_by.between(moment, moment + SOON),
    )
    for need in session.scalars(found):
        yield Task(
            _("Invite whom you still want to hear from"),
            _(
                "%(need)s closes then. Firms on the shortlist can still be invited.",
                need=need.title,
            ),
            f"/needs/{need.id}/shortlist",
            _("See the shortlist"),
            need.apply_by,
        )


@gives_tasks
def drafts(session: Session, actor: Actor) -> Iterable[Task]:
    """Needs begun and not published."""
    if not may(actor, "need.update", actor.organization):
        return
    found, _total = own_needs(session, actor, states=("draft",), limit=3)
    for need in found:
        yield Task(
            _("Finish and publish a need"),
            _("%(need)s is a draft: nobody sees it, nobody is ranked for it.", need=need.title),
            f"/needs/{need.id}",
            _("Go on"),
            need.apply_by,
        )


@gives_blocks
def standing(session: Session, actor: Actor) -> Iterable[Block]:
    """Needs by state, and the newest of them with their next date."""
    if "lead_firm" not in actor.kinds or not may(actor, "need.read_own", actor.organization):
        return
    counts = states(session, actor)
    newest, total = own_needs(session, actor, limit=SHOWN)
    yield Block(
        _("Your needs"),
        "home/needs.html",
        {"counts": counts, "needs": newest, "total": total},
        place=10,
    )
