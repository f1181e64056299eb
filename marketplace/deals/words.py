"""Words of deals: kinds, fields, terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from marketplace.deals.rules import exact, plain
from marketplace.deals.terms import ON_ACCEPTANCE
from marketplace.i18n import N_
from marketplace.presenters.numbers import number

FIELDS: Mapping[str, str] = {
    "lots": N_("Quantities, prices and days"),
    "milestones": N_("Milestones"),
    "payment_days": N_("Days to pay"),
    "explicit_term": N_("Explicit agreement to more than 60 days"),
    "acceptance_days": N_("Working days to accept"),
    "silence": N_("If the buyer does not decide in time"),
    "incoterm": N_("Incoterm"),
    "place": N_("Place of delivery"),
    "note": N_("Further terms"),
}
ABOUT: Mapping[str, str] = {
    "delivery": N_("A delivery"),
    "quality": N_("Quality"),
    "invoice": N_("An invoice"),
    "payment": N_("A payment"),
    "other": N_("Something else"),
}
OUTCOMES: Mapping[str, str] = {
    "agreed": N_("Settled by agreement"),
    "withdrawn": N_("Withdrawn"),
    "terminated": N_("Ended with the deal"),
}
SILENCE: Mapping[str, str] = {
    "waits": N_("It waits, and the buyer is reminded"),
    "accepted": N_("What was delivered counts as accepted"),
}
ACTS: Mapping[str, str] = {
    "start": N_("the start of work"),
    "deliver": N_("the delivery"),
    "accept": N_("the acceptance"),
    "reject": N_("the rejection"),
    "invoice": N_("the invoice"),
    "pay": N_("the payment"),
    "confirm": N_("the confirmation"),
    "propose": N_("the proposal"),
    "dispute": N_("the dispute"),
    "delay": N_("the notice of delay"),
}
"""What can be undone, as a sentence names it."""


def fields_in_words(names: Sequence[str]) -> str:
    """Names of terms, as a list."""
    return ", ".join(_(FIELDS[name]) for name in names)


def quantities(
    lots: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], tongue: str
) -> str:
    """`14,000 pieces`, lot by lot: with its title where there are several."""
    known = {lot["lot"]: lot for lot in lots}
    parts = []
    for row in rows:
        lot = known[row["lot"]]
        text = f"{number(exact(row['quantity']), tongue)} {lot.get('unit') or ''}".strip()
        parts.append(f"{lot['title']}: {text}" if len(lots) > 1 else text)
    return "; ".join(parts)


def typed(amount: Any) -> str:
    """A quantity as plain text, for a form."""
    return plain(exact(amount))


def milestone(title: str) -> str:
    """A milestone's title: the parties' words as written, those of the opening terms translated."""
    return _(title) if title == ON_ACCEPTANCE else title
