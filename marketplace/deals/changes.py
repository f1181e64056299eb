"""Changes of the contract by both: one party proposes, the other accepts or refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.context import new_id, now
from marketplace.deals import rules, snapshots, terms
from marketplace.deals.journal import (
    Act,
    accepted_of,
    begin,
    enter,
    tell,
    tell_deal,
    waiting_of,
)
from marketplace.deals.models import Deal, Proposal
from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.policy import Actor

Json = Mapping[str, Any]


def propose_change(
    session: Session, actor: Actor, deal_id: str, body: Json, expected: int | None = None
) -> Proposal:
    """Propose other terms (`lots`: other quantities, prices, days of the same lots); nothing holds
    before the other party accepts. Raises Conflict while another proposal waits."""
    deal = begin(session, actor, deal_id, "deal.act", expected)
    if pending(session, deal) is not None:
        raise Conflict("Another change waits for an answer.", code="change-pending")
    lots = _lots(deal, body.get("lots"))
    wanted = {name: body[name] for name in deal.terms if name in body}
    new = {**deal.terms, **_plain(wanted)}
    if new["payment_days"] <= terms.CONTRACT_DAYS:
        new["explicit_term"] = False
    _refuse(terms.faults(new, lots) + _faults_of_lots(session, deal, lots))
    changed = _changed(deal, lots, new)
    if not changed:
        raise Invalid([Fault("", N_("Nothing differs from the contract as it stands."))])
    one = Proposal(
        id=new_id(session),
        deal_id=deal.id,
        by_id=actor.organization,
        lots=lots,
        terms=new,
        changed=changed,
        message=body.get("message"),
        state="proposed",
        proposed_at=now(session),
    )
    session.add(one)
    enter(session, actor, deal, Act("propose", one.id, {"changed": changed}, undoable=True))
    tell(session, deal, "change.proposed", snapshots.proposal_data(deal, one))
    return one


def accept_change(
    session: Session,
    actor: Actor,
    deal_id: str,
    proposal_id: str,
    explicit_term: bool = False,
    expected: int | None = None,
) -> Proposal:
    """The other party accepts: the contract is changed. More than 60 payment days ask for its own
    explicit word (`explicit_term`), which is recorded."""
    deal, one = _answered(session, actor, deal_id, proposal_id, expected)
    long = one.terms["payment_days"] > terms.CONTRACT_DAYS
    if long and not explicit_term and {"payment_days", "explicit_term"} & set(one.changed):
        _refuse([("/explicit_term", N_("Confirm that you agree to more than 60 days."))])
    _refuse(_faults_of_lots(session, deal, one.lots))
    deal.lots, deal.terms = one.lots, one.terms
    one.state, one.decided_at = "accepted", now(session)
    facts = {"changed": one.changed, "payment_days": one.terms["payment_days"]}
    enter(session, actor, deal, Act("agree", one.id, facts))
    tell(session, deal, "change.decided", snapshots.proposal_data(deal, one))
    tell_deal(session, deal, changed=one.changed)
    return one


def refuse_change(
    session: Session,
    actor: Actor,
    deal_id: str,
    proposal_id: str,
    reason: str,
    expected: int | None = None,
) -> Proposal:
    """The other party refuses, and says why; the contract stays."""
    deal, one = _answered(session, actor, deal_id, proposal_id, expected)
    one.state, one.reason, one.decided_at = "refused", reason, now(session)
    enter(session, actor, deal, Act("refuse", one.id, {"changed": one.changed}))
    tell(session, deal, "change.decided", snapshots.proposal_data(deal, one))
    return one


def pending(session: Session, deal: Deal) -> Proposal | None:
    """The proposal that waits for an answer, if one does."""
    found = select(Proposal).where(Proposal.deal_id == deal.id, Proposal.state == "proposed")
    return session.scalar(found)


def _answered(
    session: Session, actor: Actor, deal_id: str, proposal_id: str, expected: int | None
) -> tuple[Deal, Proposal]:
    deal = begin(session, actor, deal_id, "deal.act", expected)
    one = session.get(Proposal, proposal_id)
    if one is None or one.deal_id != deal.id:
        raise NotFound("There is no such proposal.")
    if one.by_id == actor.organization:
        raise Forbidden("The other party answers what you proposed.")
    if one.state != "proposed":
        raise Conflict("This proposal has been answered already.", code="change-decided")
    return deal, one


def _lots(deal: Deal, given: Sequence[Json] | None) -> list[dict[str, Any]]:
    if not given:
        return deal.lots
    known = {lot["lot"]: lot for lot in deal.lots}
    _refuse(
        [
            (f"/lots/{place}/lot", N_("There is no such lot in this deal."))
            for place, row in enumerate(given)
            if row["lot"] not in known
        ]
    )
    wanted = {row["lot"]: row for row in given}
    return [_merged(lot, wanted.get(key, {})) for key, lot in known.items()]


def _merged(lot: Json, row: Json) -> dict[str, Any]:
    new = dict(lot)
    if row.get("quantity") is not None:
        new["quantity"] = rules.plain(rules.exact(row["quantity"]))
    for name in ("price", "deliver_by"):
        if row.get(name) is not None:
            new[name] = row[name]
    return new


def _plain(wanted: Json) -> dict[str, Any]:
    """Shares as decimal text, as they are stored."""
    milestones = wanted.get("milestones")
    if milestones is None:
        return dict(wanted)
    stored = [one | {"share": rules.plain(rules.exact(one["share"]))} for one in milestones]
    return {**wanted, "milestones": stored}


def _faults_of_lots(session: Session, deal: Deal, lots: Sequence[Json]) -> terms.Faults:
    """A change may not go below what was delivered, nor below what was invoiced; prices of what
    was accepted stay."""
    done = rules.total(accepted_of(session, deal.id), waiting_of(session, deal.id))
    left = rules.still_open(lots, done)
    faults = [
        (f"/lots/{place}/quantity", N_("This is less than what was delivered already."))
        for place, lot in enumerate(lots)
        if left[lot["lot"]] < 0
    ]
    before = {lot["lot"]: lot for lot in deal.lots}
    faults += [
        (f"/lots/{place}/price", N_("Part of this lot was delivered: its price stays."))
        for place, lot in enumerate(lots)
        if done.get(lot["lot"]) and lot["price"] != before[lot["lot"]]["price"]
    ]
    if rules.value_of(lots) < deal.invoiced_net:
        faults.append(("/lots", N_("The contract would be worth less than what was invoiced.")))
    return faults


def _changed(deal: Deal, lots: Sequence[Json], new: Json) -> list[str]:
    names = [name for name in new if new[name] != deal.terms.get(name)]
    return sorted([*names, *(["lots"] if list(lots) != deal.lots else [])])


def _refuse(faults: terms.Faults) -> None:
    if faults:
        raise Invalid([Fault(pointer, detail) for pointer, detail in faults])
