"""From a final award to a completed deal, in both modes: each event once, whatever the engine."""

from __future__ import annotations

from typing import Any

from tests.flow.conftest import eventually
from tests.support.deals import LOTS, Parties, award
from tests.support.needs import supplier_need
from tests.support.world import Api, World


def notices(client: Api) -> set[str]:
    """What the client's person was told."""
    return {one["kind"] for one in client.get("/notifications").json["items"]}


def test_from_an_award_to_a_paid_deal(live: World) -> None:
    buyer = live.api("lead_firm", name="Orlan Automotive DOOEL")
    supplier = live.api("msme", name="Limkov DOO")
    need = buyer.post("/needs", supplier_need()).json["id"]
    buyer.post(f"/needs/{need}/publish")
    award(live, need, buyer.organization, supplier.organization, lots=LOTS)

    def first() -> Any:
        return buyer.get(f"/deals?need={need}").json["items"]

    deal = Parties(live, buyer, supplier, need, eventually(first)[0]["id"])
    delivery = deal.deliver(number="P-118").json["id"]
    eventually(lambda: "delivery.recorded" in notices(buyer))
    assert deal.accept(delivery).status_code == 200
    invoice = deal.invoice().json
    payment = deal.pay(invoice["id"]).json
    eventually(lambda: "payment.recorded" in notices(supplier))
    confirmed = supplier.post(f"{deal.path}/payments/{payment['id']}/confirm")
    assert confirmed.status_code == 200
    done = buyer.post(f"{deal.path}/complete").json
    assert (done["state"], done["paid_net"], done["paid"]) == (
        "completed",
        "40500.00",
        "47790.00",
    )
    eventually(lambda: "deal.completed" in notices(supplier))
    told = [one["kind"] for one in supplier.get("/notifications").json["items"]]
    assert told.count("deal.completed") == 1
