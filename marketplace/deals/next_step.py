"""The next step of a deal in words, for the side that reads it: who, what, by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from marketplace.deals import billing, ending, rules, terms, timeline
from marketplace.deals.disputes import offer_to
from marketplace.deals.queries import Whole
from marketplace.policy import Actor
from marketplace.templating import day, money


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next; `href` and `act` only where it is the reader's to do."""

    text: str
    act: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """The deal as one side sees it: `us` is the reader's organisation, `other` the other's name."""

    session: Session
    found: Whole
    us: str | None
    other: str
    today: date

    @property
    def supplies(self) -> bool:
        return self.us == self.found.deal.supplier_id

    def path(self, rest: str) -> str:
        return f"/deals/{self.found.deal.id}/{rest}"

    def sum(self, amount: Any) -> str:
        return money(amount, self.found.deal.currency)


def next_step(actor: Actor, reader: Reader) -> Step | None:
    """The first thing that is to be done; None where nothing is."""
    sides = (_shared, _supplier if reader.supplies else _buyer, _waiting, _end)
    return next((step for side in sides for step in side(reader)), None)


def _shared(reader: Reader) -> Iterator[Step]:
    """What either side must answer first."""
    for dispute in reader.found.disputes:
        if dispute.state == "open":
            yield _dispute(reader, dispute)
    for proposal in reader.found.proposals:
        if proposal.state == "proposed" and proposal.by_id != reader.us:
            yield Step(
                _(
                    "%(other)s proposes a change of the contract. It holds once you accept it.",
                    other=reader.other,
                ),
                _("See the change"),
                reader.path(f"changes/{proposal.id}"),
            )
    for payment in reader.found.payments:
        if payment.state == "recorded" and payment.by_id != reader.us:
            yield Step(
                _(
                    "%(other)s entered a payment of %(amount)s. Say whether it is so.",
                    other=reader.other,
                    amount=reader.sum(payment.amount),
                ),
                _("See the payment"),
                reader.path(f"payments/{payment.id}"),
            )


def _dispute(reader: Reader, dispute: Any) -> Step:
    href = reader.path(f"disputes/{dispute.id}")
    if offer_to(dispute, reader.us):
        text = _("%(other)s offers to settle the dispute. Agree, or answer.", other=reader.other)
        return Step(text, _("See the offer"), href)
    last = dispute.steps[-1]["by"] if dispute.steps else dispute.by_id
    if last == reader.us:
        return Step(
            _("%(other)s is to answer in the dispute.", other=reader.other),
            _("See the dispute"),
            href,
        )
    return Step(
        _("Answer in the dispute: the deal cannot be completed before it is settled."),
        _("Answer"),
        href,
    )


def _supplier(reader: Reader) -> Iterator[Step]:
    deal = reader.found.deal
    if deal.state not in rules.ACTIVE:
        return
    left = billing.left_to_invoice(reader.session, deal)
    if left > 0:
        yield Step(
            _("You can invoice %(amount)s net of VAT.", amount=reader.sum(left))
            + " "
            + _(
                "%(other)s then has %(days)s days to pay.",
                other=reader.other,
                days=terms.days_in_force(deal.terms),
            ),
            _("Add an invoice"),
            reader.path("invoice"),
        )
    if _undelivered(reader):
        yield _to_deliver(reader)


def _to_deliver(reader: Reader) -> Step:
    left = list(timeline.milestones_left(reader.found.deal, reader.found, reader.today))
    due = min((one[1] for one in left), default=None)
    follows = _(
        "%(other)s has %(days)s working days to accept; then you can invoice.",
        other=reader.other,
        days=reader.found.deal.terms["acceptance_days"],
    )
    text = (
        _("Add the delivery note by %(day)s.", day=day(due))
        if due
        else _("Add the delivery note when you deliver.")
    )
    return Step(f"{text} {follows}", _("Add a delivery note"), reader.path("deliver"))


def _undelivered(reader: Reader) -> bool:
    found = reader.found
    done = [
        rules.quantities(one.lots if one.state == "recorded" else one.accepted)
        for one in found.deliveries
    ]
    left = rules.still_open(found.deal.lots, rules.total(*done))
    return any(amount > 0 for amount in left.values())


def _buyer(reader: Reader) -> Iterator[Step]:
    for one in reader.found.deliveries:
        if one.state == "recorded":
            yield Step(
                _(
                    "Accept the delivery %(number)s or say what is wrong with it, by %(day)s.",
                    number=one.number,
                    day=day(timeline.last_day(one.accept_by)),
                ),
                _("Look at the delivery"),
                reader.path(f"deliveries/{one.id}"),
            )
    for one in sorted(_open_invoices(reader), key=lambda one: one.due_on):
        yield Step(
            _(
                "Pay invoice %(number)s, %(amount)s, by %(day)s, then enter the payment.",
                number=one.number,
                amount=reader.sum(one.gross - one.paid),
                day=day(one.due_on),
            ),
            _("Enter a payment"),
            reader.path(f"pay?invoice={one.id}"),
        )


def _open_invoices(reader: Reader) -> list[Any]:
    return [one for one in reader.found.invoices if one.state == "open"]


def _waiting(reader: Reader) -> Iterator[Step]:
    """What the other side is to do."""
    deal = reader.found.deal
    if deal.state not in rules.ACTIVE:
        return
    if any(one.state == "recorded" for one in reader.found.deliveries):
        yield Step(_("%(other)s is to accept what you delivered.", other=reader.other))
    if reader.supplies:
        for one in _open_invoices(reader):
            yield Step(
                _("%(other)s is to pay by %(day)s.", other=reader.other, day=day(one.due_on))
                + " "
                + _("If the money is there already, enter it."),
                _("Enter a payment"),
                reader.path(f"pay?invoice={one.id}"),
            )
    elif _undelivered(reader):
        yield Step(_("%(other)s is to deliver.", other=reader.other))
    elif deal.invoiced_net < deal.accepted and ending.lacks(reader.session, deal) is not None:
        yield Step(_("%(other)s is to invoice what you accepted.", other=reader.other))


def _end(reader: Reader) -> Iterator[Step]:
    deal = reader.found.deal
    if deal.state in rules.ACTIVE and ending.lacks(reader.session, deal) is None:
        yield Step(
            _("All was accepted and paid. Complete the deal; then both sides rate it."),
            _("Complete the deal"),
            reader.path("complete"),
        )
    rated = any(one.by_id == reader.us for one in reader.found.ratings)
    if deal.state in ending.OVER and not rated and _may_still_rate(reader):
        yield Step(
            _("Rate %(other)s. Both read what was said once both have rated.", other=reader.other),
            _("Rate"),
            reader.path("rate"),
        )


def _may_still_rate(reader: Reader) -> bool:
    ended = reader.found.deal.ended_at
    return ended is not None and reader.today <= (ended + ending.RATING_TIME).date()


def share(part: Decimal, whole: Decimal) -> int:
    """Per cent of the whole, at most 100."""
    return min(100, int(part * 100 / whole)) if whole else 0
