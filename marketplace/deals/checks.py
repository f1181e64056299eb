"""A deal's figures are those of its deliveries, invoices and payments, and within its contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.contributions import Check
from marketplace.deals import rules, terms
from marketplace.deals.billing import LIVING
from marketplace.deals.capacity import promised_monthly
from marketplace.deals.journal import accepted_of, waiting_of
from marketplace.deals.models import Deal, DealEntry, Delivery, Dispute, Invoice, Payment
from marketplace.ports import Ports
from marketplace.profiles.models import Profile


def figures(session: Session, ports: Ports) -> Iterator[str]:
    """Every deal's figures."""
    for deal in _all(session):
        yield from (f"deal {deal.ref}: {fault}" for fault in figure_faults(session, deal))


def states(session: Session, ports: Ports) -> Iterator[str]:
    """Every deal's state."""
    for deal in _all(session):
        yield from (f"deal {deal.ref}: {fault}" for fault in state_faults(session, deal))


def _all(session: Session) -> Iterator[Deal]:
    return iter(session.scalars(select(Deal).execution_options(yield_per=200)))


def figure_faults(session: Session, deal: Deal) -> Iterator[str]:
    """Accepted ≤ delivered ≤ contracted by lot; paid ≤ invoiced ≤ contract; sums as stored."""
    yield from _quantities(session, deal)
    yield from _money(session, deal)
    for _pointer, text in terms.faults_of_shares(deal.terms["milestones"], deal.lots):
        yield text


def _quantities(session: Session, deal: Deal) -> Iterator[str]:
    accepted, waiting = accepted_of(session, deal.id), waiting_of(session, deal.id)
    left = rules.still_open(deal.lots, rules.total(accepted, waiting))
    for lot, amount in left.items():
        if amount < 0:
            yield f"of lot {lot} more was delivered than is contracted"
    for one in session.scalars(select(Delivery).where(Delivery.deal_id == deal.id)):
        given, taken = rules.quantities(one.lots), rules.quantities(one.accepted)
        if any(amount > given.get(lot, rules.ZERO) for lot, amount in taken.items()):
            yield f"of delivery {one.number} more was accepted than was delivered"
    if deal.accepted != rules.value_of(deal.lots, accepted):
        yield "the accepted value is not that of its deliveries"
    if deal.value != rules.value_of(deal.lots):
        yield "the value is not that of its lots"


def _money(session: Session, deal: Deal) -> Iterator[str]:
    invoices = session.scalars(
        select(Invoice).where(Invoice.deal_id == deal.id, Invoice.state != "withdrawn")
    ).all()
    if (deal.invoiced, deal.invoiced_net) != (
        sum((one.gross for one in invoices), Decimal()),
        sum((one.net for one in invoices), Decimal()),
    ):
        yield "what was invoiced is not the sum of its invoices"
    if deal.invoiced_net > deal.value:
        yield "more was invoiced than the contract is worth"
    paid = Decimal()
    for one in invoices:
        sums = _payments(session, one)
        paid += sums[0]
        if one.paid != sums[0] or sums[0] > one.gross:
            yield f"what was paid of invoice {one.number} is not the sum of its payments"
        if one.state == "paid" and sums != (one.gross, one.net):
            yield f"invoice {one.number} is not paid by its payments"
    if deal.paid != paid:
        yield "what was paid is not the sum of its payments"


def _payments(session: Session, one: Invoice) -> tuple[Decimal, Decimal]:
    rows = session.execute(
        select(Payment.amount, Payment.net).where(
            Payment.invoice_id == one.id, Payment.state.in_(LIVING)
        )
    ).all()
    return sum((r.amount for r in rows), Decimal()), sum((r.net for r in rows), Decimal())


def state_faults(session: Session, deal: Deal) -> Iterator[str]:
    """The state follows from what was done, and the entries have no gap."""
    numbers = session.scalars(
        select(DealEntry.number).where(DealEntry.deal_id == deal.id).order_by(DealEntry.number)
    ).all()
    if list(numbers) != list(range(1, len(numbers) + 1)):
        yield "its entries have a gap"
    disputed = session.scalars(
        select(Dispute.id).where(Dispute.deal_id == deal.id, Dispute.state == "open")
    ).first()
    if deal.state in rules.ACTIVE and (deal.state == "disputed") != (disputed is not None):
        yield f"it is {deal.state}, which its disputes do not say"
    if deal.state == "completed" and (deal.paid < deal.invoiced or deal.delivered_at is None):
        yield "it is completed, but not all is delivered and paid"


def promises(session: Session, ports: Ports) -> Iterator[str]:
    """A supplier's profile knows what its open deals take of its capacity."""
    suppliers = select(Deal.supplier_id).distinct()
    for profile in session.scalars(
        select(Profile).where(Profile.organization_id.in_(suppliers))
    ).all():
        if profile.promised != promised_monthly(session, profile.organization_id):
            yield f"the profile of {profile.organization_id} does not know what it promised"


CHECKS: Mapping[str, Check] = {"deal": figures, "deal-state": states, "promised": promises}
