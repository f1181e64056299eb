"""Deals and what hangs on them, as the API answers them."""

from __future__ import annotations

from typing import Any

from marketplace.deals import rules, snapshots, terms
from marketplace.deals.models import (
    Deal,
    DealEntry,
    Delivery,
    Dispute,
    Invoice,
    Payment,
    Proposal,
    Rating,
)
from marketplace.deals.queries import Whole


def shown(deal: Deal) -> dict[str, Any]:
    """The deal as lists answer it."""
    return {
        "id": deal.id,
        "ref": deal.ref,
        "award": deal.award_id,
        "need": deal.need_id,
        "buyer": deal.buyer_id,
        "supplier": deal.supplier_id,
        "title": deal.title,
        "currency": deal.currency,
        "state": deal.state,
        "value": str(deal.value),
        "accepted": str(deal.accepted),
        "invoiced": str(deal.invoiced),
        "paid": str(deal.paid),
        "paid_net": str(deal.paid_net),
        "lots": _lots(deal.lots),
        **{name: deal.terms.get(name) for name in deal.terms if name != "milestones"},
        "payment_days_in_force": terms.days_in_force(deal.terms),
        "milestones": _milestones(deal.terms),
        "opened_at": deal.opened_at.isoformat(),
        "ended_at": deal.ended_at.isoformat() if deal.ended_at else None,
        "reason": deal.reason,
        "revision": deal.revision,
    }


def _lots(lots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [lot | {"quantity": float(rules.exact(lot["quantity"]))} for lot in lots]


def _milestones(held: dict[str, Any]) -> list[dict[str, Any]]:
    return [one | {"share": float(rules.exact(one["share"]))} for one in held["milestones"]]


def shown_whole(found: Whole) -> dict[str, Any]:
    """The deal as the API answers it, with what was done on it."""
    deal = found.deal
    return shown(deal) | {
        "deliveries": [delivery_shown(deal, one) for one in found.deliveries],
        "invoices": [invoice_shown(deal, one) for one in found.invoices],
        "payments": [payment_shown(deal, one) for one in found.payments],
        "changes": [proposal_shown(deal, one) for one in found.proposals],
        "disputes": [dispute_shown(deal, one) for one in found.disputes],
        "ratings": [rating_shown(deal, one) for one in found.ratings],
        "entries": [_entry(one) for one in found.entries],
    }


def _entry(one: DealEntry) -> dict[str, Any]:
    return {
        "number": one.number,
        "act": one.kind,
        "at": one.at.isoformat(),
        "by": one.organization_id,
        "subject": one.subject,
        "undone_at": one.undone_at.isoformat() if one.undone_at else None,
        "undo_until": one.undo_until.isoformat() if one.undo_until else None,
    }


def delivery_shown(deal: Deal, one: Delivery) -> dict[str, Any]:
    """A delivery as the API answers it."""
    return snapshots.delivery_data(deal, one) | {"note": one.note, "reason": one.reason}


def invoice_shown(deal: Deal, one: Invoice) -> dict[str, Any]:
    """An invoice as the API answers it."""
    paid_on = one.paid_on.isoformat() if one.paid_on else None
    return snapshots.invoice_data(deal, one) | {"paid": str(one.paid), "paid_on": paid_on}


def payment_shown(deal: Deal, one: Payment) -> dict[str, Any]:
    """A payment as the API answers it."""
    return snapshots.payment_data(deal, one) | {"reference": one.reference, "reason": one.reason}


def proposal_shown(deal: Deal, one: Proposal) -> dict[str, Any]:
    """A proposal as the API answers it."""
    return {
        "id": one.id,
        "by": one.by_id,
        "changed": one.changed,
        "lots": _lots(one.lots),
        "terms": one.terms | {"milestones": _milestones(one.terms)},
        "message": one.message,
        "reason": one.reason,
        "state": one.state,
    }


def dispute_shown(deal: Deal, one: Dispute) -> dict[str, Any]:
    """A dispute as the API answers it."""
    return {
        "id": one.id,
        "by": one.by_id,
        "about": one.about,
        "subject": one.subject,
        "text": one.text,
        "steps": one.steps,
        "state": one.state,
        "outcome": one.outcome,
        "agreed": one.agreed,
    }


def rating_shown(deal: Deal, one: Rating) -> dict[str, Any]:
    """A rating as the API answers it."""
    return {"by": one.by_id, "of": one.of_id, "score": one.score, "text": one.text}
