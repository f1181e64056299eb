"""Who evaluates a need, and what conflicts of interest they declare."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.applications.queries import of_need
from marketplace.errors import Conflict as Refusal
from marketplace.errors import Fault, Invalid
from marketplace.evaluation import queries
from marketplace.evaluation.models import Conflict, Evaluation, Evaluator, Score
from marketplace.evaluation.opening import open_if_complete
from marketplace.evaluation.snapshots import tell_evaluation
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need
from marketplace.organizations.queries import members
from marketplace.policy import Actor
from marketplace.revisions import check_revision

OPEN = ("draft", "published", "closed")
"""States of a need in which it can be said who evaluates it."""
MOST = 12


@dataclass(frozen=True, slots=True)
class Declared:
    """A conflict of interest in a sentence: with one firm, or (None) with the whole need."""

    organization: str | None
    sentence: str


def name_evaluators(
    session: Session,
    actor: Actor,
    need_id: str,
    people: Sequence[str],
    chair: str | None,
    expected: int | None,
) -> Evaluation:
    """Say which members of the buyer score the need, and who of them is the chair (the first if
    nobody is said).

    Raises Conflict once scores are open; Invalid for somebody who is no editor of the buyer's,
    and where one who has sent would be left out.
    """
    need = own_need(session, actor, need_id, "evaluation.manage")
    evaluation = queries.evaluation_of(session, need.id)
    check_revision(evaluation.revision, expected)
    if need.state not in OPEN or evaluation.opened_at is not None:
        raise Refusal("The scores are open; who gave them is fixed.", code="evaluation-open")
    named = list(dict.fromkeys(people))
    present = {one.user_id: one for one in queries.evaluators(session, need.id)}
    _check(session, need, named, chair, present)
    gone = [one for user, one in present.items() if user not in named]
    _take_out(session, gone)
    for user in named:
        person = present.get(user) or _seat(session, actor, need, user)
        person.chair = user == (chair or named[0])
    session.flush()
    details = {"people": named, "chair": chair or named[0]}
    audit.note(session, actor, "evaluation.name", f"need/{need.id}", details)
    tell_evaluation(session, need, evaluation, "evaluation.named")
    open_if_complete(session, need, evaluation)
    return evaluation


def _check(
    session: Session,
    need: Need,
    named: Sequence[str],
    chair: str | None,
    present: dict[str, Evaluator],
) -> None:
    able = set(members(session, need.organization_id, "editor"))
    faults = [
        Fault(f"/people/{place}", "Choose members of your organisation who may edit.")
        for place, user in enumerate(named)
        if user not in able
    ]
    if chair is not None and chair not in named:
        faults.append(Fault("/chair", "The chair is one of the evaluators."))
    if {user for user, one in present.items() if one.sent_at} - set(named):
        faults.append(Fault("/people", "Whoever has sent scores stays an evaluator."))
    if faults:
        raise Invalid(faults)


def _take_out(session: Session, gone: Collection[Evaluator]) -> None:
    ids = [one.id for one in gone]
    for model in (Score, Conflict):
        session.execute(delete(model).where(model.evaluator_id.in_(ids)))
    for one in gone:
        session.delete(one)


def _seat(
    session: Session, actor: Actor, need: Need, user: str, *, chair: bool = False
) -> Evaluator:
    person = Evaluator(
        id=new_id(session),
        need_id=need.id,
        user_id=user,
        chair=chair,
        named_by=str(actor.user),
        named_at=now(session),
        ready=[],
    )
    session.add(person)
    return person


def seat_of(session: Session, actor: Actor, need: Need) -> Evaluator:
    """The actor's place among the evaluators; where nobody was named it becomes the only one.

    Raises Forbidden for a member who is not among those named.
    """
    if not queries.evaluators(session, need.id):
        person = _seat(session, actor, need, str(actor.user), chair=True)
        session.flush()
        details = {"people": [person.user_id], "chair": person.user_id}
        audit.note(session, actor, "evaluation.name", f"need/{need.id}", details)
        return person
    return queries.evaluator(session, actor, need.id)


def declare(
    session: Session, actor: Actor, need_id: str, declared: Sequence[Declared]
) -> Evaluator:
    """Say that there is no conflict of interest, or with which firms, or with the whole need.

    Whoever declares one cannot score there, and what it scored there is gone; a conflict that was
    declared stays on record. Raises Conflict before the seal opens and after scores were sent.
    """
    need = own_need(session, actor, need_id, "evaluation.score")
    queries.require_unsealed(session, need)
    person = seat_of(session, actor, need)
    if person.sent_at is not None:
        raise Refusal("Your scores are sent.", code="scores-sent")
    firms = {one.organization_id for one in of_need(session, need.id)}
    known = queries.conflicts(session, [person])[person.id]
    for place, one in enumerate(declared):
        if one.organization is not None and one.organization not in firms:
            detail = "This firm has no application here."
            raise Invalid([Fault(f"/conflicts/{place}/organization", detail)])
        if one.organization not in known:
            _enter(session, person, one)
            known[one.organization] = one.sentence
    person.declared_at = person.declared_at or now(session)
    _forget_scores(session, need, person)
    details = {"evaluator": person.id, "firms": [one.organization for one in declared]}
    audit.note(session, actor, "evaluation.declare", f"need/{need.id}", details)
    open_if_complete(session, need, queries.evaluation_of(session, need.id))
    return person


def _enter(session: Session, person: Evaluator, declared: Declared) -> None:
    session.add(
        Conflict(
            id=new_id(session),
            evaluator_id=person.id,
            organization_id=declared.organization,
            sentence=declared.sentence,
            declared_at=now(session),
        )
    )
    session.flush()


def _forget_scores(session: Session, need: Need, person: Evaluator) -> None:
    """Scores of applications that the evaluator may not score are not kept."""
    free = [one.id for one in queries.to_score(session, need, person)]
    session.execute(
        delete(Score).where(Score.evaluator_id == person.id, Score.application_id.not_in(free))
    )
    person.ready = [one for one in person.ready if one in free]
