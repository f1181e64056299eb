"""Needs, services and past orders of the demonstration world."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from marketplace.demo.plan import AwardPlan, NeedPlan, OrganizationPlan, ServicePlan, trades
from marketplace.vocabularies import label

CRITERIA = (
    (("Quality and references", 40), ("Price", 35), ("Delivery time", 25)),
    (("Price", 60), ("Quality", 40)),
    (("Technical capability", 35), ("Price", 35), ("Delivery", 20), ("Local value", 10)),
)
STANDSTILL = 5
OCCUPATIONS: Mapping[str, tuple[str, Sequence[str], int]] = {
    "7212": ("Welders", ("MIG welding", "Reading drawings"), 16),
    "7223": ("Machine-tool setters", ("CNC set-up", "Measuring"), 20),
    "7412": ("Electrical mechanics and fitters", ("Crimping", "Testing"), 14),
    "8153": ("Sewing machine operators", ("Overlock", "Quality control"), 8),
    "8332": ("Lorry drivers", ("Category CE", "Digital tachograph"), 6),
    "2166": ("Graphic and multimedia designers", ("Compositing", "3D modelling"), 24),
    "7411": ("Building electricians", ("Cable laying", "Low-voltage panels"), 12),
}
"""ISCO-08 code: name in the need's title, skills, weeks of training."""


def supplier_need(
    random: Random, buyer: OrganizationPlan, moment: datetime, key: str = ""
) -> NeedPlan:
    """A supplier need in this trade, or in one of the buyer's."""
    trade = trades()[key or random.choice(buyer.wants["trades"])]
    window = timedelta(days=random.randint(18, 45))
    lots = _lots(random, trade)
    cost = sum(lot["quantity"] for lot in lots) * random.uniform(*trade["price"])
    first = moment + window + timedelta(days=random.randint(45, 110))
    content = {
        "kind": "supplier",
        "title": random.choice(trade["needs"]),
        "description": _description(trade, lots),
        "cpv": [trade["cpv"][0]],
        "nace": [trade["nace"]],
        "lots": lots,
        "place": _place(random, buyer),
        "budget": _budget(cost),
        "apply_by": (moment + window).date().isoformat(),
        "deliver_from": first.date().isoformat(),
        "deliver_by": (first + timedelta(days=random.randint(60, 300))).date().isoformat(),
        "required_certificates": _required(random, trade["certificates"]),
        "criteria": [{"name": n, "weight": w} for n, w in random.choice(CRITERIA)],
        "standstill_days": STANDSTILL,
        "business_case": "A second source close to the plant shortens lead times.",
    }
    cancelled = moment + timedelta(days=9) if random.random() < 0.05 else None
    return NeedPlan(buyer.number, moment, content, cancelled)


def workforce_need(
    random: Random, buyer: OrganizationPlan, moment: datetime, key: str = ""
) -> NeedPlan:
    """Posts that need training first."""
    code = key or random.choice(buyer.wants["occupations"])
    name, skills, weeks = OCCUPATIONS[code]
    posts = random.randint(3, 25)
    window = timedelta(days=random.randint(20, 40))
    start = moment + window + timedelta(weeks=weeks, days=random.randint(20, 60))
    wage = random.randrange(30_000, 44_000, 500)
    content = {
        "kind": "workforce",
        "title": f"{name}, {posts} posts",
        "description": f"{posts} posts with training paid before the start; two shifts.",
        "occupation": code,
        "skills": list(skills),
        "posts": posts,
        "apply_by": (moment + window).date().isoformat(),
        "start": start.date().isoformat(),
        "wage": {"min": str(wage), "max": str(wage + 9_000), "currency": "MKD"},
        "training": f"{weeks} weeks with a certificate, practice on site.",
        "hiring_commitment": random.choice((60, 70, 80, 90)),
        "place": {"municipality": buyer.municipality, "region": None, "radius_km": 60},
        "business_case": "The new line cannot start without trained people.",
    }
    return NeedPlan(buyer.number, moment, content)


def programme(random: Random, bso: OrganizationPlan, moment: datetime, today: date) -> ServicePlan:
    """A training programme."""
    code = random.choice(list(OCCUPATIONS))
    name, skills, weeks = OCCUPATIONS[code]
    start = today + timedelta(days=random.randint(20, 120))
    content = {
        "kind": "training",
        "title": f"Training of {name[0].lower()}{name[1:]}, {weeks} weeks",
        "description": "Evening course with practice at member firms and a certificate.",
        "theme": "workforce",
        "languages": ["mk", "sq"] if random.random() < 0.4 else ["mk"],
        "cost": {"amount": str(random.randrange(18_000, 60_000, 1_000)), "currency": "MKD"},
        "occupation": code,
        "skills": list(skills),
        "seats": random.randint(10, 24),
        "weeks": weeks,
        "starts": [start.isoformat()],
        "certificate": label("isco", code, "en")[0],
        "place": {"municipality": bso.municipality},
        "novelty": NOVELTY[(bso.number + weeks) % len(NOVELTY)],
    }
    return ServicePlan(bso.number, moment, content)


