"""What homes say of evaluations: scores to give, awards to decide, offers to answer."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.evaluation import queries, schedule
from marketplace.evaluation.models import Award, Evaluation, Evaluator
from marketplace.home.tasks import Task, gives_tasks
from marketplace.needs.models import Need
from marketplace.policy import Actor, may


@gives_tasks
def to_score(session: Session, actor: Actor) -> Iterable[Task]:
    """Needs whose applications wait for this person's scores."""
    if not may(actor, "evaluation.score", actor.organization):
        return
    found = session.execute(
        select(Need, Evaluator, Evaluation)
        .join(Evaluator, Evaluator.need_id == Need.id)
        .outerjoin(Evaluation, Evaluation.need_id == Need.id)
        .where(
            Need.organization_id == actor.organization,
            Need.state == "closed",
            Evaluator.user_id == actor.user,
            Evaluator.sent_at.is_(None),
        )
    )
    for need, person, evaluation in found:
        if None not in queries.conflicts(session, [person])[person.id]:
            yield _task(
                session,
                need,
                evaluation,
                _("Score the applications"),
                _("%(need)s: the other evaluators wait for your scores.", need=need.title),
                _("Score"),
            )


@gives_tasks
def to_decide(session: Session, actor: Actor) -> Iterable[Task]:
    """Closed needs that nobody evaluates yet, or whose scores are in and nothing is decided."""
    if not may(actor, "award.decide", actor.organization):
        return
    found = session.execute(
        select(Need, Evaluation)
        .join(Evaluation, Evaluation.need_id == Need.id)
        .where(Need.organization_id == actor.organization, Need.state == "closed")
        .order_by(Evaluation.due_at)
        .limit(20)
    )
    for need, evaluation in found:
        if queries.awaited(session, need.id) or schedule.is_finished(session, need):
            continue
        named = queries.evaluators(session, need.id)
        title = _("Decide the award") if named else _("Evaluate the applications")
        text = _("%(need)s: the firms wait for an answer.", need=need.title)
        yield _task(session, need, evaluation, title, text, _("Go on"))


def _task(
    session: Session, need: Need, evaluation: Evaluation | None, title: str, text: str, act: str
) -> Task:
    due = evaluation.due_at if evaluation else None
    late = due is not None and due <= now(session)
    return Task(title, text, f"/needs/{need.id}/evaluation", act, due, late)


@gives_tasks
def offers(session: Session, actor: Actor) -> Iterable[Task]:
    """Awards of this firm whose standstill runs."""
    if not actor.organization or not may(actor, "award.decline", actor.organization):
        return
    found = session.execute(
        select(Award, Need)
        .join(Need, Need.id == Award.need_id)
        .where(Award.supplier_id == actor.organization, Award.state == "standing")
    )
    for award, need in found:
        yield Task(
            _("You were chosen: look at what you were awarded"),
            _("%(need)s: a deal opens then, unless you decline before.", need=need.title),
            f"/awards/{award.id}",
            _("See the award"),
            award.standstill_until,
        )
