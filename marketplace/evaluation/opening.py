"""The moment at which scores, prices and totals are opened: when the last evaluator has sent."""

from __future__ import annotations

from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications.queries import of_need, sealed
from marketplace.evaluation import queries
from marketplace.evaluation.models import Evaluation
from marketplace.evaluation.snapshots import tell_evaluation
from marketplace.needs.models import Need


def open_if_complete(session: Session, need: Need, evaluation: Evaluation) -> None:
    """Open what all have sent, once every application was scored by somebody; one evaluator alone
    has nothing to agree on."""
    people = queries.evaluators(session, need.id)
    if evaluation.opened_at is not None or not people or sealed(need, now(session)):
        return
    if queries.awaited(session, need.id) or unscored(session, need):
        return
    evaluation.opened_at = now(session)
    scored = [one for one in people if one.sent_at is not None]
    if len(scored) == 1:
        evaluation.agreed_at, evaluation.agreed_by = now(session), scored[0].user_id
    tell_evaluation(session, need, evaluation, "evaluation.opened")


def unscored(session: Session, need: Need) -> list[str]:
    """Ids of applications that no evaluator may score: somebody else must be named."""
    people = queries.evaluators(session, need.id)
    free = {one.id for person in people for one in queries.to_score(session, need, person)}
    return [one.id for one in of_need(session, need.id) if one.id not in free]
