"""What a proposal changes, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from marketplace.deals import rules, words
from marketplace.deals.models import Deal, Proposal
from marketplace.forms import language
from marketplace.presenters.numbers import number
from marketplace.templating import day, money


def changed(deal: Deal, one: Proposal) -> list[tuple[str, Any, Any]]:
    """What a proposal changes: (name, as it stands, as it would be), in words."""
    before = deal.terms | {"lots": deal.lots}
    after = one.terms | {"lots": one.lots}
    return [
        (_(words.FIELDS[name]), said(name, before.get(name), deal), said(name, after[name], deal))
        for name in one.changed
    ]


def said(name: str, value: Any, deal: Deal) -> list[str]:
    """A term in lines."""
    if name == "lots":
        return [_lot_said(lot, deal) for lot in value]
    if name == "milestones":
        return [_milestone_said(one) for one in value]
    if name == "silence":
        return [_(words.SILENCE[value])]
    if isinstance(value, bool):
        return [_("yes") if value else _("no")]
    if isinstance(value, Mapping):
        return [str(one) for one in value.values() if one] or ["–"]
    return ["–" if value is None else str(value)]


def _lot_said(lot: Mapping[str, Any], deal: Deal) -> str:
    return _(
        "%(title)s: %(quantity)s %(unit)s at %(price)s, by %(day)s",
        title=lot["title"],
        quantity=number(rules.exact(lot["quantity"]), language()),
        unit=lot.get("unit") or "",
        price=money(lot["price"], deal.currency, 2),
        day=day(lot.get("deliver_by")),
    )


def _milestone_said(one: Mapping[str, Any]) -> str:
    kind = _("Delivery") if one["kind"] == "delivery" else _("Payment")
    share = number(rules.exact(one["share"]), language())
    text = f"{kind} · {words.milestone(one['title'])} · {share}%"
    return f"{text} · {day(one['due'])}" if one.get("due") else text
