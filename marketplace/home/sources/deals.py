"""What deals ask of a home: deliveries to accept, payments to confirm, invoices to pay, answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.deals.journal import today
from marketplace.deals.models import Deal, Delivery, Invoice, Payment, Proposal
from marketplace.deals.queries import own_deals
from marketplace.deals.rules import ACTIVE
from marketplace.home.tasks import Block, Task, gives_blocks, gives_tasks
from marketplace.policy import Actor, may
from marketplace.presenters.dates import ends
from marketplace.templating import money, zone

SOON = timedelta(days=14)
SHOWN = 5


@gives_tasks
def deliveries(session: Session, actor: Actor) -> Iterable[Task]:
    """Deliveries that the firm, as a buyer, is to accept or reject."""
    if not may(actor, "deal.accept", actor.organization):
        return
    found = _with_deal(Delivery).where(
        Delivery.state == "recorded", Deal.buyer_id == actor.organization
    )
    for one, deal in session.execute(found):
        last = ends(one.accept_by, zone())[0]
        yield Task(
            _("Accept delivery %(number)s", number=one.number),
            _("%(deal)s: accept it, or say what is wrong with it.", deal=deal.title),
            f"/deals/{deal.id}/deliveries/{one.id}",
            _("Look at the delivery"),
            last,
            late=last < today(session),
        )


@gives_tasks
def invoices(session: Session, actor: Actor) -> Iterable[Task]:
    """Invoices that the firm is to pay within two weeks, or that are late."""
    if not may(actor, "deal.accept", actor.organization):
        return
    found = _with_deal(Invoice).where(
        Invoice.state == "open",
        Invoice.buyer_id == actor.organization,
        Invoice.due_on <= today(session) + SOON,
    )
    for one, deal in session.execute(found):
        amount = money(one.gross - one.paid, deal.currency)
        yield Task(
            _("Pay invoice %(number)s", number=one.number),
            _("%(deal)s: %(amount)s are open.", deal=deal.title, amount=amount),
            f"/deals/{deal.id}/pay?invoice={one.id}",
            _("Enter a payment"),
            one.due_on,
            late=one.due_on < today(session),
        )


@gives_tasks
def payments(session: Session, actor: Actor) -> Iterable[Task]:
    """Payments that the other side entered."""
    if not may(actor, "deal.act", actor.organization):
        return
    found = _with_deal(Payment).where(
        Payment.state == "recorded", Payment.by_id != actor.organization, _ours(actor)
    )
    for one, deal in session.execute(found):
        amount = money(one.amount, deal.currency)
        yield Task(
            _("Confirm a payment of %(amount)s", amount=amount),
            _("%(deal)s: the other side entered it; say whether it is so.", deal=deal.title),
            f"/deals/{deal.id}/payments/{one.id}",
            _("See the payment"),
        )


@gives_tasks
def changes(session: Session, actor: Actor) -> Iterable[Task]:
    """Changes of contracts that the other side proposes."""
    if not may(actor, "deal.act", actor.organization):
        return
    found = _with_deal(Proposal).where(
        Proposal.state == "proposed", Proposal.by_id != actor.organization, _ours(actor)
    )
    for one, deal in session.execute(found):
        yield Task(
            _("Answer a change of the contract"),
            _("%(deal)s: it holds once you accept it.", deal=deal.title),
            f"/deals/{deal.id}/changes/{one.id}",
            _("See the change"),
        )


@gives_tasks
def to_deliver(session: Session, actor: Actor) -> Iterable[Task]:
    """Deals of which the firm has to deliver something within two weeks, or is late with it."""
    if not may(actor, "deal.supply", actor.organization):
        return
    edge = today(session) + SOON
    found = select(Deal).where(
        Deal.supplier_id == actor.organization, Deal.state.in_(("open", "in_delivery"))
    )
    for deal in session.scalars(found):
        days = [date.fromisoformat(one["deliver_by"]) for one in deal.lots if one.get("deliver_by")]
        if days and min(days) <= edge:
            yield Task(
                _("Deliver %(deal)s", deal=deal.title),
                _("Add the delivery note, so that the buyer can accept and you can invoice."),
                f"/deals/{deal.id}",
                _("See the deal"),
                min(days),
                late=min(days) < today(session),
            )


@gives_blocks
def under_way(session: Session, actor: Actor) -> Iterable[Block]:
    """Deals under way, the newest first."""
    if may(actor, "deal.oversee") or not may(actor, "deal.read", actor.organization):
        return
    found, total = own_deals(session, actor, states=ACTIVE, limit=SHOWN)
    if found:
        yield Block(_("Deals"), "home/deals.html", {"deals": found, "total": total}, place=15)


def _with_deal(model: Any) -> Any:
    return select(model, Deal).join(Deal, Deal.id == model.deal_id).order_by(model.id)


def _ours(actor: Actor) -> Any:
    us = actor.organization
    return or_(Deal.buyer_id == us, Deal.supplier_id == us)