def service(random: Random, bso: OrganizationPlan, moment: datetime) -> ServicePlan:
    """An advisory service, and the gaps that it closes."""
    title, text, theme, scheme = random.choice(SERVICES)
    content = {
        "kind": "service",
        "title": title,
        "description": text,
        "theme": theme,
        "languages": ["mk", "en"],
        "cost": {"amount": str(random.randrange(6_000, 90_000, 1_000)), "currency": "MKD"},
        "closes": [f"certificate-missing:{scheme}"] if scheme else [],
        "place": {"municipality": bso.municipality},
        "novelty": NOVELTY[(bso.number + len(title)) % len(NOVELTY)],
    }
    return ServicePlan(bso.number, moment, content)


NOVELTY = ("new", None, "upgraded", None)
SERVICES = (
    ("ISO 9001 in six months", "From gap analysis to certification audit.", "quality", "ISO 9001"),
    ("HACCP for small kitchens", "Plan, training, inspection.", "quality", "HACCP"),
    ("ISO 14001 introduction", "Environmental management for works.", "quality", "ISO 14001"),
    ("EN 1090 for welding shops", "Factory production control.", "quality", "EN 1090"),
    ("IATF 16949 readiness", "Self-assessment and stage 1.", "quality", "IATF 16949"),
    ("Export market visit", "Meetings with buyers at a fair.", "markets", ""),
    ("Production check", "Three days on bottlenecks and scrap.", "production", ""),
    ("Help with a loan file", "Accounts, projections, documents.", "finance", ""),
)


def award(
    random: Random, buyer: OrganizationPlan, firms: Sequence[OrganizationPlan], day: date, n: int
) -> AwardPlan | None:
    """An order that one of the buyer's trades would have seen; None where nobody has the trade."""
    key = random.choice(buyer.wants["trades"])
    able = [firm for firm in firms if firm.trade == key]
    if not able:
        return None
    trade, supplier = trades()[key], random.choices(able, _standing(able))[0]
    value = random.uniform(*trade["quantity"]) * random.uniform(*trade["price"]) * 0.2
    return AwardPlan(
        buyer.number,
        supplier.number,
        {
            "award_id": f"D-{n:05d}",
            "date": day.isoformat(),
            "title": random.choice(trade["needs"]),
            "cpv": trade["cpv"][0],
            "value": f"{value:.0f}",
            "currency": "MKD",
        },
    )


def _standing(firms: Sequence[OrganizationPlan]) -> list[float]:
    return [1 + len(firm.profile["certificates"]) * 1.5 for firm in firms]


def _lots(random: Random, trade: Mapping[str, Any]) -> list[dict[str, Any]]:
    count = 1 if random.random() < 0.6 else 2
    names = ("First deliveries", "Later deliveries") if count == 2 else ("Whole quantity",)
    low, high = trade["quantity"]
    return [
        {
            "title": name,
            "quantity": float(f"{random.uniform(low, high) / count * 0.3:.2g}"),
            "unit": trade["unit"],
            "cpv": trade["cpv"][0],
        }
        for name in names
    ]


def _description(trade: Mapping[str, Any], lots: Sequence[Mapping[str, Any]]) -> str:
    total = sum(lot["quantity"] for lot in lots)
    what = re.sub(r",?[^,]*%d.*$", "", trade["en"][0]) or trade["en"][-1]
    return (
        f"{what}. Quantity in all: {total:,.0f} ({trade['unit']}), called off monthly."
        " Drawings and samples on request."
    )


def _budget(cost: float) -> dict[str, str]:
    return {"min": f"{cost * 0.85:.0f}", "max": f"{cost * 1.1:.0f}", "currency": "MKD"}


def _place(random: Random, buyer: OrganizationPlan) -> dict[str, Any]:
    radius = random.choice((None, 60, 90, 120))
    return {"municipality": buyer.municipality, "region": None, "radius_km": radius}


def _required(random: Random, schemes: Sequence[str]) -> list[str]:
    return list(schemes[: random.choice((0, 0, 1, 1))])


def noon(day: date, random: Random) -> datetime:
    """Some moment of that day's working hours."""
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC) + timedelta(
        minutes=random.randint(0, 540)
    )
