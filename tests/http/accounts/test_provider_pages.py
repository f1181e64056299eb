"""Signing in through an OpenID Connect provider, at the HTTP level and at a real one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
import requests
import responses

from marketplace.accounts.queries import by_email
from tests.http.accounts.conftest import PASSWORD
from tests.servers.oidc_provider import OidcProvider
from tests.support.pages import Visitor
from tests.support.provider import ISSUER, Provider
from tests.support.world import World


def configure(world: World, issuer: str) -> World:
    """The world with this provider in its settings."""
    world.app.extensions["settings"] = replace(
        world.runtime.settings, oidc_issuer=issuer, oidc_client_id="client", oidc_client_secret="s"
    )
    return world


@pytest.fixture
def provider(world: World) -> Iterator[Provider]:
    configure(world, ISSUER)
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield Provider(mock)


def enter(world: World, provider: Provider, visitor: Visitor | None = None) -> Visitor:
    visitor = visitor or Visitor(world)
    sent = visitor.get("/sign-in/provider")
    answer = provider.approve(sent.headers["Location"])
    visitor.get(f"/sign-in/provider/back?{urlencode(answer)}")
    return visitor


def test_a_new_person_gets_an_account(world: World, provider: Provider) -> None:
    visitor = enter(world, provider)
    assert "ana@firm.mk" in visitor.get("/account").text
    person = world.look(lambda session: by_email(session, "ana@firm.mk"))
    assert person.confirmed_at is not None


def test_a_verified_address_is_linked_to_its_account(
    world: World, provider: Provider, registered: Callable[..., str]
) -> None:
    firm = world.organization("msme")
    provider.claims["email"] = registered(firm).upper()
    assert enter(world, provider).get("/organization").status_code == 200
    provider.claims["email"] = "moved@firm.mk"
    assert enter(world, provider).get("/organization").status_code == 200


def test_an_address_that_is_not_verified_links_nothing(
    world: World, provider: Provider, registered: Callable[..., str]
) -> None:
    provider.claims |= {"email": registered(), "email_verified": False}
    visitor = enter(world, provider)
    assert visitor.get("/account").status_code == 302
    assert "not verified your address" in visitor.get("/sign-in").text


def test_an_account_registered_by_a_stranger_loses_the_strangers_password(
    world: World, provider: Provider, registered: Callable[..., str]
) -> None:
    address = registered(confirmed_at=None)
    provider.claims["email"] = address
    enter(world, provider)
    stranger = Visitor(world)
    stranger.get("/sign-in")
    answer = stranger.post("/sign-in", {"email": address, "password": PASSWORD})
    assert answer.status_code == 422


def test_an_answer_to_another_browser_is_refused(world: World, provider: Provider) -> None:
    visitor, victim = Visitor(world), Visitor(world)
    answer = provider.approve(visitor.get("/sign-in/provider").headers["Location"])
    victim.get(f"/sign-in/provider/back?{urlencode(answer)}")
    assert victim.get("/account").status_code == 302
    assert "Begin again" in victim.get("/sign-in").text


def test_without_a_provider_there_is_no_such_page(world: World) -> None:
    assert Visitor(world).get("/sign-in/provider").status_code == 404
    assert "single sign-on" not in Visitor(world).get("/sign-in").text


@pytest.mark.servers
def test_at_a_real_provider(world: World, oidc_provider: OidcProvider) -> None:
    configure(world, oidc_provider.url)
    oidc_provider.sign_in_as(sub="7", email="real@firm.mk", email_verified=True, name="Ana P.")
    visitor = Visitor(world)
    sent = visitor.get("/sign-in/provider").headers["Location"]
    back = requests.get(sent, allow_redirects=False, timeout=10).headers["Location"]
    visitor.get(f"/sign-in/provider/back?{back.partition('?')[2]}")
    page = visitor.get("/account").text
    assert "real@firm.mk" in page
    assert "Ana P." in page
