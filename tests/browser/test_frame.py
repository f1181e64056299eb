"""What scripts add to the frame and the kit, and that all of it works without them."""

from __future__ import annotations

import pytest

from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_a_picker_answers_while_one_types(site: Site) -> None:
    with site.page() as page:
        page.goto("/kit")
        page.get_by_label("Find by a word or a code").fill("weld")
        page.wait_for_selector("#f-cpv-found >> text=Welding")
        found = page.locator("#f-cpv-found input[type=checkbox]")
        assert found.count() > 1
        assert found.first.get_attribute("name") == "cpv[]"


def test_escape_closes_a_menu_and_gives_focus_back(site: Site) -> None:
    with site.page("msme") as page:
        page.goto("/home")
        page.locator("details.lang summary").click()
        assert page.locator("details.lang").get_attribute("open") is not None
        page.keyboard.press("Escape")
        assert page.locator("details.lang").get_attribute("open") is None
        assert page.evaluate("document.activeElement.closest('details').className") == "menu lang"


def test_the_first_tab_offers_the_content(site: Site) -> None:
    with site.page() as page:
        page.goto("/needs")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        assert page.evaluate("document.activeElement.id") == "main"


def test_a_summary_of_faults_takes_focus_and_leads_to_the_field(site: Site) -> None:
    with site.page() as page:
        page.goto("/kit")
        assert page.evaluate("document.activeElement.className") == "errorsum"
        page.get_by_role("link", name="Budget without VAT, To").click()
        assert page.evaluate("document.activeElement.id") == "f-budget-max"


def test_the_theme_of_the_device_is_followed(site: Site) -> None:
    with site.page(theme="system") as page:
        page.emulate_media(color_scheme="dark")
        page.goto("/")
        assert page.locator("html").get_attribute("data-bs-theme") == "dark"
        page.emulate_media(color_scheme="light")
        page.wait_for_selector("html[data-bs-theme=light]", state="attached")


def test_language_and_theme_are_chosen_in_the_bar(site: Site) -> None:
    with site.page() as page:
        page.goto("/needs?q=steel")
        page.locator("details.lang summary").click()
        page.get_by_role("button", name="Македонски").click()
        page.wait_for_url("**/needs?q=steel")
        assert page.locator("html").get_attribute("lang") == "mk"


def test_nothing_on_the_pages_breaks_the_policy(site: Site) -> None:
    said: list[str] = []
    with site.page("lead_firm", theme="system") as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in ("/", "/needs", "/kit", "/home", "/needs/new"):
            page.goto(path)
    assert said == []


def test_navigation_and_filters_open_without_scripts_on_a_phone(site: Site) -> None:
    with site.browser.new_context(
        viewport={"width": 360, "height": 800}, base_url=site.url, java_script_enabled=False
    ) as context:
        page = context.new_page()
        page.goto("/needs")
        assert not page.locator("#menu").is_visible()
        page.get_by_role("link", name="Menu").click()
        assert page.locator("#menu").is_visible()
        page.get_by_role("link", name="Filters").click()
        assert page.locator("#filters").is_visible()
