"""The forms by which a party acts on a deal: what each asks, shows first, and does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from marshmallow import Schema
from sqlalchemy.orm import Session

from marketplace.deals import billing, changes, deliveries, disputes, ending, rules, schemas, words
from marketplace.deals.models import Deal
from marketplace.files.receiving import received
from marketplace.forms import Form
from marketplace.i18n import N_
from marketplace.policy import Actor

Run = Callable[[Session, Actor, Deal, Mapping[str, Any], int | None], Any]
Blank = Callable[[Session, Deal], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """A form: its schema, the act of the policy, what it does and says afterwards."""

    schema: type[Schema]
    action: str
    run: Run
    said: str
    blank: Blank = lambda session, deal: {}


def _left(session: Session, deal: Deal) -> dict[str, Any]:
    """Everything that is left to deliver."""
    from marketplace.deals.journal import accepted_of, waiting_of

    done = rules.total(accepted_of(session, deal.id), waiting_of(session, deal.id))
    left = rules.still_open(deal.lots, done)
    rows = [{"lot": lot, "quantity": words.typed(amount)} for lot, amount in left.items() if amount]
    return {"lots": rows}


def _bill(session: Session, deal: Deal) -> dict[str, Any]:
    left = billing.left_to_invoice(session, deal)
    return {"net": str(left)} if left > 0 else {}


def _owed(session: Session, deal: Deal) -> dict[str, Any]:
    """The invoice asked for, or the first that is open, and what it leaves to pay."""
    waiting = ending.unpaid(session, deal)
    asked = [one for one in waiting if one.id == request.args.get("invoice")]
    chosen = next(iter([*asked, *waiting]), None)
    return {"invoice": chosen.id, "amount": str(chosen.gross - chosen.paid)} if chosen else {}


def _contract(session: Session, deal: Deal) -> dict[str, Any]:
    """The contract as it stands, to be changed."""
    return {**deal.terms, "lots": deal.lots}


def _terminate(s: Session, a: Actor, deal: Deal, body: Mapping[str, Any], r: int | None) -> Any:
    return ending.terminate_deal(s, a, deal.id, body["reason"], r)


def _delay(s: Session, a: Actor, deal: Deal, body: Mapping[str, Any], r: int | None) -> Any:
    return deliveries.report_delay(s, a, deal.id, body["until"], body["reason"], r)


def _rate(s: Session, a: Actor, deal: Deal, body: Mapping[str, Any], r: int | None) -> Any:
    return ending.rate(s, a, deal.id, body["score"], body["text"])


STEPS: Mapping[str, Step] = {
    "deliver": Step(
        schemas.DeliveryBody,
        "deal.supply",
        lambda s, a, deal, body, r: deliveries.record_delivery(s, a, deal.id, body, r),
        N_("Entered. The buyer is told, and has its term to accept."),
        _left,
    ),
    "invoice": Step(
        schemas.InvoiceBody,
        "deal.supply",
        lambda s, a, deal, body, r: billing.record_invoice(s, a, deal.id, body, r),
        N_("Entered. The buyer is told until when to pay."),
        _bill,
    ),
    "pay": Step(
        schemas.PaymentBody,
        "deal.act",
        lambda s, a, deal, body, r: billing.record_payment(s, a, deal.id, body, r),
        N_("Entered. The other side is asked to confirm it."),
        _owed,
    ),
    "delay": Step(schemas.DelayBody, "deal.act", _delay, N_("The other side is told.")),
    "change": Step(
        schemas.DealChangeBody,
        "deal.act",
        lambda s, a, deal, body, r: changes.propose_change(s, a, deal.id, body, r),
        N_("Proposed. It holds once the other side accepts it."),
        _contract,
    ),
    "dispute": Step(
        schemas.DisputeBody,
        "deal.act",
        lambda s, a, deal, body, r: disputes.open_dispute(s, a, deal.id, body, r),
        N_("Raised. The other side is told and can answer."),
    ),
    "rate": Step(
        schemas.RatingBody,
        "deal.act",
        _rate,
        N_("Thank you. Both read what was said once both have rated."),
    ),
    "complete": Step(
        Schema,
        "deal.act",
        lambda s, a, deal, body, r: ending.complete_deal(s, a, deal.id, r),
        N_("Completed. Now rate each other."),
    ),
    "terminate": Step(
        schemas.DealReasonBody,
        "deal.act",
        _terminate,
        N_("Ended. The other side reads your reason."),
    ),
}
"""By the last part of the page's address."""


def with_uploads(form: Form) -> None:
    """Put the ids of files that came with the form among its documents."""
    kept = [one for one in form.values("documents") if one]
    form.typed["documents"] = kept + [file.id for file in received().values()]
    for name in [name for name in form.typed if name.startswith("file")]:
        del form.typed[name]


def said(step: Step) -> str:
    """What the next page says."""
    return _(step.said)
