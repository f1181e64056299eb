"""The pages of a deal in a browser: axe finds nothing, nothing is wider than the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.test_axe import OVERFLOW, faults
from tests.support.deals import Parties, opened
from tests.support.site import serving
from tests.support.world import World

pytestmark = pytest.mark.browser


@pytest.fixture
def deal(world: World) -> Parties:
    """A deal with something of everything on it, one invoice late."""
    made = opened(world)
    first = made.deliver(400, number="P-118").json["id"]
    made.accept(first, lots=[{"lot": 0, "quantity": 300}], reason="100 have burrs.")
    invoice = made.invoice("12150", "2187").json["id"]
    made.pay(invoice, "4000")
    made.deliver(200, number="P-119")
    made.buyer.post(f"{made.path}/changes", {"payment_days": 90, "explicit_term": True})
    body = {"about": "quality", "text": "100 pieces of P-118 have burrs."}
    dispute = made.buyer.post(f"{made.path}/disputes", body).json["id"]
    step = {"text": "We replace them.", "settles": True}
    made.supplier.post(f"{made.path}/disputes/{dispute}/steps", step)
    world.clock.forward(days=45)
    world.deliver()
    return made


def test_axe_finds_nothing_on_a_deal(world: World, browser: Browser, deal: Parties) -> None:
    found = deal.read()
    waiting = next(one["id"] for one in found["deliveries"] if one["state"] == "recorded")
    parts = {
        "lead_firm": ["", f"/deliveries/{waiting}", "/pay", "/terminate", "/complete"],
        "msme": ["", "/deliver", "/invoice", "/change", "/delay", "/dispute"],
    }
    parts["lead_firm"] += [
        f"/{kind}/{found[kind][0]['id']}" for kind in ("invoices", "disputes", "payments")
    ]
    parts["msme"] += [f"/changes/{found['changes'][0]['id']}"]
    with serving(world, browser) as site:
        site.people |= {"lead_firm": deal.buyer, "msme": deal.supplier}
        for who, paths in parts.items():
            for width, theme, language in ((1280, "light", "en"), (360, "dark", "mk")):
                with site.page(who, width=width, theme=theme, language=language) as page:
                    for path in ("/deals", *(f"{deal.path}{one}" for one in paths)):
                        page.goto(path, wait_until="domcontentloaded")
                        assert page.locator("h1").count() == 1, path
                        assert faults(page) == [], (path, width, theme)
                        assert page.evaluate(OVERFLOW) <= 0, (path, width)
