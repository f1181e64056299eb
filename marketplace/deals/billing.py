"""Writes on a deal's money: invoices by the supplier, payments by either party."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from marketplace.deals import rules, snapshots, terms
from marketplace.deals.deliveries import day_of
from marketplace.deals.ending import reopen
from marketplace.deals.journal import Act, begin, enter, morning, tell, tell_deal, today
from marketplace.deals.models import Deal, Invoice, Payment
from marketplace.deals.papers import attach
from marketplace.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from marketplace.i18n import N_
from marketplace.policy import Actor

PAYMENT = "deal.payment"
SOON = timedelta(days=5)
LIVING = ("recorded", "confirmed")


def record_invoice(
    session: Session,
    actor: Actor,
    deal_id: str,
    body: Mapping[str, Any],
    expected: int | None = None,
) -> Invoice:
    """The supplier invoices `net` and `vat`; it is due after the payment days that hold.

    Raises Invalid above what was accepted or the plan of payments allows, or for a number used.
    """
    deal = begin(session, actor, deal_id, "deal.supply", expected)
    net, vat = Decimal(body["net"]), Decimal(body["vat"])
    on = day_of(body.get("issued_on"), today(session), "issued_on")
    _check_amount(session, deal, net, vat)
    _check_number(session, deal, body["number"])
    one = Invoice(
        id=new_id(session),
        deal_id=deal.id,
        buyer_id=deal.buyer_id,
        supplier_id=deal.supplier_id,
        number=body["number"],
        live=body["number"],
        issued_on=on,
        due_on=on + timedelta(days=terms.days_in_force(deal.terms)),
        net=net,
        vat=vat,
        gross=net + vat,
        paid=Decimal("0.00"),
        state="open",
        recorded_at=now(session),
    )
    session.add(one)
    session.flush()
    attach(session, actor, f"invoice/{one.id}", body.get("documents") or ())
    due.schedule(session, PAYMENT, one.id, morning(session, one.due_on - SOON))
    facts = {"number": one.number, "amount": str(one.gross)}
    enter(session, actor, deal, Act("invoice", one.id, facts, undoable=True))
    tell(session, deal, "invoice.recorded", snapshots.invoice_data(deal, one))
    tell_deal(session, deal)
    return one


def left_to_invoice(session: Session, deal: Deal) -> Decimal:
    """The net amount that can be invoiced now."""
    plan = terms.planned(deal.terms, deal.lots, today(session))
    return rules.invoiceable(deal.value, deal.accepted, plan) - deal.invoiced_net


def _check_amount(session: Session, deal: Deal, net: Decimal, vat: Decimal) -> None:
    left, faults = left_to_invoice(session, deal), []
    if net <= 0:
        faults.append(Fault("/net", N_("Must be more than 0.")))
    elif net > deal.value - deal.invoiced_net:
        faults.append(Fault("/net", N_("This is more than the contract's value still allows.")))
    elif net > left:
        faults.append(
            Fault(
                "/net", N_("This is more than was accepted, or than the plan of payments allows.")
            )
        )
    if vat > net:
        faults.append(Fault("/vat", N_("VAT cannot be more than the net amount.")))
    if faults:
        raise Invalid(faults)


def _check_number(session: Session, deal: Deal, number: str) -> None:
    used = select(Invoice.id).where(Invoice.supplier_id == deal.supplier_id, Invoice.live == number)
    if session.scalar(used) is not None:
        raise Invalid([Fault("/number", N_("You have used this number already."))])


def record_payment(
    session: Session,
    actor: Actor,
    deal_id: str,
    body: Mapping[str, Any],
    expected: int | None = None,
) -> Payment:
    """A party says that an invoice was paid, whole or in part; the other confirms or denies it.

    It counts at once. Raises Invalid above what the invoice leaves open.
    """
    deal = begin(session, actor, deal_id, "deal.act", expected, over=("terminated",))
    invoice = invoice_of(session, deal, body["invoice"])
    amount = Decimal(body["amount"])
    on = day_of(body.get("paid_on"), today(session), "paid_on")
    if not 0 < amount <= invoice.gross - invoice.paid:
        raise Invalid([Fault("/amount", N_("Must be more than 0, at most what is open."))])
    net = rules.net_of(
        amount, invoice.paid, _paid_net(session, invoice), invoice.net, invoice.gross
    )
    one = Payment(
        id=new_id(session),
        deal_id=deal.id,
        invoice_id=invoice.id,
        by_id=actor.organization,
        amount=amount,
        net=net,
        vat=amount - net,
        paid_on=on,
        reference=body.get("reference"),
        state="recorded",
        recorded_at=now(session),
    )
    session.add(one)
    settle(session, invoice)
    facts = {"amount": str(amount), "invoice": invoice.id, "on": on.isoformat()}
    enter(session, actor, deal, Act("pay", one.id, facts, undoable=True))
    tell(session, deal, "payment.recorded", snapshots.payment_data(deal, one))
    tell_deal(session, deal)
    return one


def confirm_payment(
    session: Session, actor: Actor, deal_id: str, payment_id: str, expected: int | None = None
) -> Payment:
    """The party that did not enter a payment says that it is so."""
    deal, one = _judged(session, actor, deal_id, payment_id, expected)
    one.state, one.decided_at = "confirmed", now(session)
    enter(session, actor, deal, Act("confirm", one.id, undoable=True))
    tell(session, deal, "payment.confirmed", snapshots.payment_data(deal, one))
    return one


def deny_payment(
    session: Session,
    actor: Actor,
    deal_id: str,
    payment_id: str,
    reason: str,
    expected: int | None = None,
) -> Payment:
    """The party that did not enter a payment says that it is not so; it counts no more."""
    deal, one = _judged(session, actor, deal_id, payment_id, expected)
    one.state, one.decided_at, one.reason = "denied", now(session), reason
    settle(session, session.get_one(Invoice, one.invoice_id))
    if deal.state == "completed":
        reopen(session, deal)
    enter(session, actor, deal, Act("deny", one.id, {"amount": str(one.amount)}))
    tell(session, deal, "payment.withdrawn", snapshots.payment_data(deal, one))
    tell_deal(session, deal)
    return one


def settle(session: Session, invoice: Invoice) -> None:
    """Make an invoice's paid amount and state again from its payments, and its reminders."""
    session.flush()
    paid = session.execute(
        select(Payment.amount, Payment.paid_on).where(
            Payment.invoice_id == invoice.id, Payment.state.in_(LIVING)
        )
    ).all()
    invoice.paid = sum((row.amount for row in paid), Decimal("0.00"))
    whole = invoice.paid >= invoice.gross
    invoice.state = "paid" if whole else "open"
    invoice.paid_on = max(row.paid_on for row in paid) if whole else None
    if whole:
        due.cancel(session, PAYMENT, invoice.id)
    else:
        soon = morning(session, invoice.due_on - SOON)
        due.schedule(session, PAYMENT, invoice.id, max(soon, now(session)))


def invoice_of(session: Session, deal: Deal, invoice_id: str) -> Invoice:
    """A living invoice of the deal; raises NotFound."""
    one = session.get(Invoice, invoice_id)
    if one is None or one.deal_id != deal.id or one.state == "withdrawn":
        raise NotFound("There is no such invoice.")
    return one


def _paid_net(session: Session, invoice: Invoice) -> Decimal:
    found = session.scalars(
        select(Payment.net).where(Payment.invoice_id == invoice.id, Payment.state.in_(LIVING))
    )
    return sum(found, Decimal("0.00"))


def _judged(
    session: Session, actor: Actor, deal_id: str, payment_id: str, expected: int | None
) -> tuple[Deal, Payment]:
    over = ("terminated", "completed")
    deal = begin(session, actor, deal_id, "deal.act", expected, over=over)
    one = session.get(Payment, payment_id)
    if one is None or one.deal_id != deal.id:
        raise NotFound("There is no such payment.")
    if one.by_id == actor.organization:
        raise Forbidden("The other party confirms what you entered.")
    if one.state != "recorded":
        raise Conflict("This payment has been decided on already.", code="payment-decided")
    return deal, one
