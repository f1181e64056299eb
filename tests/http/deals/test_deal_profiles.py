"""What deals change on the public pages of their parties."""

from __future__ import annotations

import pytest

from marketplace.profiles.free import left_free
from tests.support.deals import opened
from tests.support.pages import Visitor
from tests.support.profiles import firm_profile
from tests.support.world import World

STAMPING = {
    "text": "Stamping of sheet steel",
    "capacity": 2000,
    "unit": "piece",
    "free_share": 0.8,
}


def test_promised_capacity_is_no_longer_shown_as_free(world: World) -> None:
    deal = opened(world)
    path = f"/organizations/{deal.supplier.organization}/profile"
    everybody = {"visibility": {"capabilities": "public"}}
    profile = firm_profile() | {"capabilities": [STAMPING]} | everybody
    deal.supplier.put(path, profile, If_Match='"0"')
    own = deal.supplier.get(path).json["capabilities"][0]
    assert own["free_share"] == 0.8, "what the firm says stays, so that it can be changed"
    world.deliver()
    seen = deal.buyer.get(path).json["capabilities"][0]["free_share"]
    months = 391 / 30.4375
    assert seen == pytest.approx(0.8 - 1000 / months / 2000, abs=1e-3)
    page = Visitor(world, deal.supplier.person, deal.supplier.organization).get("/profile").text
    assert "less the orders that are being delivered here" in page
    deal.delivered()
    world.deliver()
    assert deal.buyer.get(path).json["capabilities"][0]["free_share"] == 0.8


def test_a_buyer_page_tells_how_it_deals(world: World) -> None:
    deal = opened(world)
    path = f"/organizations/{deal.buyer.organization}"
    deal.completed()
    page = Visitor(world).get(path).text
    assert "How it deals" in page
    assert "0, of 1 invoices" in page
    assert (
        "How it deals"
        not in Visitor(world).get(f"/organizations/{deal.supplier.organization}").text
    )


def test_nothing_is_less_than_free() -> None:
    assert left_free([STAMPING], {"piece": 99_999})[0]["free_share"] == 0
    assert left_free([STAMPING], {"tonne": 5}) == [STAMPING]
    bare = {"text": "Turning", "unit": "piece", "capacity": None, "free_share": None}
    assert left_free([bare], {"piece": 5}) == [bare]
