"""Things that exist in the fuzzed world, by the path parameter that names them."""

from __future__ import annotations

from tests.support.needs import supplier_need, workforce_need
from tests.support.world import World

KNOWN: dict[str, list[str]] = {}


def furnish(world: World) -> None:
    """Fill the world and KNOWN."""
    buyer = world.api("lead_firm", "administrator")
    firm = world.api("msme")
    assert buyer.token
    needs = []
    for need in (supplier_need(), workforce_need(), supplier_need(title="A draft")):
        needs.append(buyer.post("/needs", need).json["id"])
    for need_id in needs[:2]:
        buyer.post(f"/needs/{need_id}/publish")
    question = firm.post(f"/needs/{needs[0]}/questions", {"text": "Which zinc?"}).json["id"]
    world.deliver()
    KNOWN.update(
        token=[buyer.token],
        need_id=needs,
        question_id=[question],
        organization_id=[str(buyer.organization), str(firm.organization)],
    )
