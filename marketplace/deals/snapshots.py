"""A deal and what happens on it, as events carry them: ids and business facts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marketplace.deals.models import Deal, Delivery, Dispute, Invoice, Payment, Proposal
from marketplace.deals.rules import exact
from marketplace.deals.terms import days_in_force

ENDED = ("completed", "terminated")


def deal_data(
    deal: Deal, accepted: Mapping[int, Decimal], changed: list[str] | None = None
) -> dict[str, Any]:
    """The data of every event that tells what a deal is now; `accepted` quantities by lot."""
    place = deal.terms.get("place") or {}
    data = {
        "id": deal.id,
        "ref": deal.ref,
        "award": deal.award_id,
        "need": deal.need_id,
        "buyer": deal.buyer_id,
        "supplier": deal.supplier_id,
        "title": deal.title,
        "currency": deal.currency,
        "value": str(deal.value),
        "lots": [_lot(lot, accepted.get(lot["lot"], Decimal())) for lot in deal.lots],
        "milestones": [_milestone(one) for one in deal.terms["milestones"]],
        "payment_days": days_in_force(deal.terms),
        "explicit_term": bool(deal.terms.get("explicit_term")),
        "incoterm": deal.terms.get("incoterm"),
        "municipality": place.get("municipality"),
        "region": place.get("region"),
        "state": deal.state,
        "opened_at": deal.opened_at.isoformat(),
        "accepted": str(deal.accepted),
        "invoiced": str(deal.invoiced),
        "paid": str(deal.paid),
        "paid_net": str(deal.paid_net),
        "started_on": _day(deal.started_at),
        "delivered_on": _day(deal.delivered_at),
        "completed_on": _day(deal.ended_at) if deal.state == "completed" else None,
        "reason": deal.reason,
    }
    return data | ({"changed": changed} if changed else {})


def _lot(lot: Mapping[str, Any], accepted: Decimal) -> dict[str, Any]:
    return {
        "lot": lot["lot"],
        "title": lot["title"],
        "quantity": float(exact(lot["quantity"])),
        "price": lot["price"],
        "accepted": float(accepted),
        "unit": lot.get("unit"),
        "cpv": lot.get("cpv"),
        "deliver_by": lot.get("deliver_by"),
    }


def _milestone(one: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: one.get(name) for name in ("title", "kind", "due", "lot")}
    return kept | {"share": float(exact(one["share"]))}


def _day(moment: Any) -> str | None:
    return moment.date().isoformat() if moment else None


def parties(deal: Deal) -> dict[str, Any]:
    """Whom anything on a deal concerns."""
    return {
        "deal": deal.id,
        "need": deal.need_id,
        "buyer": deal.buyer_id,
        "supplier": deal.supplier_id,
    }


def delivery_data(deal: Deal, one: Delivery) -> dict[str, Any]:
    """A delivery."""
    return parties(deal) | {
        "id": one.id,
        "number": one.number,
        "lots": _quantities(one.lots),
        "accepted": _quantities(one.accepted),
        "delivered_on": one.delivered_on.isoformat(),
        "accept_by": one.accept_by.isoformat(),
        "state": one.state,
    }


def _quantities(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"lot": row["lot"], "quantity": float(exact(row["quantity"]))} for row in rows]


def invoice_data(deal: Deal, one: Invoice) -> dict[str, Any]:
    """An invoice; `amount` is gross."""
    return parties(deal) | {
        "id": one.id,
        "number": one.number,
        "issued_on": one.issued_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "net": str(one.net),
        "vat": str(one.vat),
        "amount": str(one.gross),
        "currency": deal.currency,
        "state": one.state,
    }


def payment_data(deal: Deal, one: Payment) -> dict[str, Any]:
    """A payment; `amount` is gross."""
    return parties(deal) | {
        "id": one.id,
        "invoice": one.invoice_id,
        "amount": str(one.amount),
        "net": str(one.net),
        "vat": str(one.vat),
        "currency": deal.currency,
        "paid_on": one.paid_on.isoformat(),
        "by": one.by_id,
        "state": one.state,
    }


def proposal_data(deal: Deal, one: Proposal) -> dict[str, Any]:
    """A change that a party proposes; what it says is not told."""
    kept = {"id": one.id, "by": one.by_id, "changed": one.changed, "state": one.state}
    return parties(deal) | kept


def dispute_data(deal: Deal, one: Dispute, by: str | None = None) -> dict[str, Any]:
    """A dispute; what the parties write is not told. `by`: whose step it was."""
    return parties(deal) | {
        "id": one.id,
        "by": by or one.by_id,
        "about": one.about,
        "state": one.state,
        "outcome": one.outcome,
    }
