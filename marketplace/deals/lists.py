"""The list of deals: filters in the address, a page of rows, and the same as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from marshmallow import EXCLUDE, fields, validate
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from marketplace.deals import queries, views
from marketplace.deals.models import Deal
from marketplace.deals.schemas import STATES, DealQuery
from marketplace.exports import MOST, Column
from marketplace.i18n import N_
from marketplace.policy import Actor, may
from marketplace.templating import state_of

SORTS = (
    ("-opened", N_("Newest first")),
    ("opened", N_("Oldest first")),
    ("-value", N_("Largest first")),
    ("title", N_("Title")),
)


class ListQuery(DealQuery):
    """The page's parameters; those that are not its own are passed over."""

    class Meta:
        unknown = EXCLUDE

    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000))
    format = fields.String(load_default="", validate=validate.OneOf(["", "csv", "xlsx"]))


@dataclass(frozen=True, slots=True)
class Row:
    """A deal with the names of its parties."""

    deal: Deal
    buyer: Any
    supplier: Any


def given(args: MultiDict[str, str]) -> dict[str, Any]:
    """The parameters that say something."""
    found: dict[str, Any] = {name: value for name, value in args.items() if value}
    if states := [value for value in args.getlist("state") if value]:
        found["state"] = states
    return found


def rows(session: Session, actor: Actor, wanted: Mapping[str, Any]) -> list[Row]:
    """What a file holds."""
    return _rows(session, actor, wanted, MOST, 0)[0]


def _rows(
    session: Session, actor: Actor, wanted: Mapping[str, Any], limit: int, offset: int
) -> tuple[list[Row], int]:
    asked = {name: wanted[name] for name in ("role", "need", "q", "sort")}
    found, total = queries.own_deals(
        session, actor, states=wanted["state"], **asked, limit=limit, offset=offset
    )
    names = views.names(session, found)
    return [Row(one, names[one.buyer_id], names[one.supplier_id]) for one in found], total


def page(session: Session, actor: Actor, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A page of the list."""
    place = wanted["page"]
    found, total = _rows(session, actor, wanted, views.PAGE, (place - 1) * views.PAGE)
    counts = queries.counts(session, actor)
    return {
        "rows": found,
        "total": total,
        "start": (place - 1) * views.PAGE,
        "place": place,
        "pages": -(-total // views.PAGE),
        "wanted": wanted,
        "counts": [(state, counts[state]) for state in STATES if counts.get(state)],
        "all": sum(counts.values()),
        "sorts": [(value, _(text)) for value, text in SORTS],
        "us": actor.organization,
        "oversees": may(actor, "deal.oversee"),
        "both": {"lead_firm", "msme"} <= actor.kinds,
    }


def columns() -> list[Column]:
    """The columns of the file."""
    return [
        (_("Number"), lambda row: row.deal.ref),
        (_("Title"), lambda row: row.deal.title),
        (_("Buyer"), lambda row: row.buyer.name),
        (_("Supplier"), lambda row: row.supplier.name),
        (_("State"), lambda row: state_of(f"deal.{row.deal.state}")[0]),
        (_("Currency"), lambda row: row.deal.currency),
        (_("Contract, net of VAT"), lambda row: row.deal.value),
        (_("Delivered and accepted, net"), lambda row: row.deal.accepted),
        (_("Invoiced, with VAT"), lambda row: row.deal.invoiced),
        (_("Paid, with VAT"), lambda row: row.deal.paid),
        (_("Opened"), lambda row: row.deal.opened_at),
        (_("Ended"), lambda row: row.deal.ended_at),
    ]
