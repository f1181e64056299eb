"""The small parts of OCDS 1.1 documents. What is not known is left out, never null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

Json = dict[str, Any]
CPV = "CPV"
"""The standard's code of the Common Procurement Vocabulary (itemClassificationScheme)."""


def given(**fields: Any) -> Json:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}


def moment(value: datetime | None) -> str | None:
    """A time as the standard writes it, in UTC to the second."""
    if value is None:
        return None
    return value.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def first_of(day: date | None) -> str | None:
    """The beginning of a day of which no time is known."""
    return f"{day.isoformat()}T00:00:00Z" if day else None


def end_of(day: date | None) -> str | None:
    """The end of a day of which no time is known."""
    return f"{day.isoformat()}T23:59:59Z" if day else None


def value(amount: Decimal | str | None, currency: str | None) -> Json | None:
    """An amount net of tax with its currency (ISO 4217)."""
    if amount is None:
        return None
    return given(currency=currency) | {"amount": number(amount)}


def number(amount: Decimal | str | float) -> int | float:
    """A JSON number: whole ones without a point, others to the shortest text that reads back."""
    exact = Decimal(str(amount))
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def period(start: str | None, end: str | None) -> Json | None:
    """From and until when, as texts of this module's functions."""
    return given(startDate=start, endDate=end) or None


def classification(cpv: str | None, label: str | None = None) -> Json | None:
    """A CPV code with its check digit."""
    return given(scheme=CPV, id=cpv, description=label) if cpv else None


def item(
    id_: str,
    title: str,
    *,
    quantity: Decimal | str | float | None = None,
    unit: str | None = None,
    price: Json | None = None,
    cpv: str | None = None,
    label: str | None = None,
    lot: str | None = None,
) -> Json:
    """A line: what, how much, and the price of one unit if it is agreed."""
    return given(
        id=id_,
        description=title,
        classification=classification(cpv, label),
        quantity=None if quantity is None else number(quantity),
        unit=given(name=unit, value=price),
        relatedLot=lot,
    )


def identifier(scheme: str, id_: str, legal_name: str | None = None) -> Json:
    """A number in a register; `scheme` is a code of org-id.guide where there is one."""
    return given(scheme=scheme, id=id_, legalName=legal_name)


def party(
    id_: str,
    name: str,
    roles: Sequence[str],
    identifiers: Sequence[Mapping[str, Any]] = (),
    *,
    locality: str | None = None,
    region: str | None = None,
    country: str | None = None,
) -> Json:
    """An organisation and what it is here: buyer, supplier, payer, payee … The first of its
    identifiers is the main one."""
    return given(
        id=id_,
        name=name,
        identifier=dict(identifiers[0]) if identifiers else None,
        additionalIdentifiers=[dict(one) for one in identifiers[1:]],
        address=given(locality=locality, region=region, countryName=country),
        roles=list(roles),
    )


def reference(party: Mapping[str, Any]) -> Json:
    """How other parts of a release name a party."""
    return {"id": party["id"], "name": party["name"]}


def milestone(
    id_: str,
    title: str,
    kind: str,
    status: str,
    *,
    due: str | None = None,
    met: str | None = None,
    description: str | None = None,
    lots: Sequence[str] = (),
) -> Json:
    """A milestone: `kind` delivery or financing, `status` scheduled, met, notMet, partiallyMet."""
    return given(
        id=id_,
        title=title,
        type=kind,
        description=description,
        dueDate=due,
        dateMet=met,
        status=status,
        relatedLots=list(lots),
    )


def transaction(id_: str, date_: str | None, amount: Json | None, payer: Json, payee: Json) -> Json:
    """A payment; its amount net of tax like the contract's value."""
    return given(id=id_, date=date_, value=amount, payer=payer, payee=payee)
