"""The README's five minutes, step by step, in a browser on the demonstration as one starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.servers.owner import free_port

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
SECONDS = 600
"""For the world to load on a busy machine; a quiet one takes a minute."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the demonstration, loaded."""
    port, folder = free_port(), tmp_path_factory.mktemp("walk")
    words = ["demo", "--no-browser", "--port", str(port), "--data", str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "marketplace", *words],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": "", "BUS_URL": "", "SEARCH_URL": ""},
            stdout=log,
            stderr=log,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _wait(url: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not _loaded(url):
        assert time.monotonic() < deadline, "the demonstration did not load"
        time.sleep(0.5)


def _loaded(url: str) -> bool:
    try:
        with urlopen(f"{url}/sign-in", timeout=30) as answer:
            page = answer.read().decode()
    except OSError:
        return False
    return "being loaded" not in page


@pytest.fixture
def page(demo: str, browser: Browser) -> Iterator[Page]:
    with browser.new_context(base_url=demo, locale="en") as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        yield page
    expect.set_options(timeout=5_000)


def told(*words: str) -> None:
    """The README says so; a walk that it does not tell of is no proof of it."""
    for one in words:
        assert one in README, one


def sign_in(page: Page, role: str) -> None:
    told(f"**{role}**")
    page.goto("about:blank")  # what is still on its way to the last page would bring cookies back
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name=f"as {role}").click()
    page.wait_for_url("**/home")


def post(page: Page) -> None:
    told("*Post a need*", "90,000 pieces", "„пластика“", "Save, read what still lacks, publish.")
    page.get_by_role("link", name="Post a need").first.click()
    page.get_by_label("What do you need?").fill("Injection-moulded housings")
    page.get_by_label("Description").fill("ABS housings with brass inserts")
    codes = page.locator("[name='_find.cpv']")
    codes.press_sequentially("пластика", delay=20)
    page.get_by_label(re.compile("Plastic products")).first.check()
    page.locator("[name='lots.0.title']").fill("Housings")
    page.locator("[name='lots.0.quantity']").fill("90000")
    page.locator("[name='lots.0.unit']").fill("piece")
    page.get_by_label("ISO 9001").check()
    page.locator("[name='_find.place.municipality']").press_sequentially("Kumanovo", delay=20)
    page.get_by_label(re.compile("Kumanovo")).first.check()
    save(page)
    expect(page.get_by_text("it still lacks")).to_be_visible()
    page.get_by_role("link", name="Go on writing").click()
    page.get_by_label("Last delivery").fill("2027-12-01")
    page.locator("[name='apply_by.day']").fill("2027-01-20")
    save(page)
    page.get_by_role("button", name="Publish the need").click()


def save(page: Page) -> None:
    page.locator("main").get_by_role("button", name="Save", exact=True).last.click()


def test_the_walk_is_as_the_readme_tells(page: Page) -> None:
    sign_in(page, "Lead firm")
    post(page)
    expect(page.get_by_role("heading", name=re.compile("firms? can deliver"))).to_be_visible()
    need = page.url.split("/needs/")[1].split("/")[0]
    compare_and_invite(page)
    read_as_the_firm(page)
    close_the_gap(page, need)
    sign_in(page, "Lead firm")
    page.goto(f"/needs/{need}/shortlist")
    expect(page.get_by_role("link", name="Smreka Tehnika DOO", exact=True)).to_be_visible()
    look_after_it(page)


def compare_and_invite(page: Page) -> None:
    told("Tick two and compare them; invite one.")
    boxes = page.get_by_role("checkbox", name=re.compile("^Compare "))
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name=re.compile("Compare selected")).click()
    page.wait_for_url("**/compare?*")
    page.go_back()
    page.get_by_role("link", name=re.compile("^Invite")).first.click()
    page.locator("main").get_by_role("button", name="Invite").first.click()
    expect(page.get_by_text("Invited. The firm is told at once.")).to_be_visible()


def read_as_the_firm(page: Page) -> None:
    told("language: Македонски", "*My matches*", "Ask a question on a need")
    sign_in(page, "MSME")
    page.locator("summary", has_text="EN").first.click()
    page.get_by_text("Македонски").first.click()
    page.get_by_role("link", name="Мои совпаѓања").first.click()
    expect(page.get_by_text("Зошто вие").first).to_be_visible()
    sign_in(page, "MSME")
    page.get_by_role("link", name="My matches").first.click()
    page.get_by_role("link", name="Injection-moulded housings", exact=True).first.click()
    page.get_by_role("link", name=re.compile(r"^Questions")).click()
    page.get_by_label("Your question").fill("May the inserts be of steel?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("May the inserts be of steel?")).to_be_visible()


def close_the_gap(page: Page, need: str) -> None:
    told("add ISO 9001", "not yet possible")
    page.goto("/matches")
    match = page.locator("ol.rows > li", has=page.locator(f"a[href='/needs/{need}']"))
    expect(match.get_by_text("Not yet possible")).to_be_visible()
    page.get_by_role("link", name="Profile", exact=True).first.click()
    page.goto("/profile/edit/certificates")
    page.get_by_role("button", name="Add a certificate").click()
    page.locator("[name$='.scheme']").last.fill("ISO 9001")
    page.locator("[name$='.valid_to']").last.fill("2029-01-01")
    save(page)
    for _ in range(60):
        page.goto("/matches")
        if not match.get_by_text("Not yet possible").count():
            break
        page.wait_for_timeout(500)
    expect(match.get_by_text("Not yet possible")).to_have_count(0)


def look_after_it(page: Page) -> None:
    told("verify an organisation, read the audit", "event lag, dead letters")
    sign_in(page, "Programme")
    follow(page, "To verify", "**/review")
    follow(page, "Audit", "**/audit")
    sign_in(page, "Administrator")
    follow(page, "Operations", "**/operations")


def follow(page: Page, name: str, address: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_url(address)
    expect(page.locator("main h1")).to_be_visible()
