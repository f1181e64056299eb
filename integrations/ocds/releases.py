"""Releases of OCDS 1.1: one for each thing that happened in a contracting process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from integrations.ocds.parts import Json, given, number

GOODS, WORKS, SERVICES = "goods", "works", "services"
RATED, PRICE_ONLY = "ratedCriteria", "priceOnly"


def category(cpv: str | None) -> str | None:
    """The main category that the division of a CPV code belongs to: 45 works, 50 to 98 services,
    all others goods (Directive 2014/24/EU, annex II, and the vocabulary's own structure)."""
    if not cpv or not cpv[:2].isdigit():
        return None
    division = int(cpv[:2])
    if division == 45:
        return WORKS
    return SERVICES if division >= 50 else GOODS


def planning(
    rationale: str | None, amount: Json | None, project: str | None, project_id: str | None
) -> Json:
    """Why it is bought, for how much at most, and the project (an IATI activity) that it is of."""
    budget = given(amount=amount, project=project, projectID=project_id)
    return given(rationale=rationale, budget=budget)


def lot(id_: str, title: str, status: str) -> Json:
    """A part that can be awarded by itself (lots extension)."""
    return given(id=id_, title=title, status=status)


def criteria(found: Sequence[Mapping[str, Any]]) -> Json:
    """How applications are judged: `found` is [{name, weight in per cent, kind}]."""
    if not found:
        return {}
    priced = len(found) == 1 and found[0].get("kind") == "price"
    details = "; ".join(f"{one['name']} {number(one['weight'])} %" for one in found)
    return {"awardCriteria": PRICE_ONLY if priced else RATED, "awardCriteriaDetails": details}


def statistic(measure: str, count: int, date: str | None, lot: str | None = None) -> Json:
    """A count of applications (bids extension)."""
    id_ = f"{measure}-{lot}" if lot else measure
    return given(id=id_, measure=measure, date=date, relatedLot=lot) | {"value": count}


def award(
    id_: str,
    title: str,
    status: str,
    date: str | None,
    *,
    amount: Json | None = None,
    suppliers: Sequence[Json] = (),
    items: Sequence[Json] = (),
    lots: Sequence[str] = (),
    description: str | None = None,
) -> Json:
    """What a supplier was given: `status` pending, active, cancelled or unsuccessful."""
    return given(
        id=id_,
        title=title,
        description=description,
        status=status,
        date=date,
        value=amount,
        suppliers=list(suppliers),
        items=list(items),
        relatedLots=list(lots),
    )


def contract(
    id_: str,
    award_id: str,
    status: str,
    *,
    title: str | None = None,
    signed: str | None = None,
    period: Json | None = None,
    amount: Json | None = None,
    items: Sequence[Json] = (),
    milestones: Sequence[Json] = (),
    done: Sequence[Json] = (),
    transactions: Sequence[Json] = (),
    amendments: Sequence[Json] = (),
) -> Json:
    """A contract, or what is new of it; `done` and `transactions` are its implementation."""
    return given(
        id=id_,
        awardID=award_id,
        title=title,
        status=status,
        period=period,
        value=amount,
        items=list(items),
        dateSigned=signed,
        milestones=list(milestones),
        implementation=given(milestones=list(done), transactions=list(transactions)),
        amendments=list(amendments),
    )


def release(
    ocid: str,
    id_: str,
    date: str,
    tags: Sequence[str],
    buyer: Json,
    parties: Iterable[Json],
    language: str,
    **sections: Any,
) -> Json:
    """One release; `sections` are planning, tender, bids, awards and contracts."""
    head = {
        "ocid": ocid,
        "id": id_,
        "date": date,
        "tag": list(tags),
        "initiationType": "tender",
        "language": language,
        "buyer": buyer,
        "parties": list(parties),
    }
    return head | given(**sections)
