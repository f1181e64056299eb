"""Evaluations and awards as the API answers them; what is sealed is left out here, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from events.context import now
from marketplace.applications.queries import sealed
from marketplace.evaluation import queries, sensitivity
from marketplace.evaluation.models import AgreedScore, Award, Decision, Evaluator, Score
from marketplace.evaluation.results import Results, kept, results
from marketplace.evaluation.rules import Criterion, criteria_of, judged_places
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.policy import Actor


def evaluation(session: Session, actor: Actor, need: Need) -> dict[str, Any]:
    """An evaluation: before all have sent, the reader's own scores and who is waited for alone."""
    found = queries.seen_evaluation(session, need.id)
    content = need_rules.complete(need.content)
    criteria = criteria_of(content)
    people = queries.evaluators(session, need.id)
    mine = [one for one in people if one.user_id == actor.user]
    opened = is_open(session, need)
    worked = results(session, need) if opened else None
    return {
        "need": need.id,
        "state": state_of(session, need),
        "due_at": _time(found.due_at),
        "opened_at": _time(found.opened_at),
        "agreed_at": _time(found.agreed_at),
        "formula": content["price_formula"],
        "criteria": [_criterion(one) for one in criteria],
        "evaluators": _people(session, people),
        "own_scores": [_score(one, criteria) for one in queries.scores_of(session, mine)],
        "scores": [_score(one, criteria) for one in queries.scores_of(session, people)]
        if opened
        else [],
        "agreed": _agreed(session, worked) if worked else [],
        "lots": lots(worked) if worked else [],
        "revision": found.revision,
    }


def is_open(session: Session, need: Need) -> bool:
    """Whether the arithmetic may be seen: all evaluators have sent, or the seal is open and
    nothing is left to people's judgement."""
    if sealed(need, now(session)):
        return False
    return queries.is_opened(session, need.id) or not judged_places(criteria_of(need.content))


def state_of(session: Session, need: Need) -> str:
    """unnamed, scoring, opened, agreed, decided: how far the evaluation is."""
    found = queries.seen_evaluation(session, need.id)
    if queries.decisions(session, need.id):
        return "decided"
    if found.agreed_at is not None:
        return "agreed"
    if found.opened_at is not None:
        return "opened"
    return "scoring" if queries.evaluators(session, need.id) else "unnamed"


def _time(value: Any) -> str | None:
    return value.isoformat() if value else None


def _criterion(one: Criterion) -> dict[str, Any]:
    return {"name": one.name, "weight": str(one.weight), "kind": one.kind}


def _people(session: Session, people: Sequence[Evaluator]) -> list[dict[str, Any]]:
    declared = queries.conflicts(session, people)
    return [
        {
            "person": one.user_id,
            "chair": one.chair,
            "declared_at": _time(one.declared_at),
            "sent_at": _time(one.sent_at),
            "conflicts": [
                {"organization": firm, "sentence": sentence}
                for firm, sentence in declared[one.id].items()
            ],
        }
        for one in people
    ]


def _score(one: Score, criteria: Sequence[Criterion]) -> dict[str, Any]:
    return {
        "evaluator": one.evaluator_id,
        "application": one.application_id,
        "lot": one.lot,
        "criterion": criteria[one.criterion].name,
        "score": one.value,
        "note": one.note,
    }


def _agreed(session: Session, found: Results) -> list[dict[str, Any]]:
    rows = queries.agreed(session, list(found.applications.values()))
    return [_agreed_score(one, found.criteria) for one in rows]


def _agreed_score(one: AgreedScore, criteria: Sequence[Criterion]) -> dict[str, Any]:
    return {
        "application": one.application_id,
        "lot": one.lot,
        "criterion": criteria[one.criterion].name,
        "score": one.value,
        "reason": one.reason,
    }


def lots(found: Results) -> list[dict[str, Any]]:
    """The arithmetic of every lot, and how firm its order is."""
    shown = []
    for lot, row in zip(found.lots, kept(found), strict=True):
        holds = sensitivity.hold(found.criteria, lot.lines)
        first = {"low": str(holds.low), "high": str(holds.high)} if holds else None
        shown.append(row | {"first_stays_first": first})
    return shown


def award(one: Award) -> dict[str, Any]:
    """What one firm was given."""
    return {
        "id": one.id,
        "decision": one.decision_id,
        "need": one.need_id,
        "application": one.application_id,
        "buyer": one.buyer_id,
        "supplier": one.supplier_id,
        "state": one.state,
        "currency": one.currency,
        "lots": [row | {"application": one.application_id} for row in one.lots],
        "decided_at": one.decided_at.isoformat(),
        "standstill_until": _time(one.standstill_until),
        "reason": one.reason,
        "revision": one.revision,
    }


def decision(session: Session, one: Decision) -> dict[str, Any]:
    """A decision with everything that it gave."""
    awards = [award(part) for part in queries.of_decision(session, one)]
    return {
        "id": one.id,
        "need": one.need_id,
        "state": one.state,
        "lots": [row for part in awards for row in part["lots"]],
        "none": [{"lot": int(lot), "reason": text} for lot, text in one.none.items()],
        "awards": awards,
        "justification": one.justification,
        "decided_at": one.decided_at.isoformat(),
        "undo_until": one.undo_until.isoformat(),
        "revision": one.revision,
    }
