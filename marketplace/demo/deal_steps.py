"""Deals on their way: work begins, deliveries are accepted, invoices paid, the deal ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deals import billing, deliveries, ending
from marketplace.deals.models import Deal, Delivery, Invoice, Payment
from marketplace.deals.rules import plain
from marketplace.demo.plan import OrganizationPlan, TenderPlan
from marketplace.demo.steps import Cast, Step, posted
from marketplace.policy import Actor

VAT = Decimal("0.18")
CENT = Decimal("0.01")
Act = Callable[[Session, Actor, Deal], Any]
BETWEEN = 12
"""Days from one part of a delivery to the next."""


def deal_steps(
    tender: TenderPlan, buyer: OrganizationPlan, supplier: OrganizationPlan, cast: Cast
) -> Iterator[Step]:
    """All that is done on the deal, as far as its plan goes."""
    plan, day = tender.deal, tender.decided
    assert plan is not None
    assert day is not None

    def step(days: int, who: OrganizationPlan, act: Act) -> Step:
        return Step(_office(day, days), _OnDeal(tender, who, act, cast))

    if plan.start is not None:
        yield step(plan.start, supplier, lambda s, a, deal: deliveries.start(s, a, deal.id))
    if plan.deliver is None:
        return
    at, whole = plan.deliver, sum(plan.parts) > 0.99
    for place, share in enumerate(plan.parts):
        last = whole and place == len(plan.parts) - 1
        at += BETWEEN * bool(place)
        yield step(at, supplier, _Deliver(share, last))
        if plan.accept is None:
            return
        yield step(at + plan.accept, buyer, _accept)
    if plan.invoice is None:
        return
    at += (plan.accept or 0) + plan.invoice
    yield step(at, supplier, _bill)
    if plan.pay is None:
        return
    yield step(at + plan.pay, buyer, _pay)
    yield step(at + plan.pay + 1, supplier, _confirm)
    if plan.complete is None:
        return
    at += plan.pay + 1 + plan.complete
    yield step(at, buyer, lambda s, a, deal: ending.complete_deal(s, a, deal.id))
    if plan.ratings:
        ours, theirs = plan.ratings
        yield step(at + 2, buyer, lambda s, a, deal: ending.rate(s, a, deal.id, ours, None))
        yield step(at + 3, supplier, lambda s, a, deal: ending.rate(s, a, deal.id, theirs, None))


def _office(day: datetime, days: int) -> datetime:
    """The moment so many days later, of a Monday where it falls on a weekend."""
    at = day + timedelta(days=days)
    return at + timedelta(days=max(7 - at.weekday(), 0) if at.weekday() > 4 else 0)


@dataclass(frozen=True, slots=True)
class _OnDeal:
    tender: TenderPlan
    who: OrganizationPlan
    act: Act
    cast: Cast

    def __call__(self, session: Session) -> None:
        need = posted(session, self.tender.need)
        if need is not None:
            deal = session.scalars(select(Deal).where(Deal.need_id == need.id)).one()
            self.act(session, self.cast.actor(session, self.who), deal)


@dataclass(frozen=True, slots=True)
class _Deliver:
    share: float
    rest: bool

    def __call__(self, session: Session, actor: Actor, deal: Deal) -> None:
        done: dict[int, Decimal] = {}
        for one in session.scalars(select(Delivery).where(Delivery.deal_id == deal.id)):
            for row in one.lots:
                before = done.get(row["lot"], Decimal())
                done[row["lot"]] = before + Decimal(str(row["quantity"]))
        rows = []
        for lot in deal.lots:
            whole = Decimal(str(lot["quantity"]))
            left = whole - done.get(lot["lot"], Decimal())
            part = left if self.rest else (whole * Decimal(str(self.share))).quantize(CENT)
            rows.append({"lot": lot["lot"], "quantity": float(plain(part))})
        deliveries.record_delivery(session, actor, deal.id, {"lots": rows})


def _accept(session: Session, actor: Actor, deal: Deal) -> None:
    waiting = select(Delivery).where(Delivery.deal_id == deal.id, Delivery.state == "recorded")
    for one in session.scalars(waiting).all():
        deliveries.accept_delivery(session, actor, deal.id, one.id, {})


def _bill(session: Session, actor: Actor, deal: Deal) -> None:
    net = billing.left_to_invoice(session, deal)
    vat = (net * VAT).quantize(CENT, ROUND_HALF_UP)
    number = f"{deal.ref[2:]}/{deal.opened_at.year}"
    body = {"number": number, "net": str(net), "vat": str(vat)}
    billing.record_invoice(session, actor, deal.id, body)


def _pay(session: Session, actor: Actor, deal: Deal) -> None:
    for one in ending.unpaid(session, deal):
        body = {"invoice": one.id, "amount": str(one.gross - one.paid)}
        billing.record_payment(session, actor, deal.id, body)


def _confirm(session: Session, actor: Actor, deal: Deal) -> None:
    found = (
        select(Payment)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .where(Invoice.deal_id == deal.id, Payment.state == "recorded")
    )
    for one in session.scalars(found).all():
        billing.confirm_payment(session, actor, deal.id, one.id)
