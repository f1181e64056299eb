"""MSMEs of the demonstration world: sizes, places and figures as domain.md section 9 has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from marketplace.demo.names import Names
from marketplace.demo.plan import OrganizationPlan, trades
from marketplace.vocabularies.identifiers import demo_edb
from marketplace.vocabularies.places import municipalities

REGIONS = {
    "Skopje": 38, "Pelagonija": 14, "East": 11, "Polog": 10,
    "South-West": 8, "Vardar": 7, "South-East": 7, "North-East": 5,
}  # fmt: skip
SECTORS = {
    "manufacturing": 34, "trade": 18, "construction": 12, "transport": 9,
    "ict": 8, "agri-food": 10, "tourism": 6, "other": 3,
}  # fmt: skip
SIZES = {"micro": 60, "small": 31, "medium": 9}
STAFF = {"micro": (3, 9), "small": (12, 48), "medium": (60, 220)}
TURNOVER = {"micro": (3, 25), "small": (30, 140), "medium": (180, 600)}
"""Millions of MKD a year."""
SCALE = {"micro": 0.12, "small": 0.45, "medium": 1.0}
CERTIFIED = {"micro": 0.4, "small": 0.75, "medium": 0.95}
WAITING = 40
"""Every fortieth firm joined this week and waits for its verification."""
TOWNS = (
    "Centar", "Karpoš", "Gazi Baba", "Aerodrom", "Ilinden", "Bitola", "Prilep", "Štip", "Kočani",
    "Tetovo", "Gostivar", "Ohrid", "Struga", "Veles", "Kavadarci", "Strumica", "Gevgelija",
    "Kumanovo", "Kriva Palanka",
)  # fmt: skip


def firm(number: int, random: Random, names: Names, today: date) -> OrganizationPlan:
    """One MSME, which joined at some time in the last four years."""
    region, size = _draw(random, REGIONS), _draw(random, SIZES)
    trade = _trade(random, _draw(random, SECTORS))
    name, forms, language = names.firm(trade["sector"], region)
    woman, town = random.random() < 0.27, _town(random, region)
    waits = number % WAITING == 0
    joined = datetime.combine(today, datetime.min.time()) - timedelta(
        days=random.randint(0, 6) if waits else random.randint(8, 1430),
        minutes=random.randint(420, 1020),
    )
    return OrganizationPlan(
        number=number,
        kind="msme",
        name=name,
        names=forms,
        identifiers=[
            {"scheme": "EDB", "value": demo_edb(number)},
            {"scheme": "EMBS", "value": f"{7_000_000 + number}"},
        ],
        municipality=town,
        joined=joined,
        person=names.person(language, woman),
        profile=_profile(random, trade, size, language, woman, today)
        | {"sites": [{"municipality": town}]},
        trade=trade["key"],
        size=size,
        state="submitted" if waits else "verified",
    )


def _profile(
    random: Random,
    trade: Mapping[str, Any],
    size: str,
    language: str,
    woman: bool,
    today: date,
) -> dict[str, Any]:
    known = random.random
    capabilities = [_capability(random, trade, size, language, cpv) for cpv in trade["cpv"][:2]]
    return {
        "summary": capabilities[0]["text"],
        "capabilities": capabilities[: 1 if known() < 0.4 else 2],
        "nace": [trade["nace"]],
        "certificates": _certificates(random, trade["certificates"], size, today),
        "staff": random.randint(*STAFF[size]) if known() < 0.94 else None,
        "turnover": _turnover(random, size, today) if known() < 0.9 else [],
        "ownership": {
            "women": woman if known() < 0.94 else None,
            "youth": known() < 0.12 if known() < 0.9 else None,
        },
        "languages": sorted({language, *(["en"] if known() < 0.5 else [])}),
        "export_markets": random.sample(["DE", "AT", "RS", "BG", "GR", "XK"], random.randint(0, 3)),
        "references": [],
        "founded": today.year - random.randint(1, 28),
        "visibility": {"turnover": "applied_to", "staff": "public"},
    }


def _capability(
    random: Random, trade: Mapping[str, Any], size: str, language: str, cpv: str
) -> dict[str, Any]:
    texts = trade.get(language) if random.random() < 0.6 else None
    text = random.choice(texts or trade["en"])
    low, high = trade["capacity"]
    capacity = low + (high - low) * SCALE[size] * random.uniform(0.5, 1.0)
    known = random.random() < 0.85
    return {
        "text": text % random.choice((40, 60, 80, 120, 160, 250)) if "%d" in text else text,
        "cpv": cpv,
        "capacity": float(f"{capacity:.2g}") if known else None,
        "unit": trade["unit"],
        "free_share": round(random.uniform(0.05, 0.7), 2) if known else None,
        "lead_time_days": random.choice((7, 10, 14, 21, 28, 35, 45, 60, 84)),
        "minimum_order": float(f"{low * random.uniform(0.01, 0.1):.1g}"),
    }


def _certificates(
    random: Random, schemes: Sequence[str], size: str, today: date
) -> list[dict[str, Any]]:
    held = [s for s in schemes if random.random() < CERTIFIED[size]]
    return [
        {
            "scheme": scheme,
            "number": f"{scheme.replace(' ', '')}-{random.randint(1000, 9999)}",
            "body": random.choice(("Certis Balkan", "Euroaudit", "TechCert")),
            "scope": None,
            "valid_from": str(ends - timedelta(days=1095)),
            "valid_to": str(ends),
        }
        for scheme in held
        for ends in [today + timedelta(days=random.randint(-60, 1000))]
    ]


def _turnover(random: Random, size: str, today: date) -> list[dict[str, Any]]:
    low, high = TURNOVER[size]
    amount = random.uniform(low, high)
    rows = []
    for year in range(today.year - 1, today.year - 4, -1):
        rows.append({"year": year, "amount": f"{amount * 1e6:.0f}", "currency": "MKD"})
        amount /= random.uniform(0.94, 1.3)
    return rows


def _trade(random: Random, sector: str) -> Mapping[str, Any]:
    choices = [trade for trade in trades().values() if trade["sector"] == sector]
    return random.choices(choices, [trade["weight"] for trade in choices])[0]


def _town(random: Random, region: str) -> str:
    known = [m for m in municipalities().values() if m.region == region]
    weights = [8 if place.names["en"] in TOWNS else 1 for place in known]
    return random.choices(known, weights)[0].code


def _draw(random: Random, weights: Mapping[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]
