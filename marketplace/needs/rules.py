"""Pure decisions on needs: what may change when, and what publishing asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marketplace.i18n import N_

FROZEN = ("kind", "criteria", "price_formula", "envelopes", "standstill_days", "disclose")
"""Fixed by publishing; the rest can be revised until `apply_by`."""

MUST_CONFIRM = ("lots", "deliver_from", "deliver_by", "required_certificates")
"""A change of these asks each applicant to confirm, else the application lapses."""

CRITERION_KINDS = ("quality", "delivery", "price", "local")
"""What a criterion is about; `local` is local or social value. The price is worked out by the
need's formula, the others are scored by people."""

PRICE_FORMULAS = ("lowest-over-price", "linear-to-double")
"""How a price becomes a score: 100 × lowest / price, or falling evenly to 0 at twice the lowest."""

PRICE_WORDS = ("price", "cost", "цена", "трошо", "çmim", "kosto")
"""What the name of a criterion of the price begins a word with, in the product's languages."""

SUSPENDABLE = ("published", "closed")
"""States of a need that staff can suspend; once awarded, the organisation is suspended instead."""

Faults = list[tuple[str, str]]


def is_open(state: str, apply_by: datetime | None, moment: datetime) -> bool:
    """Whether applications are taken: published and the deadline not past, by the clock."""
    return state == "published" and (apply_by is None or moment < apply_by)


def kind_of(name: str) -> str:
    """What a criterion is about where nobody says it: `price` by its name, else `quality`."""
    words = name.casefold().split()
    priced = any(word.startswith(start) for word in words for start in PRICE_WORDS)
    return "price" if priced else "quality"


def complete(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with what its form takes for granted where nobody said it."""
    criteria = [
        {**one, "kind": one.get("kind") or kind_of(one["name"])}
        for one in content.get("criteria") or ()
    ]
    granted = {"price_formula": PRICE_FORMULAS[0], "envelopes": 1, "standstill_days": 0}
    return {**granted, **content, "criteria": criteria}


def may_ask(
    state: str, questions_by: datetime | None, apply_by: datetime | None, moment: datetime
) -> bool:
    """Whether questions are taken: while the need is open, and until their own date if set."""
    return is_open(state, apply_by, moment) and (questions_by is None or moment < questions_by)


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields whose values differ, sorted."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def faults_of_revision(changed: list[str]) -> Faults:
    """What a revision of a published need may not change."""
    return [
        (f"/{name}", N_("This was fixed when the need was published; cancel and post a new one."))
        for name in changed
        if name in FROZEN
    ]


def faults_of_publishing(
    kind: str, content: Mapping[str, Any], apply_by: datetime | None, moment: datetime
) -> Faults:
    """Everything that still lacks before the need can be published, all at once."""
    faults: Faults = []
    if not content.get("description"):
        faults.append(
            ("/description", N_("Say what you need, so that firms can judge if they fit."))
        )
    if apply_by is None:
        faults.append(("/apply_by", N_("Set the day until which firms can apply.")))
    elif apply_by <= moment:
        faults.append(("/apply_by", N_("Set a day in the future.")))
    faults += _faults_of_dates(content, apply_by)
    return faults + (_supplier(content) if kind == "supplier" else _workforce(content))


def _faults_of_dates(content: Mapping[str, Any], apply_by: datetime | None) -> Faults:
    first = content.get("deliver_from") or content.get("start")
    if first and apply_by and date.fromisoformat(first) < apply_by.date():
        name = "deliver_from" if content.get("deliver_from") else "start"
        return [(f"/{name}", N_("Must lie after the day until which firms can apply."))]
    return []


def _supplier(content: Mapping[str, Any]) -> Faults:
    faults: Faults = []
    if not content.get("lots"):
        faults.append(("/lots", N_("Add at least one lot with its quantity.")))
    if not content.get("cpv") and not any(lot.get("cpv") for lot in content.get("lots") or ()):
        faults.append(("/cpv", N_("Choose at least one CPV code: it is how suppliers are found.")))
    if not content.get("deliver_by"):
        faults.append(("/deliver_by", N_("Set the day of the last delivery.")))
    if not content.get("criteria"):
        faults.append(("/criteria", N_("Say how you will choose: at least one criterion.")))
    return faults


def _workforce(content: Mapping[str, Any]) -> Faults:
    faults: Faults = []
    if not content.get("occupation"):
        faults.append(("/occupation", N_("Choose the occupation (ISCO-08 or ESCO).")))
    if not content.get("posts"):
        faults.append(("/posts", N_("Say how many posts there are.")))
    if not content.get("start"):
        faults.append(("/start", N_("Set the day on which the work starts.")))
    return faults
