"""Pictures of the documentation, taken from a demonstration that runs: light, 1280 wide.

python -m tools.pictures http://127.0.0.1:8000
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.servers.chromium import ARGUMENTS, chromium_path

FOLDER = Path(__file__).parents[1] / "docs" / "img"
SIZE: ViewportSize = {"width": 1280, "height": 1180}
PATIENCE = 90_000


def main(address: str) -> None:
    """Write the pictures of the dashboard and of a deal."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))
        context = browser.new_context(
            base_url=address, locale="en", color_scheme="light", viewport=SIZE
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        _sign_in(page, "Programme")
        page.goto("/outcomes")
        page.screenshot(path=FOLDER / "dashboard.png")
        context.clear_cookies()
        _sign_in(page, "Lead firm")
        page.goto("/deals?state=in_delivery")
        page.get_by_role("link", name=re.compile("housings|covers|clips")).last.click()
        page.wait_for_url("**/deals/*")
        page.screenshot(path=FOLDER / "deal.png")
        browser.close()


def _sign_in(page: Page, role: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("button", name=f"as {role}").click()
    page.wait_for_url("**/home")


if __name__ == "__main__":
    main(sys.argv[1])
