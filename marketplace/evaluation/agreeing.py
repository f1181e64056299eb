"""The chair's part: scores agreed on, which are the mean where nobody says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlalchemy import delete
from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.applications.models import Application
from marketplace.applications.queries import of_need
from marketplace.errors import Conflict as Refusal
from marketplace.errors import Fault, Forbidden, Invalid
from marketplace.evaluation import queries, rules
from marketplace.evaluation.models import AgreedScore, Evaluation, Evaluator, Score
from marketplace.evaluation.scoring import Entry, Key, faults_of, keys
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need
from marketplace.policy import Actor
from marketplace.revisions import check_revision


def agree_scores(
    session: Session, actor: Actor, need_id: str, entries: Sequence[Entry], expected: int | None
) -> Evaluation:
    """Fix the agreed scores, once all have sent: the mean, or another with a reason (`note`).

    The chair enters them, not for a firm with which it declared a conflict. They can be changed
    until something is decided.
    """
    need = own_need(session, actor, need_id, "evaluation.score")
    evaluation = queries.evaluation_of(session, need.id)
    check_revision(evaluation.revision, expected)
    if evaluation.opened_at is None:
        raise Refusal("Not all evaluators have sent their scores.", code="scores-missing")
    if queries.decisions(session, need.id):
        raise Refusal("An award was decided on these scores.", code="already-decided")
    person = queries.evaluator(session, actor, need.id)
    if not person.chair:
        raise Forbidden("The chair enters the agreed scores.")
    applications = of_need(session, need.id)
    differing = _differing(session, need, person, applications, entries)
    ids = [one.id for one in applications]
    session.execute(delete(AgreedScore).where(AgreedScore.application_id.in_(ids)))
    for one in differing:
        application, lot, criterion = one.key
        row = {"application_id": application, "lot": lot, "criterion": criterion}
        value = str(rules.rounded(one.value or Decimal()))
        session.add(AgreedScore(**row, value=value, reason=one.note))
    evaluation.agreed_at, evaluation.agreed_by = now(session), actor.user
    evaluation.revision += 1
    details = {"differing": len(differing)}
    audit.note(session, actor, "evaluation.agree", f"need/{need.id}", details)
    return evaluation


def _differing(
    session: Session,
    need: Need,
    person: Evaluator,
    applications: Sequence[Application],
    entries: Sequence[Entry],
) -> list[Entry]:
    """The entries that are not the mean; raises Invalid for faults, Conflict where barred."""
    means = means_of(queries.scores_of(session, queries.evaluators(session, need.id)))
    known = keys(need, applications)
    faults = [fault for one in entries for fault in faults_of(one, known)]
    found = [
        one
        for one in entries
        if one.value is not None and rules.rounded(one.value) != means.get(one.key)
    ]
    faults += [
        Fault(f"{one.pointer}/reason", "Say why it differs from the mean.")
        for one in found
        if len(one.note) < 3
    ]
    if faults:
        raise Invalid(faults)
    free = {one.id for one in queries.to_score(session, need, person)}
    if any(one.key[0] not in free for one in found):
        raise Refusal("You declared a conflict of interest here.", code="conflict-of-interest")
    return found


def means_of(scores: Iterable[Score]) -> dict[Key, Decimal]:
    """The mean of what the evaluators gave, by application, lot and criterion."""
    found: dict[Key, list[Decimal]] = {}
    for one in scores:
        key = (one.application_id, one.lot, one.criterion)
        found.setdefault(key, []).append(Decimal(one.value))
    return {key: rules.mean(values) for key, values in found.items()}
