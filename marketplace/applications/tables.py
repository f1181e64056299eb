"""Rows of the tables on applications' pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from marketplace import templating
from marketplace.applications import offers, words
from marketplace.applications.models import ApplicationVersion
from marketplace.forms import language
from marketplace.needs.models import Need
from marketplace.presenters.dates import moment
from marketplace.presenters.numbers import number

Content = Mapping[str, Any]


def amount(quantity: Any, unit: str | None) -> str | None:
    """`240,000 piece`; None where the quantity is open."""
    if quantity is None:
        return None
    return " ".join(filter(None, (number(quantity, language()), unit)))


def lots(content: Content, need: Need, currency: str) -> list[list[Any]]:
    """What is offered for each lot: title, quantity, price of one, value, day."""
    asked = offers.lots_of(need.content)
    return [
        _lot(row, asked[row["lot"]] if row["lot"] < len(asked) else None, need, currency)
        for row in content["lots"]
    ]


def _lot(row: Content, lot: Content | None, need: Need, currency: str) -> list[Any]:
    value, unit = offers.value(row), lot.get("unit") if lot else None
    quantity: dict[str, Any] = {"text": amount(row["quantity"], unit) or "–"}
    if lot and offers.is_partial(row, lot):
        quantity["small"] = _("of %(asked)s asked", asked=amount(lot["quantity"], unit))
    day: dict[str, Any] = {"text": templating.day(row["deliver_by"], "short")}
    if row["deliver_by"] and _is_late(row["deliver_by"], need):
        day["small"] = _("later than asked")
    return [
        str(lot["title"] if lot else row["lot"] + 1),
        quantity,
        templating.money(row["price"], currency, 2) if row["price"] is not None else None,
        templating.money(value, currency, 2) if value is not None else None,
        day,
    ]


def _is_late(day: str, need: Need) -> bool:
    return need.deliver_by is not None and date.fromisoformat(day) > need.deliver_by


def total(content: Content, currency: str) -> str | None:
    """The sum over the lots."""
    found = offers.total(content)
    return templating.money(found, currency, 2) if found is not None else None


def promises(found: Mapping[str, float]) -> list[list[Any]]:
    """Units a month that the firm's open orders take, by unit."""
    return [[unit, number(round(amount, 1), language())] for unit, amount in found.items()]


def versions(
    found: Sequence[ApplicationVersion], need: Need, advisers: Mapping[str, str]
) -> list[list[Any]]:
    """What was sent: receipt, when, by whom, what changed."""
    asked = offers.lots_of(need.content)
    return [
        [
            {
                "text": one.receipt,
                "href": f"/applications/{one.application_id}/versions/{one.number}",
            },
            moment(one.sent_at, language(), templating.zone()),
            advisers.get(one.adviser_id or "") or _("Your firm"),
            "; ".join(words.changes(one.changed, asked)) or _first_or_confirmed(one),
        ]
        for one in found
    ]


def _first_or_confirmed(version: ApplicationVersion) -> str:
    return _("Sent for the first time") if version.number == 1 else _("Confirmed unchanged")


def team(partners: Sequence[Content]) -> list[list[Any]]:
    """Partners with their part in the work."""
    return [[one["name"], one["part"] or None] for one in partners]
