"""axe finds nothing, and nothing is wider than the window, on any page.

`PAGES` lists (who, path); "" is nobody signed in. A slice adds its pages there.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.site import Site

pytestmark = pytest.mark.browser

PAGES = (
    ("", "/"),
    ("", "/needs"),
    ("", "/needs?region=East&q=steel"),
    ("", "/needs?q=nothinglikethis"),
    ("", "/organizations"),
    ("", "/services"),
    ("", "/search?q=steel"),
    ("", "/about"),
    ("", "/help"),
    ("", "/accessibility"),
    ("", "/your-data"),
    ("", "/notices"),
    ("", "/open-data"),
    ("programme", "/open-data"),
    ("", "/results/definitions"),
    ("", "/kit"),
    ("", "/nowhere"),
    ("", "/sign-in"),
    ("", "/sign-up"),
    ("lead_firm", "/home"),
    ("msme", "/home"),
    ("bso", "/home"),
    ("programme", "/home"),
    ("staff", "/home"),
    ("lead_firm", "/my-needs"),
    ("lead_firm", "/needs/new"),
    ("lead_firm", "/organization"),
    ("lead_firm", "/notifications"),
    ("msme", "/matches"),
    ("msme", "/profile"),
    ("programme", "/review"),
    ("programme", "/review/claims"),
    ("programme", "/review/reports"),
    ("programme", "/review/needs?state=published"),
    ("programme", "/audit"),
    ("staff", "/accounts"),
    ("msme", "/searches"),
    ("bso", "/my-services/new"),
    ("", "/results"),
    ("", "/results/BEP-02"),
    ("msme", "/my-results"),
    ("msme", "/my-results/jobs"),
    ("msme", "/my-results/revenue"),
    ("msme", "/my-results/baseline"),
    ("programme", "/verification"),
    ("programme", "/verification/plan"),
    ("programme", "/verification/enter"),
    ("programme", "/verification/support"),
    ("programme", "/verification/left-out"),
    ("programme", "/results/BEP-02/edit"),
    ("programme", "/outcomes"),
    ("programme", "/outcomes/funnel"),
    ("programme", "/outcomes/funnel/needs?stage=posted"),
    ("programme", "/outcomes/quality"),
    ("programme", "/duplicates"),
    ("programme", "/periods"),
    ("programme", "/periods/FY2027-Q1"),
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page) -> list[str]:
    """What axe finds, each with the first element."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_axe_finds_nothing(site: Site, who: str, path: str) -> None:
    for width, theme, language in ((1280, "light", "en"), (360, "dark", "mk")):
        with site.page(who, width=width, theme=theme, language=language) as page:
            page.goto(path)
            assert faults(page) == [], (width, theme)
            assert page.evaluate(OVERFLOW) <= 0, (width, theme)


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_wider_than_the_window(site: Site, width: int) -> None:
    wide = []
    for who in sorted({who for who, _ in PAGES}):
        with site.page(who, width=width, language="sq") as page:
            for path in (path for owner, path in PAGES if owner == who):
                page.goto(path, wait_until="domcontentloaded")
                if page.evaluate(OVERFLOW) > 0:
                    wide.append(path)
    assert wide == []


def test_controls_are_44_pixels_high(site: Site) -> None:
    too_small = """() => [...document.querySelectorAll(
        'main .btn, main input:not([type=hidden]):not(.form-check-input), main select')]
        .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43.5
                       && !e.matches('.visually-hidden'))
        .map((e) => e.outerHTML.slice(0, 90))"""
    for who, path in PAGES:
        with site.page(who, width=360) as page:
            page.goto(path, wait_until="domcontentloaded")
            assert page.evaluate(too_small) == [], path
