"""Applications to send in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from marketplace.organizations.models import Delegation
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import Api, World


def offer(**changes: Any) -> dict[str, Any]:
    """A complete application for `supplier_need`, with changes."""
    lot = {"lot": 0, "quantity": 240000, "price": "78.50", "deliver_by": "2027-11-30"}
    return {
        "lots": [lot],
        "answers": [{"criterion": "Quality", "text": "Two lines, 0.3 % returns last year."}],
        "partners": [],
        "attachments": [],
        "note": "",
    } | changes


@dataclass
class Tender:
    """A published need with its buyer, and ways to answer it; `deliver` is False where a worker
    runs."""

    world: World
    need: dict[str, Any] = field(default_factory=supplier_need)
    deliver: bool = True

    def __post_init__(self) -> None:
        self.buyer = self.world.api("lead_firm")
        self.id = self.buyer.post("/needs", self.need).json["id"]
        self.published = self.buyer.post(f"/needs/{self.id}/publish").json
        assert self.published["state"] == "published", self.published
        if self.deliver:
            self.world.deliver()

    def draft(self, firm: Api, **changes: Any) -> str:
        """A draft of the firm; returns its id."""
        made = firm.post(f"/needs/{self.id}/applications", offer(**changes))
        assert made.status_code == 201, made.json
        found: str = made.json["id"]
        return found

    def sent(self, firm: Api, **changes: Any) -> str:
        """An application that the firm has sent; returns its id."""
        application = self.draft(firm, **changes)
        done = firm.post(f"/applications/{application}/submit")
        assert done.status_code == 200, done.json
        return application

    def revise(self, **changes: Any) -> None:
        """Change the published need."""
        tag = f'"{self.buyer.get(f"/needs/{self.id}").json["revision"]}"'
        done = self.buyer.put(f"/needs/{self.id}", self.need | changes, If_Match=tag)
        assert done.status_code == 200, done.json
        self.need = self.need | changes
        self.world.deliver()

    def listed(self) -> Any:
        """What the buyer is told of the applications."""
        return self.buyer.get(f"/needs/{self.id}/applications").json

    def close(self) -> None:
        """End it now, which opens the seal."""
        reason = {"reason": "We have enough."}
        assert self.buyer.post(f"/needs/{self.id}/close", reason).status_code == 200
        self.world.deliver()


class Adviser(Visitor):
    """Somebody of a BSO; `organization` is its id."""

    organization: str


def advise(world: World, firm: str, name: str, tasks: tuple[str, ...] = ("apply",)) -> Adviser:
    """Somebody of a new BSO of this name who acts for the firm in a browser."""
    adviser = world.organization("bso", name=name)
    world.add(
        Delegation(
            id=world.new_id(),
            organization_id=firm,
            adviser_id=adviser,
            tasks=list(tasks),
            granted_by=world.person(firm, "administrator"),
            created_at=world.clock.now(),
            until=(world.clock.now() + timedelta(days=365)).date(),
        )
    )
    visitor = Adviser(world, world.person(adviser), adviser)
    visitor.organization = adviser
    visitor.get("/home")
    assert visitor.post("/acting", {"organization": f"{firm}:{adviser}"}).status_code == 303
    return visitor
