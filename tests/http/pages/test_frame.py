"""The frame of every page: language, theme, who acts, navigation, nothing inline."""

from __future__ import annotations

import re
from datetime import date, timedelta

from marketplace.accounts.models import SignIn
from marketplace.organizations.models import Delegation
from marketplace.secrets import new_secret
from marketplace.security import COOKIE_KEY
from tests.support.pages import Visitor
from tests.support.world import World

PAGES = ("/", "/needs", "/organizations", "/services", "/search", "/about", "/help")
PAGES += ("/accessibility", "/your-data", "/notices", "/results/definitions", "/kit", "/nowhere")
INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>|<style")


def test_a_page_has_one_heading_a_title_and_nothing_inline(world: World) -> None:
    visitor = Visitor(world)
    for path in PAGES:
        text = visitor.get(path).text
        assert len(re.findall(r"<h1\b", text)) == 1, path
        assert re.search(r"<title>[^<]+ · Business Ecosystem Marketplace</title>", text), path
        assert not INLINE.search(text), path
        assert '<a class="skip" href="#main">' in text, path
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


def test_the_language_stays_and_the_page_too(world: World) -> None:
    visitor = Visitor(world, language="en")
    visitor.get("/needs")
    answer = visitor.post("/language", {"language": "mk", "next": "/needs?q=steel"})
    assert (answer.status_code, answer.location) == (303, "/needs?q=steel")
    page = visitor.get("/needs")
    assert '<html lang="mk"' in page.text


def test_nobody_is_sent_to_another_site(world: World) -> None:
    visitor = Visitor(world)
    visitor.get("/")
    for target in ("https://example.com/", "//example.com", "/\\example.com", ""):
        answer = visitor.post("/language", {"language": "sq", "next": target})
        assert answer.location == "/"


def test_an_unknown_language_or_theme_changes_nothing(world: World) -> None:
    visitor = Visitor(world)
    visitor.get("/")
    assert "Set-Cookie" not in visitor.post("/language", {"language": "xx"}).headers
    assert "Set-Cookie" not in visitor.post("/theme", {"theme": "pink"}).headers


def test_the_server_sets_the_theme_and_leaves_the_devices_to_a_script(world: World) -> None:
    visitor = Visitor(world)
    assert "theme.js" in visitor.get("/").text
    visitor.post("/theme", {"theme": "dark", "next": "/"})
    page = visitor.get("/").text
    assert 'data-bs-theme="dark"' in page
    assert "theme.js" not in page


def test_whoever_is_not_signed_in_gets_the_public_navigation(world: World) -> None:
    page = Visitor(world).get("/needs").text
    assert 'href="/needs" aria-current="page"' in page
    assert "Sign in" in page
    assert 'action="/sign-out"' not in page


def test_the_bar_shows_the_organisation_and_posts_the_sign_out(world: World) -> None:
    firm = world.organization("msme", name="Limkov DOO")
    page = Visitor(world, world.person(firm), firm).get("/home").text
    assert re.search(r"Acting as</span> Limkov DOO", page)
    assert '<form method="post" action="/sign-out">' in page
    assert "My matches" in page


def test_the_bar_shows_the_adviser_and_the_firm(world: World) -> None:
    firm, adviser = (
        world.organization("msme", name="Limkov DOO"),
        world.organization("bso", name="MIA"),
    )
    person = world.person(adviser)
    world.add(
        Delegation(
            id=world.new_id(),
            organization_id=firm,
            adviser_id=adviser,
            tasks=["profile", "apply"],
            until=date(2099, 1, 1),
            granted_by=person,
            created_at=world.clock.now(),
        )
    )
    page = _advised(world, person, firm, adviser).get("/home").text
    assert re.search(r"MIA acts for</span> Limkov DOO", page)
    assert f'value="{firm}:{adviser}" aria-current="true"' in page


def _advised(world: World, person: str, firm: str, adviser: str) -> Visitor:
    secret, hashed = new_secret()
    world.add(
        SignIn(
            id=world.new_id(),
            user_id=person,
            secret_hash=hashed,
            organization_id=firm,
            adviser_id=adviser,
            browser="test",
            second_factor=True,
            created_at=world.clock.now(),
            expires_at=world.clock.now() + timedelta(days=1),
        )
    )
    visitor = Visitor(world)
    with visitor.client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = secret
    return visitor
