"""Evaluations and awards as their events carry them: ids, states, times; prices once final."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from events.outbox import record
from marketplace.applications.models import Application
from marketplace.applications.offers import lots_of
from marketplace.evaluation import queries
from marketplace.evaluation.models import Award, Decision, Evaluation
from marketplace.needs.models import Need
from marketplace.vocabularies.places import located


def tell_evaluation(
    session: Session, need: Need, evaluation: Evaluation, type_: str, **more: Any
) -> None:
    """Put the state of an evaluation into the outbox, as its next revision."""
    evaluation.revision += 1
    session.flush()
    data = {
        "need": need.id,
        "buyer": need.organization_id,
        "revision": evaluation.revision,
        "due_at": evaluation.due_at.isoformat() if evaluation.due_at else None,
        "waiting": len(queries.awaited(session, need.id)),
    }
    key = f"evaluation/{need.id}"
    record(session, type_, key=key, revision=evaluation.revision, data=data | more)


def award_facts(session: Session, award: Award) -> dict[str, Any]:
    """The data of every event that tells what an award is now."""
    decision = session.get_one(Decision, award.decision_id)
    lots = lots_of(session.get_one(Need, award.need_id).content)
    until = award.standstill_until
    return {
        "id": award.id,
        "decision": decision.id,
        "need": award.need_id,
        "application": award.application_id,
        "buyer": award.buyer_id,
        "supplier": award.supplier_id,
        "state": award.state,
        "lots": [
            {
                "lot": row["lot"],
                "title": lots[row["lot"]]["title"],
                "quantity": row["quantity"],
            }
            for row in award.lots
        ],
        "standstill_until": until.isoformat() if until else None,
        "undo_until": decision.undo_until.isoformat(),
        "reason": award.reason,
    }


def tell_award(session: Session, award: Award, type_: str) -> None:
    """Put the state of an award into the outbox."""
    data = final_facts(session, award) if type_ == "award.final" else award_facts(session, award)
    record(session, type_, key=f"award/{award.id}", revision=award.revision, data=data)


def final_facts(session: Session, award: Award) -> dict[str, Any]:
    """What a deal is opened with: lots at their prices, place and dates of the need."""
    need = session.get_one(Need, award.need_id)
    lots = lots_of(need.content)
    offered = session.get_one(Application, award.application_id).content["lots"]
    days = {row["lot"]: row["deliver_by"] for row in offered}
    place = need.content.get("place")
    return {
        "id": award.id,
        "need": need.id,
        "application": award.application_id,
        "buyer": award.buyer_id,
        "supplier": award.supplier_id,
        "title": need.title,
        "currency": award.currency,
        "lots": [
            {
                "lot": row["lot"],
                "title": lots[row["lot"]]["title"],
                "unit": lots[row["lot"]].get("unit"),
                "quantity": row["quantity"],
                "price": row["price"],
                "deliver_by": days.get(row["lot"]),
            }
            for row in award.lots
        ],
        "payment_days": need.content.get("payment_days"),
        "place": located(place) if place else None,
        "deliver_by": need.content.get("deliver_by"),
    }


def none_facts(need: Need, decision: Decision) -> dict[str, Any]:
    """The data of an event that tells of lots given to nobody."""
    return {
        "id": decision.id,
        "need": need.id,
        "buyer": need.organization_id,
        "lots": sorted(int(lot) for lot in decision.none),
        "reason": "\n".join(dict.fromkeys(decision.none.values())),
    }


def tell_none(session: Session, need: Need, decision: Decision, type_: str) -> None:
    """Put into the outbox which lots were given to nobody, or are open again."""
    data = none_facts(need, decision)
    record(session, type_, key=f"decision/{decision.id}", revision=decision.revision, data=data)
