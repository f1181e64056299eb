"""Applications in the reader's words: where one stands, what changed, why it was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from marketplace.applications import queries
from marketplace.applications.models import Application
from marketplace.forms import language
from marketplace.i18n import N_
from marketplace.needs.models import Need
from marketplace.presenters.numbers import number

PARTS = {
    "partners": N_("Team"),
    "attachments": N_("Attached files"),
    "note": N_("Note to the buyer"),
}
FIELDS = {
    "quantity": N_("Quantity"),
    "price": N_("Price of one unit"),
    "deliver_by": N_("Delivery date"),
}
REASONS = {
    "rank": N_("Another application scored higher."),
    "order": N_("The buyer chose otherwise than by the totals."),
    "unscored": N_("The buyer chose without scores."),
    "won": N_("The buyer chose your offer."),
    "declined": N_("You declined the offer."),
    "cancelled": N_("The buyer took the award back."),
    "none": N_("The buyer awarded this to nobody."),
}
"""Words of the `reason` of an outcome; another text is shown as it was written."""


def standing(application: Application, need: Need, waits: bool, moment: datetime) -> str:
    """The key of its state in presenters/states.py."""
    if application.state == "draft" and not queries.sealed(need, moment):
        return "application.unsent"
    if application.state == "submitted" and need.state == "cancelled":
        return "application.called_off"
    if application.state == "submitted" and waits:
        return "application.to_confirm"
    if application.state == "submitted" and not queries.sealed(need, moment):
        return "application.opened"
    return f"application.{application.state}"


def changes(changed: Sequence[str], lots: Sequence[Mapping[str, Any]]) -> list[str]:
    """What differs from the version before, one line a thing."""
    return [_change(name.split("/", 2), lots) for name in changed]


def _change(path: Sequence[str], lots: Sequence[Mapping[str, Any]]) -> str:
    if path[0] == "answers":
        return _("Answer on %(criterion)s", criterion="/".join(path[1:]))
    if path[0] != "lots":
        return _(PARTS[path[0]])
    lot = lot_title(lots, int(path[1]))
    if len(path) == 2:
        return _("Lot %(lot)s offered or left out", lot=lot)
    return _("%(field)s of %(lot)s", field=_(FIELDS[path[2]]), lot=lot)


def lot_title(lots: Sequence[Mapping[str, Any]], place: int) -> str:
    """The title of a lot, its number where the need no longer has it."""
    return str(lots[place]["title"]) if place < len(lots) else str(place + 1)


def outcome(facts: Mapping[str, Any] | None, title: str) -> list[dict[str, Any]]:
    """A stored explanation, one for each lot that was judged by itself."""
    if not facts:
        return []
    parts = facts.get("lots") or [facts]
    shared = {name: facts.get(name) for name in ("reason", "message")}
    return [_part({**shared, **part}, title) for part in parts]


def _part(part: Mapping[str, Any], title: str) -> dict[str, Any]:
    reason = part.get("reason")
    return {
        "title": part.get("title") or title,
        "reason": _(REASONS[reason]) if reason in REASONS else reason,
        "message": part.get("message"),
        "rows": [_scored(one) for one in part.get("criteria") or ()],
        "total": _score(part.get("total"), part.get("band")),
        "rank": part.get("rank"),
        "of": part.get("of"),
        "deciding": part.get("deciding"),
        "winner": part.get("winner"),
    }


def _scored(one: Mapping[str, Any]) -> list[Any]:
    weight = number(float(one["weight"]), language())
    return [one["name"], weight, _score(one.get("score"), one.get("band"))]


def _score(score: Any, band: Sequence[Any] | None) -> str | None:
    """A score of 100, or between which two it lies where the exact one would tell a price."""
    if score is not None:
        return number(round(float(score), 2), language())
    if band:
        low, high = (number(round(float(end), 2), language()) for end in band)
        return f"{low}–{high}"
    return None
