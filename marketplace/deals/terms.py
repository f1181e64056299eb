"""Pure rules of a deal's terms: milestones, payment days, acceptance.

Payment days follow the Macedonian Law on Financial Discipline: 30 by default, up to 60 by any
contract, 61 to 120 only if explicit in writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from marketplace.deals.rules import ZERO, exact, money
from marketplace.i18n import N_

DEFAULT_DAYS, CONTRACT_DAYS, MOST_DAYS = 30, 60, 120
ACCEPTANCE_DAYS = 5
KINDS = ("delivery", "financing")
SILENCE = ("waits", "accepted")
"""What the contract says when the buyer does not decide in time: it waits and is reminded, or what
was delivered counts as accepted."""
ON_ACCEPTANCE = N_("On acceptance")
INCOTERMS = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")

Faults = list[tuple[str, str]]
Lots = Sequence[Mapping[str, Any]]
Terms = Mapping[str, Any]


def term_of(days: int) -> str:
    """What the law asks of a payment term: default, contract, explicit, or refused."""
    if days <= DEFAULT_DAYS:
        return "default"
    if days <= CONTRACT_DAYS:
        return "contract"
    return "explicit" if days <= MOST_DAYS else "refused"


def days_in_force(terms: Terms) -> int:
    """The payment days that count: a term over 60 days only once it is explicit in writing."""
    days: int = terms["payment_days"]
    if days > CONTRACT_DAYS and not terms.get("explicit_term"):
        return CONTRACT_DAYS
    return min(days, MOST_DAYS)


def opening(lots: Lots, payment_days: int | None, place: Any, last: str | None) -> dict[str, Any]:
    """The terms that a deal opens with, out of what the need asked and the application offered."""
    return {
        "milestones": [
            *(
                {
                    "title": lot["title"],
                    "kind": "delivery",
                    "share": "100",
                    "due": lot.get("deliver_by") or last,
                    "lot": lot["lot"],
                }
                for lot in lots
            ),
            {
                "title": ON_ACCEPTANCE,
                "kind": "financing",
                "share": "100",
                "due": None,
                "lot": None,
            },
        ],
        "payment_days": min(DEFAULT_DAYS if payment_days is None else payment_days, MOST_DAYS),
        "explicit_term": False,
        "acceptance_days": ACCEPTANCE_DAYS,
        "silence": "waits",
        "incoterm": None,
        "place": place,
        "note": None,
    }


def faults(terms: Terms, lots: Lots) -> Faults:
    """Everything that is wrong with terms, by field."""
    return faults_of_payment(terms) + faults_of_shares(terms["milestones"], lots)


def faults_of_payment(terms: Terms) -> Faults:
    """Over 120 days is refused; over 60 must be said explicitly."""
    kind = term_of(terms["payment_days"])
    if kind == "refused":
        return [("/payment_days", N_("The law allows at most 120 days; choose fewer."))]
    if kind == "explicit" and not terms.get("explicit_term"):
        return [
            (
                "/explicit_term",
                N_("More than 60 days hold only if both say so in writing: confirm it here."),
            )
        ]
    return []


def faults_of_shares(milestones: Sequence[Mapping[str, Any]], lots: Lots) -> Faults:
    """For each lot, the shares of delivery and those of financing must each sum to 100."""
    known = {lot["lot"] for lot in lots}
    strange = [
        (f"/milestones/{place}/lot", N_("There is no such lot in this deal."))
        for place, one in enumerate(milestones)
        if one.get("lot") is not None and one["lot"] not in known
    ]
    short = {
        kind for lot in known for kind in KINDS if share_of(milestones, kind, lot) != Decimal(100)
    }
    texts = {
        "delivery": N_("The shares of delivery must sum to 100 for each lot."),
        "financing": N_("The shares of payment must sum to 100 for each lot."),
    }
    return strange + [("/milestones", texts[kind]) for kind in KINDS if kind in short]


def share_of(
    milestones: Iterable[Mapping[str, Any]], kind: str, lot: int, by: date | None = None
) -> Decimal:
    """The sum of the shares of a kind that hold for a lot; with a day, of those due by then."""
    return sum(
        (
            exact(one["share"])
            for one in milestones
            if one["kind"] == kind
            and one.get("lot") in (None, lot)
            and (by is None or (one.get("due") is not None and one["due"] <= by.isoformat()))
        ),
        ZERO,
    )


def planned(terms: Terms, lots: Lots, by: date) -> Decimal:
    """The net amount that the plan of payments lets be invoiced by the day, accepted or not."""
    return sum(
        (
            money(
                money(exact(lot["quantity"]) * exact(lot["price"]))
                * share_of(terms["milestones"], "financing", lot["lot"], by)
                / 100
            )
            for lot in lots
        ),
        ZERO,
    )
