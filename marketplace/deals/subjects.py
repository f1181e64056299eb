"""What a party decides about a delivery, a payment, a change or a dispute, from its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from marketplace.deals import billing, changes, deliveries, disputes, rules, schemas, views, words
from marketplace.deals.changed import changed
from marketplace.deals.models import Deal, Delivery, Dispute, Invoice, Payment, Proposal
from marketplace.deals.papers import of_subjects
from marketplace.errors import NotFound
from marketplace.forms import Form
from marketplace.policy import Actor

MODELS: Mapping[str, Any] = {
    "deliveries": Delivery,
    "invoices": Invoice,
    "payments": Payment,
    "changes": Proposal,
    "disputes": Dispute,
}


def subject(session: Session, deal: Deal, kind: str, subject_id: str) -> Any:
    """The thing of the deal; raises NotFound."""
    found = session.get(MODELS[kind], subject_id)
    if found is None or found.deal_id != deal.id:
        raise NotFound("There is nothing of this kind in the deal.")
    return found


def facts(session: Session, actor: Actor, deal: Deal, kind: str, one: Any) -> dict[str, Any]:
    """What its page shows."""
    ours = getattr(one, "by_id", None) == actor.organization
    shown = views.frame(session, actor, deal) | {"one": one, "kind": kind, "ours": ours}
    if kind in ("deliveries", "invoices"):
        key = f"{'delivery' if kind == 'deliveries' else 'invoice'}/{one.id}"
        shown["files"] = of_subjects(session, [key]).get(key, [])
    if kind == "deliveries":
        shown["lot_rows"] = views.lot_rows(deal, one)
    if kind == "invoices":
        shown |= {
            "late": views.lateness(session, deal, one),
            "paid": views.payments_of(session, one),
        }
    if kind == "payments":
        shown["invoice"] = session.get_one(Invoice, one.invoice_id)
    if kind == "changes":
        shown["changed"] = changed(deal, one)
    if kind == "disputes":
        shown |= {"offer": disputes.offer_to(one, actor.organization), "words": words}
    return shown


def blank(deal: Deal, kind: str, one: Any) -> dict[str, Any]:
    """What the form on its page holds first."""
    if kind != "deliveries":
        return {}
    rows = rules.quantities(one.lots)
    return {"lots": [{"lot": lot, "quantity": words.typed(amount)} for lot, amount in rows.items()]}


def decide(session: Session, actor: Actor, deal: Deal, kind: str, one: Any, form: Form) -> str:
    """Do what the pressed button says; returns what the next page says."""
    return DECIDES[kind](session, actor, deal, one, form)


def _delivery(session: Session, actor: Actor, deal: Deal, one: Any, form: Form) -> str:
    if form.act == "reject":
        reason = form.load(schemas.DealReasonBody(unknown="exclude"))["reason"]
        deliveries.reject_delivery(session, actor, deal.id, one.id, reason, form.revision)
        return _("Rejected. The supplier reads why, and can deliver again.")
    body = form.load(schemas.AcceptanceBody())
    deliveries.accept_delivery(session, actor, deal.id, one.id, body, form.revision)
    return _("Accepted. The supplier can invoice it.")


def _payment(session: Session, actor: Actor, deal: Deal, one: Any, form: Form) -> str:
    if form.act == "deny":
        reason = form.load(schemas.DealReasonBody())["reason"]
        billing.deny_payment(session, actor, deal.id, one.id, reason, form.revision)
        return _("Denied: the payment no longer counts. The other side reads why.")
    billing.confirm_payment(session, actor, deal.id, one.id, form.revision)
    return _("Confirmed.")


def _change(session: Session, actor: Actor, deal: Deal, one: Any, form: Form) -> str:
    if form.act == "refuse":
        reason = form.load(schemas.DealReasonBody(unknown="exclude"))["reason"]
        changes.refuse_change(session, actor, deal.id, one.id, reason, form.revision)
        return _("Refused. The contract stays as it is.")
    explicit = form.load(schemas.AgreementBody(unknown="exclude"))["explicit_term"]
    changes.accept_change(session, actor, deal.id, one.id, explicit, form.revision)
    return _("Accepted. The contract is changed.")


def _dispute(session: Session, actor: Actor, deal: Deal, one: Any, form: Form) -> str:
    if form.act == "close":
        disputes.close_dispute(session, actor, deal.id, one.id, form.revision)
        return _("The dispute is closed.")
    body = form.load(schemas.StepBody())
    said = (body["text"], body["settles"], form.revision)
    disputes.answer_dispute(session, actor, deal.id, one.id, *said)
    return _("Sent. The other side is told.")


DECIDES: Mapping[str, Any] = {
    "deliveries": _delivery,
    "payments": _payment,
    "changes": _change,
    "disputes": _dispute,
}
