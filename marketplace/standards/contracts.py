"""Releases of what was given and what was done: awards, contracts, their implementation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from integrations.ocds import parts, releases
from integrations.ocds.parts import Json
from marketplace.deals import rules, terms
from marketplace.deals.models import Deal, Delivery, Payment
from marketplace.evaluation.models import Award, Decision
from marketplace.standards.facts import DealFacts
from marketplace.standards.tenders import COMPLETE, Teller, Told, label_of

ENDED: Mapping[str, str] = {
    "final": "active",
    "declined": "cancelled",
    "cancelled": "cancelled",
    "undone": "cancelled",
}
"""State in which an award ends to the standard's status; before it is pending."""
UNDONE = "undone"
OVER = ("awarded", "completed")
"""States of a need in which all its lots are decided for good."""


def of_awards(
    teller: Teller, decisions: Sequence[Decision], awards: Sequence[Award], whole: bool = True
) -> Iterator[Told]:
    """What each decision gave to whom, lots given to nobody (to who reads the whole), and how
    awards ended."""
    for decision in decisions:
        given = [one for one in awards if one.decision_id == decision.id]
        for_nobody = decision.none if whole and decision.state != UNDONE else {}
        nobody = [
            releases.award(
                f"{decision.id}-{int(lot) + 1}",
                _title(teller, int(lot)),
                "unsuccessful",
                parts.moment(decision.decided_at),
                lots=[str(int(lot) + 1)],
            )
            for lot in sorted(for_nobody, key=int)
        ]
        told = [_award(teller, one, decision, "pending") for one in given] + nobody
        suppliers = [teller.party(one.supplier_id, ("supplier",)) for one in given]
        if told:
            yield teller.release(
                decision.decided_at, f"award-{decision.id}", ("award",), suppliers, awards=told
            )
        yield from _ends(teller, given)


def _ends(teller: Teller, awards: Sequence[Award]) -> Iterator[Told]:
    """The last one to become final is the end of the tender, if the need is awarded."""
    final = [one for one in teller.process.awards if one.state == "final" and one.ended_at]
    last = max(final, key=lambda one: (one.ended_at, one.id), default=None)
    for one in awards:
        if one.state not in ENDED or one.ended_at is None:
            continue
        status = ENDED[one.state]
        tag = "awardUpdate" if status == "active" else "awardCancellation"
        supplier = teller.party(one.supplier_id, ("supplier",))
        told = parts.given(id=one.id, status=status)
        sections: Json = {"awards": [told]}
        if one is last and teller.need.state in OVER:
            sections["tender"] = {"id": teller.need.ref, "status": COMPLETE}
        yield teller.release(one.ended_at, f"award-{one.id}-end", (tag,), [supplier], **sections)


def _award(teller: Teller, award: Award, decision: Decision, status: str) -> Json:
    lots = [row | {"title": _title(teller, row["lot"])} for row in award.lots]
    return releases.award(
        award.id,
        teller.need.title,
        status,
        parts.moment(decision.decided_at),
        amount=parts.value(rules.value_of(lots), award.currency),
        suppliers=[parts.reference(teller.party(award.supplier_id, ("supplier",)))],
        items=[_item(teller, lot, award.currency) for lot in lots],
        lots=[str(lot["lot"] + 1) for lot in lots],
    )


def _title(teller: Teller, lot: int) -> str:
    lots = teller.need.content.get("lots") or ()
    return lots[lot]["title"] if lot < len(lots) else teller.need.title


def _item(teller: Teller, lot: Mapping[str, Any], currency: str) -> Json:
    asked = teller.need.content.get("lots") or ()
    of_need: Mapping[str, Any] = asked[lot["lot"]] if lot["lot"] < len(asked) else {}
    cpv = of_need.get("cpv") or next(iter(teller.need.content.get("cpv") or ()), None)
    return parts.item(
        str(lot["lot"] + 1),
        lot["title"],
        quantity=lot["quantity"],
        unit=lot.get("unit") or of_need.get("unit"),
        price=parts.value(lot["price"], currency),
        cpv=lot.get("cpv") or cpv,
        label=label_of(lot.get("cpv") or cpv),
        lot=str(lot["lot"] + 1),
    )


