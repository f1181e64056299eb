"""From signing up to a shortlist in a real browser, in both modes; and by keyboard alone."""

from __future__ import annotations

import re
from email import message_from_bytes
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from marketplace.organizations.models import Organization
from marketplace.vocabularies.identifiers import demo_edb
from tests.flow.conftest import eventually
from tests.flow.test_shortlist import firm
from tests.support.site import serving
from tests.support.world import World

pytestmark = pytest.mark.browser
PASSWORD = "three words apart"


def test_from_sign_up_to_shortlist(live: World, browser: Browser) -> None:
    firm(live, "Plastika Kumanovo DOO")
    staff = live.api_of(live.person(staff=True), None)
    with serving(live, browser) as site, site.page() as page:
        page.set_default_timeout(60_000)
        sign_up(page, live)
        organization = register(page, live)
        reviewed = staff.post(f"/organizations/{organization}/review", {"decision": "approve"})
        assert reviewed.status_code == 200, reviewed.json
        post_a_need(page)
        page.get_by_role("button", name="Publish the need").click()
        expect(page.get_by_role("link", name="Plastika Kumanovo DOO", exact=True)).to_be_visible(
            timeout=60_000
        )
        expect(page.get_by_role("heading", name="1 firm can deliver")).to_be_visible()


def test_a_need_is_posted_by_keyboard_alone(live_embedded: World, browser: Browser) -> None:
    live = live_embedded
    with serving(live, browser) as site:
        site.people["lead_firm"] = live.api("lead_firm", "administrator")
        with site.page("lead_firm") as page:
            page.goto("/my-needs")
            press_on(page, "Post a need")
            type_into(page, "What do you need?", "Injection-moulded housings")
            type_into(page, "Description", "ABS housings with inserts")
            press_on(page, "Save")
            expect(page.get_by_role("heading", level=1)).to_have_text("Injection-moulded housings")


def sign_up(page: Page, world: World) -> None:
    """Register, confirm by the mailed link, sign in."""
    page.goto("/sign-up")
    page.get_by_label("Your name").fill("Elena Trajkovska")
    page.get_by_label("E-mail").fill("elena@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Register").click()
    page.goto(eventually(lambda: mailed_link(world)))
    page.get_by_role("button", name="Confirm the address").click()
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("elena@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"/(home|organization|$)"))


def mailed_link(world: World) -> str | None:
    """The path of the link in the mail that was sent."""
    for path in Path(world.runtime.settings.data, "mail").glob("*.eml"):
        text = str(message_from_bytes(path.read_bytes()).get_payload(decode=True), "utf-8")
        if found := re.search(r"https?://[^/\s]+(/confirm/\S+)", text):
            return found[1]
    return None


def register(page: Page, world: World) -> str:
    """Enter a lead firm and submit it; returns its id."""
    page.goto("/organizations/new")
    page.locator("#f-name").fill("Orlan Automotive DOOEL")
    page.get_by_label("Lead firm").check()
    page.locator("[name='identifiers.0.scheme']").fill("EDB")
    page.locator("[name='identifiers.0.value']").fill(demo_edb(77))
    page.locator("[name='_find.place.municipality']").fill("Kumanovo")
    page.get_by_label(re.compile("Kumanovo")).first.check()
    page.locator("#f-country").fill("MK")
    page.locator("main").get_by_role("button", name="Save").last.click()
    page.goto("/organization")
    page.get_by_role("button", name="Submit for verification").click()
    page.get_by_text("Waiting for verification").first.wait_for()
    named = select(Organization.id).where(Organization.name == "Orlan Automotive DOOEL")
    identifier: str = world.look(lambda session: session.scalar(named))
    return identifier


def post_a_need(page: Page) -> None:
    """Fill the form of a supplier need."""
    page.goto("/needs/new")
    page.locator("#f-title").fill("Injection-moulded connector housings")
    page.locator("#f-description").fill("ABS housings with brass inserts")
    page.locator("[name='_find.cpv']").fill("19520000")
    page.get_by_label(re.compile("Plastic products")).check()
    page.locator("[name='lots.0.title']").fill("Housings")
    page.locator("[name='lots.0.quantity']").fill("90000")
    page.locator("[name='lots.0.unit']").fill("piece")
    page.locator("#f-deliver_from").fill("2027-03-01")
    page.locator("#f-deliver_by").fill("2027-12-01")
    page.locator("#f-apply_by").fill("2027-01-20")
    page.locator("main").get_by_role("button", name="Save").last.click()
    page.get_by_role("button", name="Publish the need").wait_for()


def press_on(page: Page, name: str) -> None:
    """Tab to the link or button of this name, and press Enter."""
    focus(page, "el => el.innerText.trim()", name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, label: str, text: str) -> None:
    """Tab to the field of this label, and type."""
    focus(page, "el => el.labels && el.labels[0] ? el.labels[0].innerText.trim() : ''", label)
    page.keyboard.type(text)


def focus(page: Page, reading: str, wanted: str) -> None:
    """Press Tab until the focused element reads as wanted; fails when it cannot be reached."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"({reading})(document.activeElement)") == wanted:
            return
    raise AssertionError(f"{wanted!r} cannot be reached by keyboard")
