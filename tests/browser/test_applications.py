"""Pages of applications in Chromium: axe, narrow windows, and the whole way by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.browser.test_axe import OVERFLOW, faults
from tests.support.applications import offer
from tests.support.needs import supplier_need
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(site: Site) -> dict[str, list[str]]:
    """Paths by who reads them: a draft, what was sent, and what the buyer opened."""
    buyer, firm = site.people["lead_firm"], site.people["msme"]
    needs = [site.publish(supplier_need(title=f"Brackets, part {n}")) for n in range(3)]
    drafted, sent, opened = (
        firm.post(f"/needs/{need}/applications", offer()).json["id"] for need in needs
    )
    for application in (sent, opened):
        assert firm.post(f"/applications/{application}/submit").status_code == 200
    buyer.post(f"/needs/{needs[2]}/close", {"reason": "We have enough."})
    site.world.deliver()
    free = site.publish(supplier_need(title="Plates"))
    return {
        "msme": [
            f"/needs/{free}/apply",
            f"/applications/{drafted}",
            f"/applications/{drafted}/withdraw",
            f"/applications/{sent}",
            f"/applications/{sent}/edit",
            f"/applications/{sent}/versions/1",
            "/applications",
        ],
        "lead_firm": [
            "/applications",
            f"/needs/{needs[1]}/applications",
            f"/needs/{needs[2]}/applications",
            f"/applications/{opened}",
        ],
    }


@pytest.mark.parametrize("look", [(1280, "light", "en"), (360, "dark", "mk")])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    site: Site, pages: dict[str, list[str]], look: tuple[int, str, str]
) -> None:
    width, theme, language = look
    for who, paths in pages.items():
        with site.page(who, width=width, theme=theme, language=language) as page:
            for path in paths:
                page.goto(path)
                assert faults(page) == [], path
                assert page.evaluate(OVERFLOW) <= 0, path


def test_a_firm_applies_on_a_phone_by_keyboard(site: Site) -> None:
    need = site.publish(supplier_need(title="Angle plates"))
    last = (site.world.clock.now() + timedelta(days=300)).date().isoformat()
    with site.page("msme", width=360) as page:
        page.goto(f"/needs/{need}/apply")
        page.get_by_label("Quantity, piece").fill("240,000")
        page.get_by_label("Price of one unit, MKD").fill("78.50")
        page.get_by_label("Delivery by").fill(last)
        page.get_by_label("Quality, 40 per cent").fill("Two lines, few returns.")
        page.get_by_role("button", name="Save and check").press("Enter")
        page.get_by_role("button", name="Send the application").press("Enter")
        assert "Sent. Your receipt is A-" in page.get_by_role("status").inner_text()
