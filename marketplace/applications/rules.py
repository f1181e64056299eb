"""Pure decisions on applications: what may follow what, when, and what sending asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from marketplace.i18n import N_

STATES = ("draft", "submitted", "withdrawn", "lapsed", "selected", "awarded", "not_selected")
OVER = ("withdrawn", "lapsed")
STANDING = ("submitted", "selected", "awarded", "not_selected")
"""Sent and not taken back: what a buyer finds once the seal is open."""
CHANGEABLE = ("draft", "submitted")
DECISIONS = ("submitted", "selected", "awarded", "not_selected")
"""States that an evaluation can give; back to `submitted` where a decision is undone."""

OUTCOME = ("reason", "criteria", "total", "rank", "of", "deciding", "winner")
"""Fields of an explanation: `reason` a word of outcomes.REASONS; `criteria` a list of {name,
weight in per cent, score of 0 to 100, or band}; own `total` 0 to 100; own `rank` of `of`; the
name of the `deciding` criterion; `winner` {name, total, price} as far as disclosed, else null."""

Faults = list[tuple[str, str]]


def is_sealed(
    state: str, apply_by: datetime | None, closed_at: datetime | None, moment: datetime
) -> bool:
    """Whether nobody but the firms may know who applied.

    The deadline opens the seal by the clock, closing opens it at once; a need that was called off
    before its deadline stays sealed for good.
    """
    if state in ("draft", "published", "suspended"):
        return apply_by is None or moment < apply_by
    if state == "cancelled":
        return apply_by is None or (closed_at or moment) < apply_by
    return False


def faults_of_sending(
    content: Mapping[str, Any], lots: Sequence[Mapping[str, Any]], today: date
) -> Faults:
    """Everything that still lacks before the application can be sent, all at once."""
    if not any(map(is_offered, content["lots"])):
        detail = N_("Offer at least one lot: quantity, price of one unit and delivery date.")
        return [("/lots", detail)]
    return [
        fault
        for place, row in enumerate(content["lots"])
        if is_offered(row) and isinstance(row["lot"], int) and row["lot"] < len(lots)
        for fault in _faults_of_offer(f"/lots/{place}", row, lots[row["lot"]], today)
    ]


def is_offered(row: Mapping[str, Any]) -> bool:
    """Whether the firm says anything of this lot."""
    return any(row[name] is not None for name in ("quantity", "price", "deliver_by"))


def _faults_of_offer(
    pointer: str, row: Mapping[str, Any], lot: Mapping[str, Any], today: date
) -> Faults:
    faults: Faults = []
    if row["quantity"] is None:
        faults.append((f"{pointer}/quantity", N_("Say how much of it you offer.")))
    elif lot["quantity"] is not None and row["quantity"] > lot["quantity"]:
        faults.append((f"{pointer}/quantity", N_("This is more than is asked for.")))
    if row["price"] is None:
        faults.append((f"{pointer}/price", N_("Set the price of one unit without VAT.")))
    elif not Decimal(row["price"]):
        faults.append((f"{pointer}/price", N_("The price must be more than 0.")))
    if row["deliver_by"] is None:
        faults.append((f"{pointer}/deliver_by", N_("Set the day by which you deliver.")))
    elif date.fromisoformat(row["deliver_by"]) < today:
        faults.append((f"{pointer}/deliver_by", N_("Set a day in the future.")))
    return faults


def faults_of_content(
    content: Mapping[str, Any], lots: Sequence[Mapping[str, Any]], criteria: Sequence[str]
) -> Faults:
    """What not even a draft may say: lots and criteria that the need has not, or twice."""
    named = [row["lot"] for row in content["lots"]]
    asked = [answer["criterion"] for answer in content["answers"]]
    return (
        _faults_of_names("/lots", "lot", named, range(len(lots)), N_("The need has no such lot."))
        + _faults_of_names(
            "/answers", "criterion", asked, criteria, N_("The need has no such criterion.")
        )
        + [
            (f"/attachments/{place}", N_("This file stands here already."))
            for place, file in enumerate(content["attachments"])
            if file in content["attachments"][:place]
        ]
    )


def _faults_of_names(
    pointer: str, field: str, named: Sequence[Any], known: Sequence[Any], unknown: str
) -> Faults:
    faults: Faults = []
    for place, name in enumerate(named):
        if name not in known:
            faults.append((f"{pointer}/{place}/{field}", unknown))
        elif name in named[:place]:
            faults.append((f"{pointer}/{place}/{field}", N_("Say it once only.")))
    return faults