def of_deal(teller: Teller, facts: DealFacts, award: Award | None) -> Iterator[Told]:
    """A contract: opened, changed by both, delivered, paid, ended."""
    deal = facts.deal
    lots, milestones = _opening(teller, facts, award)
    whole = _contract(teller, deal, lots, milestones, signed=parts.moment(deal.opened_at))
    yield _release(teller, deal, deal.opened_at, "open", "contract", whole)
    for number, change in enumerate(facts.changes, 1):
        at = change.decided_at or change.proposed_at
        amendment = parts.given(
            id=str(number), date=parts.moment(at), description=", ".join(sorted(change.changed))
        )
        changed = _contract(
            teller, deal, change.lots, change.terms["milestones"], amendments=[amendment]
        )
        yield _release(teller, deal, at, f"change-{number}", "contractAmendment", changed)
    yield from _done(teller, facts)
    if deal.ended_at:
        over = releases.contract(
            deal.id,
            deal.award_id,
            "terminated",
            period=parts.period(None, parts.moment(deal.ended_at)),
        )
        yield _release(teller, deal, deal.ended_at, "end", "contractTermination", over)


def _opening(
    teller: Teller, facts: DealFacts, award: Award | None
) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    """Lots and milestones as they were before any change of the contract."""
    deal = facts.deal
    if not facts.changes or award is None:
        return deal.lots, deal.terms["milestones"]
    before = {lot["lot"]: lot for lot in deal.lots}
    lots = [
        {"title": _title(teller, row["lot"])} | before.get(row["lot"], {}) | row
        for row in award.lots
    ]
    return lots, terms.opening(lots, None, None, None)["milestones"]


def _contract(
    teller: Teller,
    deal: Deal,
    lots: Sequence[Mapping[str, Any]],
    milestones: Sequence[Mapping[str, Any]],
    **more: Any,
) -> Json:
    return releases.contract(
        deal.id,
        deal.award_id,
        "active",
        title=deal.title,
        amount=parts.value(rules.value_of(lots), deal.currency),
        items=[_item(teller, lot, deal.currency) for lot in lots],
        milestones=[_milestone(place, one) for place, one in enumerate(milestones, 1)],
        **more,
    )


def _milestone(place: int, one: Mapping[str, Any]) -> Json:
    due = one.get("due")
    return parts.milestone(
        str(place),
        one["title"],
        one["kind"],
        "scheduled",
        due=parts.end_of(date.fromisoformat(due)) if due else None,
        description=f"{parts.number(one['share'])} %",
        lots=[] if one.get("lot") is None else [str(one["lot"] + 1)],
    )


def _done(teller: Teller, facts: DealFacts) -> Iterator[Told]:
    deal = facts.deal
    for one in facts.deliveries:
        done = [_delivered(one)]
        told = releases.contract(deal.id, deal.award_id, "active", done=done)
        at = one.decided_at or one.recorded_at
        yield _release(teller, deal, at, f"delivery-{one.id}", "implementation", told)
    for paid in facts.payments:
        moved = [_paid(teller, deal, paid)]
        told = releases.contract(deal.id, deal.award_id, "active", transactions=moved)
        yield _release(
            teller, deal, paid.recorded_at, f"payment-{paid.id}", "implementation", told, pays=True
        )


def _delivered(one: Delivery) -> Json:
    return parts.milestone(
        one.id,
        one.number,
        "delivery",
        "met" if one.state == "accepted" else "partiallyMet",
        met=parts.end_of(one.delivered_on),
        lots=[str(row["lot"] + 1) for row in one.accepted],
    )


def _paid(teller: Teller, deal: Deal, paid: Payment) -> Json:
    return parts.transaction(
        paid.id,
        parts.first_of(paid.paid_on),
        parts.value(paid.net, deal.currency),
        parts.reference(teller.party(deal.buyer_id, ())),
        parts.reference(teller.party(deal.supplier_id, ())),
    )


def _release(
    teller: Teller, deal: Deal, at: datetime, id_: str, tag: str, told: Json, pays: bool = False
) -> Told:
    roles = ("supplier", "payee") if pays else ("supplier",)
    supplier = teller.party(deal.supplier_id, roles)
    return teller.release(at, f"{deal.ref}-{id_}", (tag,), [supplier], pays=pays, contracts=[told])
