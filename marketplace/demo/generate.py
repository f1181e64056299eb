"""The whole plan of a demonstration world that ends today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, timedelta
from random import Random
from typing import Any

from marketplace.demo import wants
from marketplace.demo.firms import firm
from marketplace.demo.histories import histories, years
from marketplace.demo.names import Names
from marketplace.demo.plan import (
    FIRM_ROLE,
    ROLES,
    SEED,
    SIZES,
    AwardPlan,
    NeedPlan,
    OrganizationPlan,
    ServicePlan,
    Size,
    WorldPlan,
    data,
)
from marketplace.demo.results import results
from marketplace.demo.tenders import Cases, cases, tenders
from marketplace.vocabularies.identifiers import demo_edb
from marketplace.vocabularies.places import find

HISTORY = 730
"""Days of needs before today."""

ROOM = 4
"""Times the capacity of its like that the small firm of the demonstration has."""
DENSER = 1.7
"""Above 1: needs come closer together towards today, as the marketplace grows."""


def plan(today: date, size: str = "full") -> WorldPlan:
    """The plan; the same day and size always give the same."""
    random, count = Random(SEED), SIZES[size]
    names = Names(random)
    named = [
        organization
        for kind, key, most in (
            ("lead_firm", "lead_firm", count.lead_firms),
            ("bso", "bso", count.bsos),
            ("lender", "lender", count.lenders),
            ("programme", "programme", 1),
        )
        for organization in _named(kind, data("people")[key][:most], random, names, today)
    ]
    firms = [_aware(firm(1000 + n, random, names, today)) for n in range(count.msmes)]
    buyers = [o for o in named if o.kind == "lead_firm"]
    bsos = [o for o in named if o.kind == "bso"]
    firms, found = histories(random, firms, today)
    held = cases(random, buyers[0], firms, today)
    needs = _needs(random, buyers, count, held, today)
    firms = [_for_role(firm) if firm.number == held.firm else firm for firm in firms]
    return WorldPlan(
        organizations=sorted([*named, *firms], key=lambda o: o.joined),
        services=_services(random, bsos, today),
        needs=needs,
        awards=_awards(random, buyers, firms, count, today),
        tenders=tenders(random, needs, held, firms, today),
        today=today,
        results=results(random, found, bsos, held.firm, today),
    )


def _named(
    kind: str, rows: list[Mapping[str, Any]], random: Random, names: Names, today: date
) -> list[OrganizationPlan]:
    base = {"lead_firm": 100, "bso": 200, "lender": 300, "programme": 400}[kind]
    return [_one(kind, base + n, row, random, names, today) for n, row in enumerate(rows)]


def _one(
    kind: str, number: int, row: Mapping[str, Any], random: Random, names: Names, today: date
) -> OrganizationPlan:
    place = find(row["municipality"])
    if place is None:
        raise ValueError(f"no such municipality: {row['municipality']}")
    plan = OrganizationPlan(
        number=number,
        kind=kind,
        name=row["name"],
        names={language: row[language] for language in ("mk", "sq") if language in row},
        identifiers=[
            {"scheme": "EDB", "value": demo_edb(number)},
            {"scheme": "EMBS", "value": f"{7_000_000 + number}"},
        ],
        municipality=place,
        joined=wants.noon(
            date(years(today).accounts[0] - 1, 9, 1) - timedelta(days=number % 100), random
        ),
        person=names.person("sq" if "sq" in row else "mk", random.random() < 0.5),
        profile=_profile(kind, row, place, random, today),
        wants={name: row[name] for name in ("trades", "occupations") if name in row},
    )
    return _with_role(plan, ROLES.get(number, plan.person.email))


def _founded(today: date) -> date:
    """When the first organisations joined: the autumn before the first accounting year."""
    return date(years(today).accounts[0] - 1, 9, 1)


def _with_role(plan: OrganizationPlan, email: str) -> OrganizationPlan:
    return replace(plan, person=replace(plan.person, email=email))


def _for_role(firm: OrganizationPlan) -> OrganizationPlan:
    """The demonstration's small firm: room for more than the deals that are on its desk."""
    roomy = [
        {**one, "capacity": (one["capacity"] or 0) * ROOM} for one in firm.profile["capabilities"]
    ]
    profile = {**firm.profile, "capabilities": roomy}
    return replace(_with_role(firm, FIRM_ROLE), profile=profile)


def _profile(
    kind: str, row: Mapping[str, Any], place: str, random: Random, today: date
) -> dict[str, Any]:
    summary = {
        "lead_firm": "Buys from local suppliers and trains people for its lines.",
        "bso": f"{row.get('type', 'association').capitalize()} with services for small firms.",
        "lender": "Finance for small and medium firms.",
        "programme": "Runs this marketplace and answers for its results.",
    }[kind]
    return {
        "summary": summary,
        "sites": [{"municipality": place}],
        "staff": random.randint(260, 2400) if kind == "lead_firm" else random.randint(6, 90),
        "languages": ["en", "mk", *(["sq"] if "sq" in row else [])],
        "founded": today.year - random.randint(4, 26),
    }


def _aware(organization: OrganizationPlan) -> OrganizationPlan:
    return replace(organization, joined=organization.joined.replace(tzinfo=UTC))


def _services(random: Random, bsos: list[OrganizationPlan], today: date) -> list[ServicePlan]:
    found = []
    for bso in bsos:
        for _ in range(random.randint(2, 4)):
            moment = wants.noon(today - timedelta(days=random.randint(30, 700)), random)
            if random.random() < 0.5:
                found.append(wants.programme(random, bso, moment, today))
            else:
                found.append(wants.service(random, bso, moment))
    return sorted(found, key=lambda service: service.published)


def _needs(
    random: Random, buyers: list[OrganizationPlan], count: Size, held: Cases, today: date
) -> list[NeedPlan]:
    makers = [wants.supplier_need] * (count.supplier_needs - len(held.needs))
    makers += [wants.workforce_need] * count.workforce_needs
    random.shuffle(makers)
    needs = list(held.needs.values())
    for place, make in enumerate(makers):
        age = (len(makers) - 1 - place) / len(makers)
        day = today - timedelta(days=1 + round(HISTORY * age**DENSER))
        needs.append(make(random, random.choice(buyers), wants.noon(day, random)))
    return sorted(needs, key=lambda need: need.published)


def _awards(
    random: Random,
    buyers: list[OrganizationPlan],
    firms: list[OrganizationPlan],
    count: Size,
    today: date,
) -> list[AwardPlan]:
    days = sorted(random.randint(10, 1400) for _ in range(count.awards))
    made = (
        wants.award(random, random.choice(buyers), firms, today - timedelta(days=day), n)
        for n, day in enumerate(reversed(days))
    )
    return [award for award in made if award is not None]
