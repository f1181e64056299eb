"""Evaluations and awards told again from their tables, for `republish`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Snapshot, Snapshots
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.snapshots import award_facts, final_facts, none_facts
from marketplace.needs.models import Need

TYPES = {
    "standing": "award.decided",
    "declined": "award.declined",
    "cancelled": "award.cancelled",
    "undone": "award.undone",
    "final": "award.final",
}


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Every award as it is now, and every lot that was given to nobody."""
    awards = select(Award).order_by(Award.decided_at, Award.id)
    for award in session.scalars(awards.execution_options(yield_per=200)):
        facts = final_facts if award.state == "final" else award_facts
        data = facts(session, award)
        yield Snapshot(TYPES[award.state], f"award/{award.id}", award.revision, data)
    for decision in session.scalars(select(Decision).order_by(Decision.decided_at, Decision.id)):
        if decision.none:
            need = session.get_one(Need, decision.need_id)
            type_ = "award.none" if decision.state == "made" else "award.reopened"
            key = f"decision/{decision.id}"
            yield Snapshot(type_, key, decision.revision, none_facts(need, decision))


SNAPSHOTS: Mapping[str, Snapshots] = {"evaluations": snapshots}
