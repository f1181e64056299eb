"""The buyer's decision: lots to firms as they offered, or to nobody, with a reason for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace import audit
from marketplace.applications.offers import currency_of
from marketplace.deployment import settings_of
from marketplace.errors import Conflict as Refusal
from marketplace.errors import Fault, Invalid
from marketplace.evaluation import award_rules, finishing, queries
from marketplace.evaluation.award_rules import Given, Offered, State
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.results import Results, kept, results
from marketplace.evaluation.settling import settle
from marketplace.evaluation.snapshots import tell_award, tell_none
from marketplace.needs.models import Need
from marketplace.needs.queries import own_need
from marketplace.policy import Actor
from marketplace.revisions import check_revision

UNDO = timedelta(hours=48)
"""How long a decision can be undone, unless another acts first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision as the buyer asks for it: `none` is lot to reason, `reasons` application to what
    its firm reads, `justification` why the order was not followed."""

    lots: Sequence[Given] = ()
    none: Mapping[int, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    justification: str | None = None


def create_award(
    session: Session, actor: Actor, need_id: str, wanted: Wanted, expected: int | None = None
) -> Decision:
    """Give lots of a need to firms, or to nobody.

    Raises Conflict with code `need-open` while applications are taken, `scores-missing` until all
    evaluators have sent, `not-agreed` until scores are agreed; Invalid with every fault at once.
    Without evaluators, each firm turned down must be given a reason in words.
    """
    need = own_need(session, actor, need_id, "award.decide")
    require_decidable(session, need)
    check_revision(need.revision, expected)
    found = results(session, need)
    state = state_of(session, need, found)
    _refuse(session, need, wanted, found, state)
    decision = _enter(session, actor, need, wanted, found)
    for application in dict.fromkeys(one.application for one in wanted.lots):
        _award(session, need, decision, found, wanted, application)
    session.flush()
    details = {
        "decision": decision.id,
        "awards": [one.id for one in queries.of_decision(session, decision)],
    }
    audit.note(session, actor, "award.decide", f"need/{need.id}", details)
    if decision.none:
        tell_none(session, need, decision, "award.none")
    settle(session, actor, need)
    for award in queries.of_decision(session, decision):
        finishing.begin(session, award)
    finishing.conclude(session, need)
    return decision


def require_decidable(session: Session, need: Need) -> None:
    """Raise Conflict, its code telling why, unless a decision can be made now."""
    queries.require_unsealed(session, need)
    if need.state not in ("published", "closed"):
        raise Refusal("Nothing is left to decide on this need.", code="need-over")
    evaluation = queries.evaluation_of(session, need.id)
    people = queries.evaluators(session, need.id)
    if (people or queries.prices_sealed(session, need)) and evaluation.opened_at is None:
        raise Refusal("Not all evaluators have sent their scores.", code="scores-missing")
    if people and evaluation.agreed_at is None:
        raise Refusal("The chair has not entered the agreed scores.", code="not-agreed")


def state_of(session: Session, need: Need, found: Results) -> State:
    """What is offered, asked for, and given already."""
    awards = queries.awards(session, need.id)
    taken: dict[award_rules.Place, Decimal] = {}
    barred: set[award_rules.Place] = set()
    for one in awards:
        for row in one.lots:
            place = (row["lot"], one.application_id)
            if one.state in queries.LIVE:
                taken[place] = taken.get(place, Decimal()) + Decimal(str(row["quantity"]))
            elif one.state in ("declined", "cancelled"):
                barred.add(place)
    decisions = queries.decisions(session, need.id)
    return State(
        offers={
            (row["lot"], one.id): Offered(Decimal(str(row["quantity"])), Decimal(row["price"]))
            for one in found.applications.values()
            for row in one.content["lots"]
        },
        asked={lot.lot: lot.asked for lot in found.lots},
        taken=taken,
        closed={int(lot) for one in decisions for lot in one.none},
        barred=barred,
    )


def _refuse(session: Session, need: Need, wanted: Wanted, found: Results, state: State) -> None:
    faults = award_rules.faults_of(wanted.lots, state)
    faults += _faults_of_none(wanted, state)
    if not wanted.lots and not wanted.none:
        faults.append(("/lots", "Give at least one lot to a firm, or to nobody with a reason."))
    unknown = set(wanted.reasons) - set(found.applications)
    faults += [("/reasons", "There is no such application.")] if unknown else []
    if not faults:
        faults += _faults_of_order(wanted, found, state)
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])


def _faults_of_none(wanted: Wanted, state: State) -> award_rules.Faults:
    given = {lot for lot, _application in state.taken} | {one.lot for one in wanted.lots}
    faults: award_rules.Faults = []
    for at, lot in enumerate(wanted.none):
        if lot not in state.asked:
            faults.append((f"/none/{at}/lot", "The need has no such lot."))
        elif lot in given or lot in state.closed:
            faults.append((f"/none/{at}/lot", "This lot is decided."))
    return faults


def _faults_of_order(wanted: Wanted, found: Results, state: State) -> award_rules.Faults:
    """Where people judged without scores each firm gets a reason; else the order is followed, or
    it is said why not."""
    if not found.scored:
        chosen = {one.application for one in wanted.lots}
        lots = {one.lot for one in wanted.lots}
        turned_down = {one for lot, one in state.offers if lot in lots} - chosen
        lack = turned_down - {one for one, text in wanted.reasons.items() if text.strip()}
        detail = "Nothing was scored: say to each firm why it is not chosen."
        return [("/reasons", detail)] if lack else []
    lines = {lot.lot: lot.lines for lot in found.lots}
    if award_rules.passed_over(wanted.lots, lines, state) and not wanted.justification:
        return [("/justification", "Say why the order of the totals is not followed.")]
    return []


def _enter(session: Session, actor: Actor, need: Need, wanted: Wanted, found: Results) -> Decision:
    decision = Decision(
        id=new_id(session),
        need_id=need.id,
        state="made",
        result=kept(found),
        none={str(lot): reason for lot, reason in wanted.none.items()},
        reasons={one: text for one, text in wanted.reasons.items() if text.strip()},
        justification=wanted.justification,
        decided_by=str(actor.user),
        decided_at=now(session),
        undo_until=now(session) + UNDO,
        revision=1,
    )
    session.add(decision)
    session.flush()
    return decision


def _award(
    session: Session,
    need: Need,
    decision: Decision,
    found: Results,
    wanted: Wanted,
    application: str,
) -> Award:
    """One firm's part; the first of a decision goes by the decision's id."""
    first = session.get(Award, decision.id) is None
    offered = found.applications[application]
    prices = {row["lot"]: row["price"] for row in offered.content["lots"]}
    rows: list[dict[str, Any]] = [
        {"lot": one.lot, "quantity": float(one.quantity), "price": prices[one.lot]}
        for one in wanted.lots
        if one.application == application
    ]
    award = Award(
        id=decision.id if first else new_id(session),
        decision_id=decision.id,
        need_id=need.id,
        application_id=application,
        buyer_id=need.organization_id,
        supplier_id=offered.organization_id,
        state="standing",
        currency=currency_of(need.content, settings_of(session).currency),
        lots=rows,
        decided_at=now(session),
        standstill_until=finishing.end_of_standstill(session, need),
        revision=1,
    )
    session.add(award)
    session.flush()
    tell_award(session, award, "award.decided")
    return award
