"""What the pages of support, of cuts and of claims left out by the sample show."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.fields import zone
from marketplace.forms import language
from marketplace.organizations.models import Organization
from marketplace.organizations.queries import get as get_organization
from marketplace.outcomes import assisting, bulk, support, telling, words
from marketplace.outcomes.catalogue import ALL, PARTS
from marketplace.outcomes.models import Assistance
from marketplace.policy import Actor, require
from marketplace.presenters.dates import day

CODED = {
    "sex": words.SEXES,
    "age": words.AGES,
    "contract": words.CONTRACTS,
    "size": {one: words.BUCKETS[one] for one in ("micro", "small", "medium", "large")},
    "women_owned": {one: words.BUCKETS[one] for one in ("yes", "no")},
    "youth_owned": {one: words.BUCKETS[one] for one in ("yes", "no")},
}
"""Cuts of few codes, with their words."""
OBJECTIVES = ("1", "2", "3")


def firms(session: Session) -> list[tuple[str, str]]:
    """Verified organisations by name."""
    found = session.execute(
        select(Organization.id, Organization.name)
        .where(Organization.state == "verified")
        .order_by(Organization.name)
    )
    return [(one.id, one.name) for one in found]


def cuts(known: list[tuple[str, str]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(cut, its words, what there is to choose from) of every cut that an entered value can have;
    `known` are organisations."""
    held = [one for table in (PARTS, ALL) for one in table.values() if one.how != "derived"]
    has = {dimension for one in held for dimension in one.dimensions}
    return [
        (name, _(text), _choices(name, known))
        for name, text in words.DIMENSIONS.items()
        if name in has
    ]


def _choices(name: str, known: list[tuple[str, str]]) -> list[tuple[str, str]]:
    if name in telling.PEOPLE:
        return known
    if name == "objective":
        return objectives()
    return telling.options(CODED.get(name, {}))


def objectives() -> list[tuple[str, str]]:
    """The objectives of the programme, to choose from."""
    return [(one, _("Objective %(n)s", n=one)) for one in OBJECTIVES]


def support_page(session: Session, actor: Actor, firm_id: str) -> dict[str, Any]:
    """The supports and the baseline of a firm, and what a new support can be."""
    require(actor, "outcome.enter")
    known = firms(session)
    firm = get_organization(session, firm_id) if firm_id else None
    return {
        "firms": known,
        "firm": firm,
        "baseline": support.baseline(session, firm.id) if firm else None,
        "rows": [_row(session, one) for one in assisting.of_firm(session, firm_id)],
        "kinds": telling.options(words.SUPPORT),
        "roles": telling.options(words.GIVERS),
        "providers": known,
        "objectives": objectives(),
    }


def _row(session: Session, one: Assistance) -> list[str]:
    by = session.get(Organization, one.provider_id) if one.provider_id else None
    return [
        _(words.SUPPORT[one.kind]),
        by.name if by else _(words.GIVERS.get(one.role, one.role)),
        one.objective,
        day(one.since, language(), zone()),
    ]


def left_out(session: Session, actor: Actor) -> list[tuple[str, str, str]]:
    """Claims that may be accepted together, to choose from."""
    rows = []
    for one in bulk.left_out(session, actor):
        firm = session.get_one(Organization, one.organization_id)
        facts = f"{one.ref} · {one.period} · {_(words.KINDS[one.kind])}"
        rows.append((one.id, f"{firm.name}: {' '.join(telling.amount(one))}", facts))
    return rows
