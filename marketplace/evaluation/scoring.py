"""Writes of evaluators: scores as a draft, sent for good, and agreed on by the chair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete
from sqlalchemy.orm import Session

from events.context import now
from marketplace import audit
from marketplace.applications.models import Application
from marketplace.applications.queries import MISSING, of_need, sealed
from marketplace.applications.rules import STANDING
from marketplace.errors import Conflict as Refusal
from marketplace.errors import Fault, Invalid, NotFound
from marketplace.evaluation import queries, rules
from marketplace.evaluation.models import Evaluator, Score
from marketplace.evaluation.opening import open_if_complete
from marketplace.evaluation.people import Declared, declare, seat_of
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need
from marketplace.policy import Actor, require

Key = tuple[str, int, int]
"""Application, lot, criterion."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A score as it was entered; `value` None takes it out, `pointer` is where it was typed."""

    key: Key
    value: Decimal | None
    note: str = ""
    pointer: str = ""


def score_application(
    session: Session,
    actor: Actor,
    application_id: str,
    entries: Sequence[Entry],
    *,
    conflict: str | None = None,
    draft: bool = False,
) -> Evaluator:
    """Enter an evaluator's scores of one application.

    Scoring says that there is no conflict of interest with its firm; a `conflict` in a sentence
    declares one instead. Without `draft` the application is scored for good, and when that was
    the last one, all scores are sent.
    """
    _need, application = application_to_score(session, actor, application_id)
    if conflict:
        declared = [Declared(application.organization_id, conflict)]
        return declare(session, actor, application.need_id, declared)
    need, person = to_score(session, actor, application.need_id)
    save(session, need, person, entries)
    if not draft:
        refuse_gaps(session, need, person, [application])
        person.ready = sorted({*person.ready, application.id})
        if {one.id for one in queries.to_score(session, need, person)} <= set(person.ready):
            send(session, actor, need, person)
    return person


def application_to_score(
    session: Session, actor: Actor, application_id: str
) -> tuple[Need, Application]:
    """An application for a need of the actor's whose seal is open; NotFound for any other: before,
    nobody may know that it is there."""
    application = session.get(Application, application_id)
    if application is None or application.state not in STANDING:
        require(actor, "evaluation.score")
        raise NotFound(MISSING)
    need = session.get_one(Need, application.need_id)
    require(actor, "evaluation.score", need.organization_id, hidden=True)
    if sealed(need, now(session)):
        raise NotFound(MISSING)
    return need, application


def save_scores(
    session: Session, actor: Actor, need_id: str, entries: Sequence[Entry], *, last: bool
) -> Evaluator:
    """Save an evaluator's whole sheet; with `last` it is complete, and sent."""
    need, person = to_score(session, actor, need_id)
    save(session, need, person, entries)
    if last:
        send(session, actor, need, person)
    return person


def send_scores(session: Session, actor: Actor, need_id: str) -> Evaluator:
    """Send what was saved: from now on it is locked. Raises Invalid naming what lacks."""
    return save_scores(session, actor, need_id, (), last=True)


def to_score(session: Session, actor: Actor, need_id: str) -> tuple[Need, Evaluator]:
    """The need and the actor's place, while scores are taken."""
    need = own_need(session, actor, need_id, "evaluation.score")
    queries.require_unsealed(session, need)
    person = seat_of(session, actor, need)
    if person.sent_at is not None or queries.is_opened(session, need.id):
        raise Refusal("Your scores are sent; they are locked.", code="scores-sent")
    person.declared_at = person.declared_at or now(session)
    return need, person


def send(session: Session, actor: Actor, need: Need, person: Evaluator) -> None:
    """Lock an evaluator's scores."""
    mine = queries.to_score(session, need, person)
    if not mine:
        raise Refusal("There is nothing that you could score.", code="nothing-to-score")
    refuse_gaps(session, need, person, mine)
    person.sent_at, person.ready = now(session), [one.id for one in mine]
    session.flush()
    audit.note(session, actor, "evaluation.send", f"need/{need.id}", {"evaluator": person.id})
    open_if_complete(session, need, queries.evaluation_of(session, need.id))


def save(session: Session, need: Need, person: Evaluator, entries: Sequence[Entry]) -> None:
    """Keep scores; raises Invalid for what cannot be scored, Conflict for a firm declared."""
    mine = {one.id: one for one in queries.to_score(session, need, person)}
    known = keys(need, of_need(session, need.id))
    faults = [fault for one in entries for fault in faults_of(one, known)]
    if faults:
        raise Invalid(faults)
    if any(one.key[0] not in mine for one in entries):
        raise Refusal("You declared a conflict of interest here.", code="conflict-of-interest")
    for one in entries:
        _put(session, person, one)
    person.saved_at = now(session)
    session.flush()


def faults_of(entry: Entry, known: set[Key]) -> list[Fault]:
    """What is wrong with a score that was entered."""
    if entry.key not in known:
        return [Fault(entry.pointer, "This is not offered, or is not scored by people.")]
    if entry.value is not None and not rules.is_score(entry.value):
        return [Fault(entry.pointer, "A score is a number from 0 to 100, two places at most.")]
    return []


def keys(need: Need, applications: Iterable[Application]) -> set[Key]:
    """What is to be scored: each application, lot that it offers, and criterion that is judged."""
    judged = rules.judged_places(rules.criteria_of(need.content))
    return {
        (one.id, row["lot"], place)
        for one in applications
        for row in one.content["lots"]
        for place in judged
    }


def _put(session: Session, person: Evaluator, entry: Entry) -> None:
    application, lot, criterion = entry.key
    session.execute(
        delete(Score).where(
            Score.evaluator_id == person.id,
            Score.application_id == application,
            Score.lot == lot,
            Score.criterion == criterion,
        )
    )
    if entry.value is not None:
        row = {"application_id": application, "lot": lot, "criterion": criterion}
        value = str(rules.rounded(entry.value))
        session.add(Score(evaluator_id=person.id, **row, value=value, note=entry.note))


def refuse_gaps(
    session: Session, need: Need, person: Evaluator, applications: Sequence[Application]
) -> None:
    """Raise Invalid naming every score that lacks."""
    there = {
        (one.application_id, one.lot, one.criterion) for one in queries.scores_of(session, [person])
    }
    gaps = sorted(keys(need, applications) - there)
    if gaps:
        detail = "Give a score from 0 to 100."
        raise Invalid([Fault(pointer(gap), detail) for gap in gaps])


def pointer(key: Key) -> str:
    """Where a score of this key stands in a whole sheet."""
    application, lot, criterion = key
    return f"/scores/{application}/l{lot}/c{criterion}"
