"""A contracting process from its need to its last payment, for tests of open standards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.support.applications import Tender
from tests.support.deals import Parties
from tests.support.evaluating import Scene, judged_need
from tests.support.world import Api, World

LOTS = [
    {"title": "Brackets", "quantity": 1000, "unit": "piece", "cpv": "44316500"},
    {"title": "Plates", "quantity": 5000, "unit": "piece", "cpv": None},
    {"title": "Hinges", "quantity": 900, "unit": "piece", "cpv": None},
]
WINNER, LOSER = "Limkov DOO", "Varos DOO"


class Contest(Scene):
    """Three lots, of which the last is dropped before two firms apply: one for both lots."""

    def __init__(self, world: World, **changes: Any) -> None:
        Tender.__init__(self, world, judged_need(lots=LOTS, standstill_days=1, **changes))
        world.clock.forward(days=1)
        self.revise(lots=LOTS[:2], business_case=None)
        world.clock.forward(days=1)
        self.firms = {name: world.api("msme", name=name) for name in (WINNER, LOSER)}
        lots = self.offered("40.50")["lots"]
        answers = self.offered("40.50")
        self.applications = {
            WINNER: self.sent(self.firms[WINNER], **answers | {"lots": lots}),
            LOSER: self.sent(self.firms[LOSER], **answers | {"lots": [lots[0]]}),
        }

    def decided(self) -> str:
        """The first lot for the winner, the second for nobody; the award's id."""
        self.world.clock.forward(days=1)
        self.close()
        self.world.clock.forward(days=1)
        self.score_all(self.buyer, (80, 95), (70, 60))
        body = {"lots": [{"lot": 0, "application": self.applications[WINNER]}]}
        made = self.buyer.post(f"/needs/{self.id}/awards", body)
        assert made.status_code == 201, made.json
        reason = {"lots": [1], "reason": "No offer is firm."}
        none = self.buyer.post(f"/needs/{self.id}/no-award", reason)
        assert none.status_code == 201, none.json
        award: str = made.json["id"]
        return award


@dataclass
class Procurement:
    """The need and its deal; `winner` supplies, `loser` applied too."""

    tender: Contest
    deal: Parties
    winner: Api
    loser: Api
    award: str


def need_with_lots(**changes: Any) -> dict[str, Any]:
    """A need of three lots."""
    return judged_need(lots=LOTS, **changes)


def procured(world: World, **changes: Any) -> Procurement:
    """Revised once, two applications, one award after its standstill, delivered and paid."""
    contest = Contest(world, **changes)
    award = contest.decided()
    for _ in range(7):
        world.clock.forward(days=1)
        world.deliver()
    (found,) = contest.buyer.get(f"/deals?need={contest.id}").json["items"]
    winner = contest.firms[WINNER]
    deal = Parties(world, contest.buyer, winner, contest.id, found["id"])
    world.clock.forward(days=1)
    deal.pay(deal.invoiced())
    return Procurement(contest, deal, winner, contest.firms[LOSER], award)


def money(amount: str, currency: str = "MKD") -> dict[str, Any]:
    """A value as the standard has it."""
    exact = Decimal(amount)
    number = int(exact) if exact == exact.to_integral_value() else float(exact)
    return {"currency": currency, "amount": number}
