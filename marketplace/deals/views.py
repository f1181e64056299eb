"""What the pages of deals show, from what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deals import (
    ending,
    fair,
    late,
    next_step,
    papers,
    queries,
    rules,
    terms,
    timeline,
    words,
)
from marketplace.deals.billing import LIVING
from marketplace.deals.changes import pending
from marketplace.deals.journal import today
from marketplace.deals.models import Deal, Delivery, Invoice, Payment
from marketplace.deals.undo import undoable
from marketplace.deployment import settings_of
from marketplace.files.queries import names as file_names
from marketplace.forms import Form, language
from marketplace.needs.models import Need
from marketplace.organizations.models import Organization
from marketplace.organizations.queries import get as get_organization
from marketplace.policy import Actor, may
from marketplace.presenters.numbers import number
from marketplace.templating import day, money, named
from marketplace.vocabularies.picking import label
from marketplace.vocabularies.places import region_name

PAGE = 20


def frame(session: Session, actor: Actor, deal: Deal) -> dict[str, Any]:
    """What every page of a deal needs: the deal, its parties, who reads."""
    buyer, supplier = (get_organization(session, one) for one in (deal.buyer_id, deal.supplier_id))
    supplies = actor.organization == deal.supplier_id
    return {
        "deal": deal,
        "buyer": buyer,
        "supplier": supplier,
        "supplies": supplies,
        "party": may(actor, "deal.act", {deal.buyer_id, deal.supplier_id}),
        "other": buyer if supplies else supplier,
        "lots": {lot["lot"]: lot for lot in deal.lots},
        "today": today(session),
    }


def page(session: Session, actor: Actor, deal: Deal, show: str) -> dict[str, Any]:
    """The deal's own page; `show` narrows the time line."""
    facts = frame(session, actor, deal)
    found = queries.whole(session, actor, deal)
    reader = next_step.Reader(
        session, found, actor.organization, str(named(facts["other"])), facts["today"]
    )
    party = facts["party"]
    return facts | {
        "found": found,
        "step": next_step.next_step(actor, reader) if party else None,
        "undo": undoable(session, actor, deal) if party else None,
        "acts": words.ACTS,
        "active": deal.state in rules.ACTIVE,
        "change_waits": pending(session, deal) is not None,
        "stats": stats(session, found),
        "line": timeline.line(found, facts["today"], show),
        "show": show,
        "fair": fair.figures(session, deal.buyer_id),
        "terms": terms_shown(deal.terms, deal.lots),
        "unsaid": deal.terms["payment_days"] > terms.days_in_force(deal.terms),
        "documents": documents(session, found),
        "invoices": [invoice_row(session, deal, one, facts["today"]) for one in living(found)],
        "need": session.get_one(Need, deal.need_id),
    }


def living(found: queries.Whole) -> list[Invoice]:
    """Invoices that were not undone."""
    return [one for one in found.invoices if one.state != "withdrawn"]


def stats(session: Session, found: queries.Whole) -> list[dict[str, Any]]:
    """The five figures on top: label, amount, line beneath, share of 100 or none."""
    deal, day_now = found.deal, today(session)
    overdue = [one for one in found.invoices if one.state == "open" and one.due_on < day_now]
    accepted = next_step.share(deal.accepted, deal.value)
    invoiced = next_step.share(deal.invoiced_net, deal.value)
    paid = next_step.share(deal.paid_net, deal.value)
    count = len(living(found))
    figures = [
        (_("Contract, net of VAT"), deal.value, _lots_line(deal), None, "#terms"),
        (_("Delivered and accepted, net"), deal.accepted, _of(accepted), accepted, "#timeline"),
        (
            _("Invoiced, with VAT"),
            deal.invoiced,
            ngettext("one invoice", "%(num)s invoices", count) + ", " + _of(invoiced),
            invoiced,
            "#invoices",
        ),
        (_("Paid, with VAT"), deal.paid, _of(paid), paid, "#invoices"),
    ]
    names = ("label", "amount", "line", "share", "href")
    shown = [dict(zip(names, one, strict=True)) for one in figures]
    if overdue:
        days = max((day_now - one.due_on).days for one in overdue)
        line = ngettext("one day late", "%(num)s days late", days)
        amount = sum((one.gross - one.paid for one in overdue), Decimal())
        shown.append(
            {
                "label": _("Overdue"),
                "amount": amount,
                "line": line,
                "share": None,
                "href": "#invoices",
                "bad": True,
            }
        )
    return shown


def _of(share: int) -> str:
    return _("%(share)s%% of contract", share=share)


def _lots_line(deal: Deal) -> str:
    if len(deal.lots) > 1:
        return ngettext("%(num)s lot", "%(num)s lots", len(deal.lots))
    lot = deal.lots[0]
    return _(
        "%(quantity)s %(unit)s at %(price)s",
        quantity=number(rules.exact(lot["quantity"]), language()),
        unit=lot.get("unit") or "",
        price=number(rules.exact(lot["price"]), language(), 2),
    )


