"""Reads on evaluations: who scores, who is waited for, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications.hooks import answers_prices_sealed
from marketplace.applications.models import Application
from marketplace.applications.queries import of_need, sealed
from marketplace.errors import Conflict as Refusal
from marketplace.errors import Forbidden, NotFound
from marketplace.evaluation import rules
from marketplace.evaluation.models import (
    AgreedScore,
    Award,
    Conflict,
    Decision,
    Evaluation,
    Evaluator,
    Score,
)
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need_to_read
from marketplace.policy import Actor, may, require

LIVE = ("standing", "final")
"""States of an award that holds."""
MISSING = "There is no such award."


def evaluation_of(session: Session, need_id: str) -> Evaluation:
    """The need's evaluation, begun now if it was not."""
    found = session.get(Evaluation, need_id)
    if found is None:
        found = Evaluation(need_id=need_id, revision=1)
        session.add(found)
        session.flush()
    return found


def seen_evaluation(session: Session, need_id: str) -> Evaluation:
    """The need's evaluation to read; one that was not begun is not stored."""
    return session.get(Evaluation, need_id) or Evaluation(need_id=need_id, revision=1)


def to_evaluate(session: Session, actor: Actor, need_id: str) -> Need:
    """A need of the actor's, to look at its evaluation; NotFound for any other's, Conflict
    (`need-open`) while its applications are sealed."""
    need = own_need_to_read(session, actor, need_id, "evaluation.read")
    require_unsealed(session, need)
    return need


def require_unsealed(session: Session, need: Need) -> None:
    """Raise Conflict with code `need-open` while applications are sealed."""
    if sealed(need, now(session)):
        raise Refusal("Applications are taken until the deadline.", code="need-open")


def require_opened(session: Session, need: Need) -> None:
    """Raise Conflict with code `scores-missing` until all evaluators have sent."""
    if not is_opened(session, need.id):
        raise Refusal("Not all evaluators have sent their scores.", code="scores-missing")


def evaluators(session: Session, need_id: str) -> list[Evaluator]:
    """Who was named to score, the chair first."""
    found = select(Evaluator).where(Evaluator.need_id == need_id)
    return list(session.scalars(found.order_by(Evaluator.chair.desc(), Evaluator.named_at)))


def evaluator(session: Session, actor: Actor, need_id: str) -> Evaluator:
    """The actor's own place among the evaluators; raises Forbidden without one."""
    found = evaluator_or_none(session, actor, need_id)
    if found is None:
        raise Forbidden("You are not named to evaluate this need.")
    return found


def evaluator_or_none(session: Session, actor: Actor, need_id: str) -> Evaluator | None:
    """The actor's own place among the evaluators, if it has one."""
    found = select(Evaluator).where(Evaluator.need_id == need_id, Evaluator.user_id == actor.user)
    return session.scalar(found)


def conflicts(session: Session, people: Iterable[Evaluator]) -> dict[str, dict[str | None, str]]:
    """By evaluator, the firms (None: the whole need) with which each declared a conflict."""
    found: dict[str, dict[str | None, str]] = {one.id: {} for one in people}
    rows = select(Conflict).where(Conflict.evaluator_id.in_(found))
    for row in session.scalars(rows.order_by(Conflict.declared_at)):
        found[row.evaluator_id][row.organization_id] = row.sentence
    return found


def awaited(session: Session, need_id: str) -> list[Evaluator]:
    """Evaluators whose scores are still waited for; none of those barred from the whole need."""
    people = evaluators(session, need_id)
    barred = conflicts(session, people)
    return [one for one in people if one.sent_at is None and None not in barred[one.id]]


def to_score(session: Session, need: Need, person: Evaluator) -> list[Application]:
    """The applications that an evaluator scores: all, but those of firms it declared."""
    declared = conflicts(session, [person])[person.id]
    if None in declared:
        return []
    return [one for one in of_need(session, need.id) if one.organization_id not in declared]


def scores_of(session: Session, people: Sequence[Evaluator]) -> list[Score]:
    """What these evaluators entered."""
    ids = [one.id for one in people]
    return list(session.scalars(select(Score).where(Score.evaluator_id.in_(ids))))


def agreed(session: Session, applications: Sequence[Application]) -> list[AgreedScore]:
    """Scores agreed on that are not the mean."""
    ids = [one.id for one in applications]
    return list(session.scalars(select(AgreedScore).where(AgreedScore.application_id.in_(ids))))


@answers_prices_sealed
def prices_sealed(session: Session, need: Need) -> bool:
    """Whether the second envelope is closed: until the last evaluator has sent."""
    content = need_rules.complete(need.content)
    if content["envelopes"] != 2 or not rules.judged_places(rules.criteria_of(content)):
        return False
    return not is_opened(session, need.id)


def is_opened(session: Session, need_id: str) -> bool:
    """Whether all evaluators have sent, so that scores, prices and totals are seen."""
    found = session.get(Evaluation, need_id)
    return found is not None and found.opened_at is not None


def decisions(session: Session, need_id: str) -> list[Decision]:
    """What was decided on a need and not undone, oldest first."""
    found = select(Decision).where(Decision.need_id == need_id, Decision.state == "made")
    return list(session.scalars(found.order_by(Decision.decided_at, Decision.id)))


def awards(session: Session, need_id: str) -> list[Award]:
    """Every award of a need, whatever became of it, oldest first."""
    found = select(Award).where(Award.need_id == need_id)
    return list(session.scalars(found.order_by(Award.decided_at, Award.id)))


def of_decision(session: Session, decision: Decision) -> list[Award]:
    """The awards of a decision."""
    found = select(Award).where(Award.decision_id == decision.id)
    return list(session.scalars(found.order_by(Award.id)))


def visible_decision(session: Session, actor: Actor, decision_id: str) -> Decision:
    """A decision on a need of the actor's; NotFound for any other's."""
    found = session.get(Decision, decision_id)
    if found is None:
        require(actor, "evaluation.read")
        raise NotFound("There is no such decision.")
    own_need_to_read(session, actor, found.need_id, "evaluation.read")
    return found


def visible_award(session: Session, actor: Actor, award_id: str) -> Award:
    """An award that the actor may read: its buyer or its supplier; NotFound for any other's."""
    award = session.get(Award, award_id)
    if award is not None and may(actor, "award.read", award.buyer_id):
        return award
    if award is not None and may(actor, "award.read", award.supplier_id):
        return award
    require(actor, "award.read")
    raise NotFound(MISSING)


def award_of(session: Session, actor: Actor, application: Application) -> Award | None:
    """The newest award of an application that holds, if the actor may read it."""
    found = select(Award).where(Award.application_id == application.id, Award.state.in_(LIVE))
    award = session.scalars(found.order_by(Award.decided_at.desc(), Award.id)).first()
    owners = {award.buyer_id, award.supplier_id} if award else set()
    return award if award and may(actor, "award.read", owners) else None


def award_to_change(
    session: Session, actor: Actor, award_id: str, action: str, *, lock: bool = True
) -> Award:
    """An award, locked for a change by its buyer (`award.decide`) or its supplier."""
    visible_award(session, actor, award_id)
    award = session.get_one(Award, award_id, with_for_update=lock or None)
    owner = award.supplier_id if action == "award.decline" else award.buyer_id
    require(actor, action, owner)
    return award
