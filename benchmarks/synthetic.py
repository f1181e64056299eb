"""A synthetic world, shaped as the demonstration world: data of events, as many as wanted.

Firms, their capabilities and the needs take their words, codes and quantities from the demo's
trades, and a few words each from a long tail (Zipf over 20,000), as real titles do.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from marketplace.demo.plan import trades
from marketplace.vocabularies.places import municipalities

Data = dict[str, Any]

TAIL = 20_000
FIRMS_A_BUYER = 100
TRADES_A_BUYER = 3
LANGUAGES = ("en", "en", "mk", "sq")


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation with its profile, as their events tell."""

    organization: Data
    profile: Data
    trade: str


@cache
def _tail() -> tuple[list[str], list[float]]:
    syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
    chance = random.Random(3)
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(TAIL)]
    return words, list(accumulate(1 / (n + 10) for n in range(TAIL)))


@cache
def _places() -> list[Data]:
    return [
        {"municipality": one.code, "region": one.region, "lat": one.lat, "lon": one.lon}
        for one in municipalities().values()
    ]


@cache
def _trade_keys() -> tuple[list[str], list[float]]:
    found = trades()
    return list(found), list(accumulate(float(one["weight"]) for one in found.values()))


def rare_words(chance: random.Random, count: int) -> str:
    """Words of the long tail, the frequent ones more often."""
    words, weights = _tail()
    return " ".join(chance.choices(words, cum_weights=weights, k=count))


def firm_id(number: int) -> str:
    """The same for the same number."""
    return str(uuid.UUID(int=(7 << 76) | (1 << 127) | number))


def buyer_id(number: int) -> str:
    """The same for the same number."""
    return str(uuid.UUID(int=(7 << 76) | (1 << 127) | (1 << 60) | number))


def firms(count: int) -> Iterator[Firm]:
    """So many firms, the same ones each time."""
    chance = random.Random(1)
    keys, weights = _trade_keys()
    for number in range(count):
        key = chance.choices(keys, cum_weights=weights)[0]
        yield _firm(chance, number, key)


def _firm(chance: random.Random, number: int, key: str) -> Firm:
    trade, place = trades()[key], chance.choice(_places())
    identifier = firm_id(number)
    lines = [_capability(chance, trade, cpv) for cpv in trade["cpv"][: chance.randint(1, 2)]]
    organization = {
        "id": identifier,
        "name": f"{rare_words(chance, 1).capitalize()} {number} DOO",
        "kinds": ["msme"],
        "state": "verified",
        "place": place,
    }
    profile = {
        "organization": identifier,
        "summary": lines[0]["text"],
        "capabilities": lines,
        "nace": [trade["nace"]],
        "certificates": _certificates(chance, trade),
        "sites": [place],
        "ownership": {"women": chance.random() < 0.27, "youth": None},
        "size_class": {"mk": chance.choice(("micro", "micro", "small", "medium"))},
        "visibility": {},
    }
    return Firm(organization, profile, key)


def _capability(chance: random.Random, trade: Mapping[str, Any], cpv: str) -> Data:
    text = chance.choice(trade.get(chance.choice(LANGUAGES)) or trade["en"])
    text = text % chance.randrange(20, 400, 5) if "%d" in text else text
    low, high = trade["capacity"]
    return {
        "text": f"{text}, {rare_words(chance, 3)}",
        "cpv": cpv,
        "capacity": chance.randint(low, high),
        "unit": trade["unit"],
        "free_share": round(chance.random(), 2),
        "lead_time_days": chance.randint(5, 60),
    }


def _certificates(chance: random.Random, trade: Mapping[str, Any]) -> list[Data]:
    held = [scheme for scheme in trade["certificates"] if chance.random() < 0.4]
    return [
        {"scheme": scheme, "valid_to": f"{chance.randint(2027, 2029)}-06-30"} for scheme in held
    ]


class Buyers:
    """The buyers of a world of so many firms, and which of them buy in a trade."""

    def __init__(self, count: int) -> None:
        chance = random.Random(2)
        self.of: dict[str, list[int]] = {key: [] for key in trades()}
        self.trades: list[list[str]] = []
        for number in range(max(count // FIRMS_A_BUYER, 40)):
            wanted = chance.sample(list(self.of), TRADES_A_BUYER)
            self.trades.append(wanted)
            for key in wanted:
                self.of[key].append(number)


def awards(chance: random.Random, firm: Firm, buyers: Buyers) -> Iterator[Data]:
    """Past orders of a firm: none for three in five, else two or three on average."""
    able = buyers.of[firm.trade]
    if not able or chance.random() < 0.6:
        return
    trade = trades()[firm.trade]
    for _ in range(1 + min(int(chance.expovariate(0.6)), 20)):
        buyer = chance.choice(able)
        yield {
            "id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            "date": str(date(2023, 1, 1) + timedelta(days=chance.randrange(1400))),
            "buyer": buyer_id(buyer),
            "buyer_name": f"Buyer {buyer} AD",
            "supplier": firm.organization["id"],
            "supplier_name": firm.organization["name"],
            "title": f"{chance.choice(trade['needs'])}, {rare_words(chance, 3)}",
            "cpv": trade["cpv"][0],
            "value": str(chance.randrange(10_000, 3_000_000)),
            "currency": "MKD",
            "municipality": firm.organization["place"]["municipality"],
            "region": firm.organization["place"]["region"],
            "private": False,
        }  # fmt: skip


def needs(count: int, buyers: Buyers) -> list[Data]:
    """Needs to rank, each of another buyer while there are enough."""
    chance = random.Random(4)
    numbers = [n % len(buyers.trades) for n in range(count)]
    return [_need(chance, at, number, buyers) for at, number in enumerate(numbers)]


def _need(chance: random.Random, at: int, buyer: int, buyers: Buyers) -> Data:
    trade, place = trades()[chance.choice(buyers.trades[buyer])], chance.choice(_places())
    low, high = trade["quantity"]
    return {
        "id": str(uuid.UUID(int=(1 << 100) + at)),
        "kind": "supplier",
        "organization": buyer_id(buyer),
        "state": "published",
        "title": f"{chance.choice(trade['needs'])}, {rare_words(chance, 3)}",
        "cpv": [trade["cpv"][0]],
        "nace": [trade["nace"]],
        "lots": [
            {
                "title": "Whole quantity",
                "quantity": chance.randint(low, high) // 10,
                "unit": trade["unit"],
            }
        ],
        "place": place | {"radius_km": chance.choice((None, 60, 120))},
        "budget": {"max": str(chance.randrange(100_000, 9_000_000)), "currency": "MKD"},
        "apply_by": "2027-01-30",
        "deliver_from": "2027-03-10",
        "deliver_by": "2027-12-20",
        "required_certificates": trade["certificates"][: chance.randint(0, 2)],
    }
