"""A firm that was just awarded is not put first for the next need while it is full."""

from __future__ import annotations

from typing import Any

from marketplace.deals.checks import CHECKS
from tests.support.deals import LOTS, award
from tests.support.needs import supplier_need
from tests.support.profiles import firm_profile
from tests.support.world import Api, World

QUANTITY = 9_000
LOT = {"title": "Brackets", "quantity": QUANTITY, "unit": "piece", "cpv": "44316500"}
STAMPING = {
    "text": "Stamped steel brackets",
    "cpv": "44316500",
    "capacity": 1_000,
    "unit": "piece",
    "free_share": 1.0,
}


def firm(world: World, name: str) -> Api:
    made = world.api("msme", name=name)
    world.tell(str(made.organization))
    profile = firm_profile() | {"capabilities": [STAMPING]}
    path = f"/organizations/{made.organization}/profile"
    assert made.put(path, profile, If_Match='"0"').status_code == 200
    return made


def post(world: World, buyer: Api, title: str) -> str:
    need: str = buyer.post("/needs", supplier_need(title=title, lots=[LOT])).json["id"]
    assert buyer.post(f"/needs/{need}/publish").status_code == 200
    world.deliver()
    return need


def places(buyer: Api, need: str) -> dict[str, Any]:
    """The shortlist by organisation."""
    entries = buyer.get(f"/needs/{need}/shortlist").json["entries"]
    return {one["organization"]: one for one in entries}


def test_a_full_firm_is_not_first_for_the_next_need(world: World) -> None:
    buyer = world.api("lead_firm")
    first, second = firm(world, "Limkov DOO"), firm(world, "Ostrov DOO")
    need = post(world, buyer, "Stamped steel brackets for seats")
    before = places(buyer, need)
    assert before[first.organization]["eligible"]
    assert before[second.organization]["eligible"]
    lots = [LOTS[0] | {"quantity": QUANTITY, "deliver_by": "2027-09-01"}]
    award(world, need, buyer.organization, first.organization, lots=lots)
    world.deliver()
    after = places(buyer, post(world, buyer, "Stamped steel brackets for doors"))
    full = after[first.organization]
    assert not full["eligible"]
    assert {"capacity-short"} <= {one["code"] for one in full["gaps"]}
    assert (after[second.organization]["rank"], full["rank"]) == (1, None)
    for check in CHECKS.values():
        assert world.look(lambda s, check=check: list(check(s, world.runtime.ports))) == []


def test_what_was_delivered_is_free_again(world: World) -> None:
    buyer, supplier = world.api("lead_firm"), firm(world, "Limkov DOO")
    need = post(world, buyer, "Stamped steel brackets for seats")
    lots = [LOTS[0] | {"quantity": QUANTITY, "deliver_by": "2027-09-01"}]
    award(world, need, buyer.organization, supplier.organization, lots=lots)
    world.deliver()
    deal = buyer.get("/deals").json["items"][0]["id"]
    body = {"lots": [{"lot": 0, "quantity": QUANTITY}]}
    delivery = supplier.post(f"/deals/{deal}/deliveries", body).json["id"]
    buyer.post(f"/deals/{deal}/deliveries/{delivery}/accept", {})
    world.deliver()
    found = places(buyer, post(world, buyer, "Stamped steel brackets for doors"))
    assert found[supplier.organization]["eligible"]
