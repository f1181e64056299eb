"""A contracting process from its need to its last payment, for tests of open standards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from marketplace.evaluation.models import Award, Decision
from tests.support.applications import Tender
from tests.support.deals import Parties, award
from tests.support.needs import supplier_need
from tests.support.world import Api, World

LOTS = [
    {"title": "Brackets", "quantity": 240000, "unit": "piece", "cpv": "44316500"},
    {"title": "Plates", "quantity": 5000, "unit": "piece", "cpv": None},
    {"title": "Hinges", "quantity": 900, "unit": "piece", "cpv": None},
]


@dataclass
class Procurement:
    """The need and its deal; `winner` supplies, `loser` applied too."""

    tender: Tender
    deal: Parties
    winner: Api
    loser: Api
    award: str


def need_with_lots(**changes: Any) -> dict[str, Any]:
    """A need of three lots, the last of which is dropped later."""
    return supplier_need(lots=LOTS, **changes)


def procured(world: World, **changes: Any) -> Procurement:
    """Revised once, two applications, one award, one change of contract, delivered and paid."""
    world.clock.forward(minutes=1)
    tender = Tender(world, need_with_lots(**changes))
    winner, loser = world.api("msme", name="Limkov DOO"), world.api("msme", name="Varos DOO")
    world.clock.forward(days=1)
    tender.revise(lots=LOTS[:2], business_case=None)
    world.clock.forward(days=1)
    plates = {"lot": 1, "quantity": 5000, "price": "12.00", "deliver_by": "2027-11-30"}
    brackets = {"lot": 0, "quantity": 240000, "price": "78.50", "deliver_by": "2027-11-30"}
    application = tender.sent(winner, lots=[brackets, plates])
    tender.sent(loser, lots=[brackets | {"price": "77.10"}])
    world.clock.forward(days=1)
    tender.close()
    world.clock.forward(days=1)
    id_ = decided(world, tender, application, winner)
    deal = opened(world, tender, winner, id_)
    world.clock.forward(days=1)
    deal.pay(deal.invoiced())
    return Procurement(tender, deal, winner, loser, id_)


def decided(world: World, tender: Tender, application: str, winner: Api) -> str:
    """The first lot for the winner, the second for nobody; final a day later. The award's id."""
    decision = Decision(
        id=world.new_id(),
        need_id=tender.id,
        state="made",
        result=[],
        none={"1": "No offer is firm."},
        reasons={},
        decided_by=tender.buyer.person,
        decided_at=world.clock.now(),
        undo_until=world.clock.now() + timedelta(minutes=10),
    )
    row = Award(
        id=world.new_id(),
        decision_id=decision.id,
        need_id=tender.id,
        application_id=application,
        buyer_id=tender.buyer.organization,
        supplier_id=winner.organization,
        state="final",
        currency="MKD",
        lots=[{"lot": 0, "quantity": 1000, "price": "40.50"}],
        decided_at=world.clock.now(),
        ended_at=world.clock.now() + timedelta(days=1),
    )
    world.add(decision)
    found = world.add(row)
    world.clock.forward(days=1)
    return found


def opened(world: World, tender: Tender, winner: Api, award_id: str) -> Parties:
    """The deal that the final award opens."""
    award(
        world,
        tender.id,
        tender.buyer.organization,
        winner.organization,
        id=award_id,
        currency="MKD",
    )
    world.deliver()
    deal = tender.buyer.get(f"/deals?need={tender.id}").json["items"][0]["id"]
    return Parties(world, tender.buyer, winner, tender.id, deal)


def money(amount: str, currency: str = "MKD") -> dict[str, Any]:
    """A value as the standard has it."""
    exact = Decimal(amount)
    number = int(exact) if exact == exact.to_integral_value() else float(exact)
    return {"currency": currency, "amount": number}
