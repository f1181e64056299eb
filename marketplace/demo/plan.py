"""What the demonstration world is to hold, as values; nothing is written here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marketplace.demo.results import ResultsPlan

SEED = 20260401
"""One seed: the same day gives the same world."""


ROLES: Mapping[int, str] = {
    100: "procurement@demo.example",
    200: "bso@demo.example",
    300: "lender@demo.example",
    400: "programme@demo.example",
}
"""Organisation number -> the address of its person, for one account per role."""
FIRM_ROLE = "msme@demo.example"
ADMIN_ROLE = "admin@demo.example"


@dataclass(frozen=True, slots=True)
class Size:
    """How much of the world is loaded; numbers of domain.md, section 9, for the full one."""

    lead_firms: int
    bsos: int
    lenders: int
    msmes: int
    supplier_needs: int
    workforce_needs: int
    awards: int


SIZES: Mapping[str, Size] = {
    "full": Size(10, 14, 6, 351, 118, 46, 900),
    "small": Size(4, 4, 2, 41, 16, 4, 120),
}


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """A person; `email` is at demo.example, where no mail goes."""

    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class OrganizationPlan:
    """An organisation, when it joined, and its profile as the profile form takes it.

    `trade` is what a firm does, `size` its class, `wants` what a lead firm buys: trades and
    occupations.
    """

    number: int
    kind: str
    name: str
    names: Mapping[str, str]
    identifiers: Sequence[Mapping[str, str]]
    municipality: str
    joined: datetime
    person: PersonPlan
    profile: Mapping[str, Any] = field(default_factory=dict)
    trade: str = ""
    size: str = ""
    wants: Mapping[str, Any] = field(default_factory=dict)
    state: str = "verified"


@dataclass(frozen=True, slots=True)
class NeedPlan:
    """A need, who posts it, and what becomes of it: open, closed or cancelled."""

    buyer: int
    published: datetime
    content: Mapping[str, Any]
    cancelled: datetime | None = None


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """A service or training programme of a BSO."""

    provider: int
    published: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """An order of the past, as an award history would bring it in."""

    buyer: int
    supplier: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """A firm's application: its price by that of the budget, its quality (0 to 100)."""

    firm: int
    at: datetime
    price: float
    quality: int
    sent: bool = True


@dataclass(frozen=True, slots=True)
class DealPlan:
    """How a deal goes: days after the award at which each thing is done, None for what is not.

    `parts` are the shares of the whole that are delivered one after another; `pay` counts from the
    last invoice.
    """

    start: int | None = 12
    parts: tuple[float, ...] = (1.0,)
    deliver: int | None = 30
    accept: int | None = 4
    invoice: int | None = 2
    pay: int | None = 26
    complete: int | None = 2
    ratings: tuple[int, int] | None = (5, 4)


@dataclass(frozen=True, slots=True)
class TenderPlan:
    """What becomes of a need. `ends` is viewed, contacted, applied, none, compared, standing or
    deal; `decided` is the moment of the buyer's decision, `winner` the firm that is given it."""

    need: NeedPlan
    ends: str
    invited: Sequence[int] = ()
    offers: Sequence[OfferPlan] = ()
    decided: datetime | None = None
    winner: int = 0
    deal: DealPlan | None = None


@dataclass(frozen=True, slots=True)
class WorldPlan:
    """Everything, each list in order of time."""

    organizations: Sequence[OrganizationPlan]
    services: Sequence[ServicePlan]
    needs: Sequence[NeedPlan]
    awards: Sequence[AwardPlan]
    tenders: Sequence[TenderPlan]
    today: date
    results: ResultsPlan


@cache
def data(name: str) -> Mapping[str, Any]:
    """A file of the package data."""
    path = files("marketplace.demo").joinpath("data", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def trades() -> Mapping[str, Mapping[str, Any]]:
    """Trades by key."""
    return {trade["key"]: trade for trade in data("trades")["trade"]}
