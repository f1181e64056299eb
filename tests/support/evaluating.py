"""A need with applications, and those who evaluate it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from events.tables import outbox
from tests.support.applications import Tender, offer
from tests.support.needs import supplier_need
from tests.support.world import Api, World

CRITERIA = [
    {"name": "Price", "weight": 40},
    {"name": "Quality", "weight": 35},
    {"name": "Delivery", "weight": 25, "kind": "delivery"},
]
OFFERS = {"Limkov DOO": "67.90", "Sharra Metal DOO": "62.40", "Perforel DOOEL": "77.00"}
"""Prices of one unit by firm."""


def judged_need(**changes: Any) -> dict[str, Any]:
    """A need with a price criterion and two that people judge."""
    return supplier_need(criteria=CRITERIA) | changes


class Scene(Tender):
    """A tender with three applications; `firms` and `applications` by the firm's name."""

    def __init__(
        self,
        world: World,
        offers: dict[str, str] | None = None,
        *,
        deliver: bool = True,
        **changes: Any,
    ) -> None:
        super().__init__(world, judged_need(**changes), deliver)
        self.firms: dict[str, Api] = {}
        self.applications: dict[str, str] = {}
        for name, price in (offers or OFFERS).items():
            firm = world.api("msme", name=name)
            self.firms[name] = firm
            self.applications[name] = self.sent(firm, **self.offered(price))

    def offered(self, price: str) -> dict[str, Any]:
        """All lots at this price."""
        lots = [
            {"lot": at, "quantity": lot["quantity"], "price": price, "deliver_by": "2027-11-30"}
            for at, lot in enumerate(self.need["lots"])
        ]
        names = [one["name"] for one in self.need["criteria"]]
        answers = [{"criterion": name, "text": "As we did last year."} for name in names[1:]]
        return offer(lots=lots, answers=answers)

    def colleague(self) -> Api:
        """Another editor of the buyer's."""
        assert self.buyer.organization
        person = self.world.person(self.buyer.organization, "editor")
        return self.world.api_of(person, self.buyer.organization)

    def evaluation(self, reader: Api | None = None) -> Any:
        """The evaluation as a member of the buyer reads it."""
        answer = (reader or self.buyer).get(f"/needs/{self.id}/evaluation")
        assert answer.status_code == 200, answer.json
        return answer.json

    def name(self, *people: Api) -> Any:
        """Name these evaluators, the first as the chair."""
        tag = f'"{self.evaluation()["revision"]}"'
        body = {"people": [one.person for one in people]}
        return self.buyer.put(f"/needs/{self.id}/evaluators", body, If_Match=tag)

    def score(self, person: Api, name: str, quality: Any, delivery: Any, **more: Any) -> Any:
        """Score one application on what is judged."""
        scores = [
            {"criterion": "Quality", "score": quality},
            {"criterion": "Delivery", "score": delivery},
        ]
        path = f"/applications/{self.applications[name]}/scores"
        return person.post(path, {"scores": scores} | more)

    def score_all(self, person: Api, *pairs: tuple[int, int]) -> None:
        """Score every application, in order, and so send."""
        for name, (quality, delivery) in zip(self.applications, pairs, strict=True):
            answer = self.score(person, name, quality, delivery)
            assert answer.status_code == 200, answer.json

    def evaluated(self) -> None:
        """Close the need and score it alone: Limkov comes first, then Sharra, then Perforel."""
        self.close()
        self.score_all(self.buyer, (80, 95), (85, 70), (70, 60))

    def award(self, *names: str, **more: Any) -> Any:
        """Give all lots to these firms, each all that it offers."""
        lots = [
            {"lot": at, "application": self.applications[name]}
            for name in names
            for at in range(len(self.need["lots"]))
        ]
        return self.buyer.post(f"/needs/{self.id}/awards", {"lots": lots} | more)

    def told(self, name: str) -> Any:
        """The application as its own firm reads it."""
        return self.firms[name].get(f"/applications/{self.applications[name]}").json


def events_of(world: World, type_: str) -> list[Any]:
    """The data of what was recorded of this type, oldest first."""
    found = select(outbox.c.data).where(outbox.c.type == type_).order_by(outbox.c.id)
    return world.look(lambda session: list(session.scalars(found)))


def all_events(world: World) -> list[tuple[str, Any]]:
    """Type and data of all that was recorded, oldest first."""
    found = select(outbox.c.type, outbox.c.data).order_by(outbox.c.id)
    return world.look(lambda session: [(row.type, row.data) for row in session.execute(found)])