def terms_shown(held: Mapping[str, Any], lots: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The terms as facts."""
    place = held.get("place") or {}
    where = [
        place.get("address") or "",
        label("municipality", place["municipality"], language())
        if place.get("municipality")
        else "",
        region_name(place["region"], language()) if place.get("region") else "",
    ]
    days = terms.days_in_force(held)
    agreed = [_("more than 60 days agreed explicitly")] if held.get("explicit_term") else []
    return [
        (_("Days to pay"), [number(days, language()), *agreed]),
        (
            _("To accept"),
            ngettext("one working day", "%(num)s working days", held["acceptance_days"]),
        ),
        (_("Not decided in time"), _(words.SILENCE[held["silence"]])),
        (_("Place of delivery"), [one for one in where if one] or "–"),
        (_("Incoterm"), held.get("incoterm") or "–"),
        *([(_("Further terms"), held["note"])] if held.get("note") else []),
    ]


def documents(session: Session, found: queries.Whole) -> list[tuple[str, Any]]:
    """Every document of the deal: (what it belongs to, the file)."""
    subjects = {f"delivery/{one.id}": one.number for one in found.deliveries}
    subjects |= {f"invoice/{one.id}": one.number for one in living(found)}
    held = papers.of_subjects(session, list(subjects))
    return [(subjects[key], file) for key, files in held.items() for file in files]


def invoice_row(session: Session, deal: Deal, one: Invoice, day_now: Any) -> list[Any]:
    """A row of the table of invoices."""
    text, colour = timeline.invoice_tag(one, day_now)
    return [
        {"text": one.number, "href": f"/deals/{deal.id}/invoices/{one.id}"},
        day(one.issued_on, "short"),
        day(one.due_on, "short"),
        {"words": text, "colour": colour},
        *(number(amount, language(), 2) for amount in (one.gross, one.paid, one.gross - one.paid)),
    ]


def lateness(session: Session, deal: Deal, one: Invoice) -> late.Late | None:
    """What an invoice paid late, or not yet, costs until today."""
    settings = settings_of(session)
    rate = Decimal(settings.late_interest) if settings.late_interest else None
    home = deal.currency == settings.currency
    fixed = Decimal(settings.late_compensation) if home else Decimal()
    payments = [(row.paid_on, row.amount) for row in payments_of(session, one)]
    return late.late(one.gross, one.due_on, payments, today(session), rate, fixed)


def payments_of(session: Session, one: Invoice) -> list[Any]:
    """The payments of an invoice that count, by day."""
    found = select(Payment).where(Payment.invoice_id == one.id, Payment.state.in_(LIVING))
    return list(session.scalars(found.order_by(Payment.paid_on)))


def names(session: Session, deals: list[Deal]) -> dict[str, Organization]:
    """The parties of several deals."""
    ids = {one for deal in deals for one in (deal.buyer_id, deal.supplier_id)}
    found = select(Organization).where(Organization.id.in_(ids))
    return {one.id: one for one in session.scalars(found)} if ids else {}


def amount(deal: Deal, value: Any) -> str:
    """Money of the deal."""
    return money(value, deal.currency)


def choices(session: Session, deal: Deal, step: str, form: Form) -> dict[str, Any]:
    """What a form offers to choose from, and the files that came with it."""
    if step == "pay":
        waiting = ending.unpaid(session, deal)
        return {
            "unpaid": [
                (
                    one.id,
                    _(
                        "%(number)s, open: %(amount)s",
                        number=one.number,
                        amount=amount(deal, one.gross - one.paid),
                    ),
                )
                for one in waiting
            ]
        }
    if step == "change":
        return {
            "kinds": [("delivery", _("Delivery")), ("financing", _("Payment"))],
            "incoterms": [(one, one) for one in terms.INCOTERMS],
            "silences": [(key, _(text)) for key, text in words.SILENCE.items()],
            "lot_options": [
                ("", _("All lots")),
                *((lot["lot"], lot["title"]) for lot in deal.lots),
            ],
        }
    if step == "dispute":
        return {"abouts": [(key, _(text)) for key, text in words.ABOUT.items()]}
    if step == "complete":
        return {"lack": ending.lacks(session, deal)}
    held = [one for one in form.values("documents") if one]
    return {"attached": list(file_names(session, held).values()), "rating_words": rating_words()}


def rating_words() -> list[tuple[str, str]]:
    """The scores, the best first."""
    texts = (_("Very good"), _("Good"), _("Fair"), _("Weak"), _("Poor"))
    return [(str(5 - place), f"{5 - place} · {text}") for place, text in enumerate(texts)]


def lot_rows(deal: Deal, one: Delivery) -> list[list[Any]]:
    """Rows of a delivery: lot, delivered, accepted, unit."""
    given, taken = rules.quantities(one.lots), rules.quantities(one.accepted)
    decided = one.state != "recorded"
    return [
        [
            lot["title"],
            number(given[lot["lot"]], language()),
            number(taken.get(lot["lot"], Decimal()), language()) if decided else "–",
            lot.get("unit") or "–",
        ]
        for lot in deal.lots
        if lot["lot"] in given
    ]
