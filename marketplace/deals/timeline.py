"""A deal's time line: what was done on it, and what is to come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.deals import rules, terms, words
from marketplace.deals.models import Deal, DealEntry, Delivery, Dispute, Invoice, Payment, Proposal
from marketplace.deals.queries import Whole
from marketplace.forms import language
from marketplace.presenters import dates
from marketplace.templating import day, money, zone

GROUPS = ("deliveries", "money", "quality")
"""What the time line can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Item:
    """A point on the line. `state`: "" for what happened, due, later, late, now. `tag` is
    (words, colour)."""

    when: date | datetime
    title: str
    text: str = ""
    href: str = ""
    tag: tuple[str, str] | None = None
    state: str = ""
    group: str = ""


def line(found: Whole, today: date, show: str = "") -> list[Item]:
    """Everything in order, the day that it is between what was and what comes."""
    happened = [item for entry in found.entries for item in _happened(found, entry, today)]
    coming = sorted(_coming(found, today), key=lambda item: str(item.when))
    if show in GROUPS:
        happened = [item for item in happened if item.group in (show, "")]
        coming = [item for item in coming if item.group == show]
    now = [Item(today, _("Today"), state="now")] if coming else []
    return [*happened, *now, *coming]


def _happened(found: Whole, entry: DealEntry, today: date) -> Iterable[Item]:
    make = ITEMS.get(entry.kind)
    if make is None:
        return
    item = make(found, entry, today)
    if item is not None and entry.undone_at is not None:
        item = Item(item.when, item.title, tag=(_("Undone"), ""), group=item.group)
    if item is not None:
        yield item


def _by_id(rows: Iterable[Any], entry: DealEntry) -> Any:
    return next(row for row in rows if row.id == entry.subject)


def _open(found: Whole, entry: DealEntry, today: date) -> Item:
    days = terms.days_in_force(found.deal.terms)
    text = ngettext(
        "Invoices are to be paid within one day.",
        "Invoices are to be paid within %(num)s days.",
        days,
    )
    return Item(entry.at, _("Deal opened"), text)


def _start(found: Whole, entry: DealEntry, today: date) -> Item:
    return Item(entry.at, _("Work began"), group="deliveries")


