"""Deals to act on in tests: from an award that is final, as the evaluation tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from events import catalogue
from events.outbox import record
from tests.support.needs import supplier_need
from tests.support.world import Api, World

LOTS = [
    {
        "lot": 0,
        "title": "Brackets",
        "quantity": 1000,
        "unit": "piece",
        "price": "40.50",
        "deliver_by": "2027-12-20",
    }
]


@dataclass
class Parties:
    """A deal under way and a client of each side."""

    world: World
    buyer: Api
    supplier: Api
    need: str
    id: str

    @property
    def path(self) -> str:
        return f"/deals/{self.id}"

    def read(self) -> dict[str, Any]:
        found: dict[str, Any] = self.buyer.get(self.path).json
        return found

    def deliver(self, quantity: float = 1000, **more: Any) -> Any:
        body = {"lots": [{"lot": 0, "quantity": quantity}]} | more
        return self.supplier.post(f"{self.path}/deliveries", body)

    def accept(self, delivery: str, **body: Any) -> Any:
        return self.buyer.post(f"{self.path}/deliveries/{delivery}/accept", body)

    def invoice(self, net: str = "40500.00", vat: str = "7290.00", **more: Any) -> Any:
        body = {"number": "21-0274", "net": net, "vat": vat} | more
        return self.supplier.post(f"{self.path}/invoices", body)

    def pay(self, invoice: str, amount: str = "47790.00", **more: Any) -> Any:
        body = {"invoice": invoice, "amount": amount} | more
        return self.buyer.post(f"{self.path}/payments", body)

    def delivered(self) -> str:
        """Everything delivered and accepted; the delivery's id."""
        made: str = self.deliver().json["id"]
        self.accept(made)
        return made

    def invoiced(self) -> str:
        """The whole contract delivered, accepted and invoiced; the invoice's id."""
        self.delivered()
        made: str = self.invoice().json["id"]
        return made

    def completed(self) -> None:
        """Delivered, accepted, invoiced, paid and completed."""
        self.pay(self.invoiced())
        self.buyer.post(f"{self.path}/complete")


def opened(world: World, **changes: Any) -> Parties:
    """A deal that a final award opened, with changes of the award's data."""
    buyer = world.api("lead_firm", name="Orlan Automotive DOOEL")
    supplier = world.api("msme", name="Limkov DOO")
    need = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{need}/publish")
    found = award(world, need, buyer.organization, supplier.organization, **changes)
    world.deliver()
    deal = buyer.get(f"/deals?need={need}").json["items"][0]["id"]
    assert found
    return Parties(world, buyer, supplier, need, deal)


def award(
    world: World, need: str, buyer: str | None, supplier: str | None, **changes: Any
) -> dict[str, Any]:
    """Record that an award is final; returns its data."""
    sample = dict(catalogue.get("award.final").sample)
    data = sample | {
        "id": world.new_id(),
        "need": need,
        "application": world.new_id(),
        "buyer": buyer,
        "supplier": supplier,
        "lots": LOTS,
    }
    data |= changes
    with world.sessions.write() as session:
        record(session, "award.final", key=f"award/{data['id']}", revision=1, data=data)
    return data