def _deliver(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Delivery = _by_id(found.deliveries, entry)
    title = _(
        "Delivered: %(quantity)s",
        quantity=words.quantities(found.deal.lots, one.lots, language()),
    )
    tags = {
        "recorded": (_("To be accepted"), "warn"),
        "accepted": (_("Accepted"), "ok"),
        "part": (_("Accepted in part"), "warn"),
        "rejected": (_("Rejected"), "bad"),
        "withdrawn": (_("No longer counts"), ""),
    }
    text = _("Delivery note %(number)s, %(day)s.", number=one.number, day=day(one.delivered_on))
    return Item(
        entry.at,
        title,
        text,
        _path(found.deal, f"deliveries/{one.id}"),
        tags[one.state],
        group="deliveries",
    )


def _decided(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Delivery = _by_id(found.deliveries, entry)
    if entry.kind == "reject":
        title = _("Delivery %(number)s rejected", number=one.number)
    elif entry.data["state"] == "part":
        taken = words.quantities(found.deal.lots, entry.data["lots"], language())
        title = _(
            "Of delivery %(number)s accepted: %(quantity)s", number=one.number, quantity=taken
        )
    else:
        title = _("Delivery %(number)s accepted", number=one.number)
    if entry.organization_id is None:
        return Item(
            entry.at, title, _("By the contract: the time to decide was past."), group="quality"
        )
    return Item(entry.at, title, one.reason or "", group="quality")


def _invoice(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Invoice = _by_id(found.invoices, entry)
    amount = money(one.gross, found.deal.currency)
    title = _("Invoice %(number)s, %(amount)s", number=one.number, amount=amount)
    state, text = "", _("Due on %(day)s.", day=day(one.due_on))
    if one.state == "paid" and one.paid_on:
        text = _(
            "Paid in full on %(day)s; it was due on %(due)s.",
            day=day(one.paid_on),
            due=day(one.due_on),
        )
    elif one.state == "open" and one.due_on < today:
        state = "late"
    href = _path(found.deal, f"invoices/{one.id}")
    return Item(entry.at, title, text, href, invoice_tag(one, today), state, "money")


def invoice_tag(one: Invoice, today: date) -> tuple[str, str]:
    """Whether an invoice is paid, due or overdue: words and colour."""
    if one.state == "withdrawn":
        return _("Undone"), ""
    if one.state == "paid":
        return _("Paid"), "ok"
    late = (today - one.due_on).days
    if late > 0:
        return ngettext("Overdue one day", "Overdue %(num)s days", late), "bad"
    return (_("Paid in part"), "") if one.paid else (_("Not yet due"), "")


def _pay(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Payment = _by_id(found.payments, entry)
    tags = {
        "recorded": (_("To be confirmed"), "warn"),
        "confirmed": (_("Confirmed"), "ok"),
        "denied": (_("Denied"), "bad"),
        "withdrawn": (_("Undone"), ""),
    }
    amount = money(one.amount, found.deal.currency)
    title = _("Paid: %(amount)s", amount=amount)
    text = _("On %(day)s.", day=day(one.paid_on))
    href = _path(found.deal, f"payments/{one.id}")
    return Item(entry.at, title, text, href, tags[one.state], group="money")


def _deny(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Payment = _by_id(found.payments, entry)
    amount = money(one.amount, found.deal.currency)
    return Item(
        entry.at,
        _("The payment of %(amount)s was denied", amount=amount),
        one.reason or "",
        group="money",
    )


def _propose(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Proposal = _by_id(found.proposals, entry)
    tags = {
        "proposed": (_("Waits for an answer"), "warn"),
        "accepted": (_("Accepted"), "ok"),
        "refused": (_("Refused"), "bad"),
        "withdrawn": (_("Withdrawn"), ""),
    }
    text = words.fields_in_words(one.changed)
    href = _path(found.deal, f"changes/{one.id}")
    return Item(entry.at, _("Change of the contract proposed"), text, href, tags[one.state])


def _answered(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Proposal = _by_id(found.proposals, entry)
    title = _("The contract was changed") if entry.kind == "agree" else _("The change was refused")
    return Item(entry.at, title, one.reason or words.fields_in_words(one.changed))


def _dispute(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Dispute = _by_id(found.disputes, entry)
    tag = (_("Open"), "bad") if one.state == "open" else (_(words.OUTCOMES[str(one.outcome)]), "")
    title = _("Dispute: %(about)s", about=_(words.ABOUT[one.about]))
    href = _path(found.deal, f"disputes/{one.id}")
    return Item(entry.at, title, one.text, href, tag, group="quality")


def _settle(found: Whole, entry: DealEntry, today: date) -> Item:
    one: Dispute = _by_id(found.disputes, entry)
    return Item(entry.at, _("The dispute is closed"), one.agreed or "", group="quality")


def _delay(found: Whole, entry: DealEntry, today: date) -> Item:
    title = _("Delay until %(day)s expected", day=day(entry.data["until"]))
    return Item(entry.at, title, entry.data["reason"], tag=(_("Delay"), "warn"), group="deliveries")


def _complete(found: Whole, entry: DealEntry, today: date) -> Item:
    return Item(entry.at, _("Completed"), _("All was accepted and paid."), tag=(_("Done"), "ok"))


def _terminate(found: Whole, entry: DealEntry, today: date) -> Item:
    return Item(entry.at, _("Ended early"), entry.data.get("reason", ""), tag=(_("Ended"), "bad"))


Make = Callable[[Whole, DealEntry, date], Item | None]
ITEMS: Mapping[str, Make] = {
    "open": _open,
    "start": _start,
    "deliver": _deliver,
    "accept": _decided,
    "reject": _decided,
    "invoice": _invoice,
    "pay": _pay,
    "deny": _deny,
    "propose": _propose,
    "agree": _answered,
    "refuse": _answered,
    "dispute": _dispute,
    "settle": _settle,
    "delay": _delay,
    "complete": _complete,
    "terminate": _terminate,
}
"""What an entry of each kind says; others say nothing of their own."""


def _coming(found: Whole, today: date) -> Iterable[Item]:
    deal = found.deal
    if deal.state not in rules.ACTIVE:
        return
    yield from (
        Item(due, title, "", "", tag, state, "deliveries")
        for title, due, tag, state in milestones_left(deal, found, today)
    )
    for one in found.invoices:
        if one.state == "open" and one.due_on >= today:
            left = money(one.gross - one.paid, deal.currency)
            title = _("Invoice %(number)s is due: %(amount)s", number=one.number, amount=left)
            yield Item(one.due_on, title, state="later", group="money")


def milestones_left(deal: Deal, found: Whole, today: date) -> Iterable[Any]:
    """Steps of delivery with a day that are not reached: title, day, tag, state."""
    accepted = rules.quantities(row for one in found.deliveries for row in one.accepted)
    for one in deal.terms["milestones"]:
        if one["kind"] != "delivery" or not one.get("due"):
            continue
        due = date.fromisoformat(one["due"])
        if not reached(deal, accepted, one):
            late = due < today
            tag = (_("Late"), "bad") if late else (_("To come"), "")
            title = _("Milestone: %(title)s", title=words.milestone(one["title"]))
            yield title, due, tag, "late" if late else "due"


def reached(deal: Deal, accepted: rules.Quantities, milestone: Mapping[str, Any]) -> bool:
    """Whether of each lot it holds for so much was accepted as it and those before it say."""
    for lot in deal.lots:
        if milestone.get("lot") not in (None, lot["lot"]):
            continue
        share = Decimal()
        for one in deal.terms["milestones"]:
            if one["kind"] == "delivery" and one.get("lot") in (None, lot["lot"]):
                share += rules.exact(one["share"])
                if one is milestone:
                    break
        if accepted.get(lot["lot"], Decimal()) * 100 < rules.exact(lot["quantity"]) * share:
            return False
    return True


def last_day(moment: datetime) -> date:
    """The day that ends at this moment."""
    return dates.ends(moment, zone())[0]


def _path(deal: Deal, rest: str) -> str:
    return f"/deals/{deal.id}/{rest}"
