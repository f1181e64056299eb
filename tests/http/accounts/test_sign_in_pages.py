"""Signing in: cookies, limits, what is revoked, and what the page gives away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marketplace.accounts.demo import DEMO_ACCOUNTS
from marketplace.config import Settings
from marketplace.security import COOKIE_KEY
from tests.http.accounts.conftest import PASSWORD
from tests.support.pages import Visitor
from tests.support.world import World


def sign_in(visitor: Visitor, email: str, password: str = PASSWORD, onward: str = "") -> Any:
    visitor.get("/sign-in")
    return visitor.post(f"/sign-in{onward}", {"email": email, "password": password})


def secret(visitor: Visitor) -> str | None:
    with visitor.client.session_transaction() as cookie:
        found: str | None = cookie.get(COOKIE_KEY)
    return found


@pytest.fixture
def address(world: World, registered: Callable[..., str]) -> str:
    """The address of an editor of an MSME."""
    return registered(world.organization("msme"))


def test_one_acts_for_the_organisation_joined_first(world: World, address: str) -> None:
    visitor = Visitor(world)
    assert sign_in(visitor, address).headers["Location"] == "/home"
    assert "Firm 1 DOO" in visitor.get("/organization").text


def test_the_page_asked_for_comes_after_and_never_another_site(world: World, address: str) -> None:
    visitor = Visitor(world)
    asked = visitor.get("/account/tokens")
    assert asked.headers["Location"] == "/sign-in?next=/account/tokens"
    entered = sign_in(visitor, address, onward="?next=/account/tokens")
    assert entered.headers["Location"] == "/account/tokens"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example"):
        entered = sign_in(Visitor(world), address, onward=f"?next={elsewhere}")
        assert entered.headers["Location"] == "/home"


def test_wrong_password_and_unknown_address_read_alike(world: World, address: str) -> None:
    wrong = sign_in(Visitor(world), address, "not the right one")
    unknown = sign_in(Visitor(world), "nobody@firm.mk", "not the right one")
    assert wrong.status_code == unknown.status_code == 422
    both = [wrong.text.replace(address, "E"), unknown.text.replace("nobody@firm.mk", "E")]
    shown = [text.partition("<main")[2].partition('name="csrf_token"')[0] for text in both]
    assert shown[0] == shown[1]


def test_signing_in_again_gives_a_new_secret_and_ends_the_old(world: World, address: str) -> None:
    visitor, thief = Visitor(world), Visitor(world)
    sign_in(visitor, address)
    first = secret(visitor)
    visitor.get("/account")
    visitor.post("/sign-in", {"email": address, "password": PASSWORD})
    assert secret(visitor) not in (first, None)
    with thief.client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = first
    assert thief.get("/account").status_code == 302


def test_signing_out_ends_the_sign_in_not_only_the_cookie(world: World, address: str) -> None:
    visitor, thief = Visitor(world), Visitor(world)
    sign_in(visitor, address)
    with thief.client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = secret(visitor)
    visitor.get("/account")
    visitor.post("/sign-out")
    assert secret(visitor) is None
    assert thief.get("/account").status_code == 302


def test_forms_without_their_token_are_refused(world: World, address: str) -> None:
    bare = world.app.test_client()
    refused = bare.post("/sign-in", data={"email": address, "password": PASSWORD})
    assert refused.status_code == 400


def test_an_account_takes_ten_attempts_in_a_quarter_of_an_hour(world: World, address: str) -> None:
    for _attempt in range(10):
        assert sign_in(Visitor(world), address, "wrong").status_code == 422
    refused = sign_in(Visitor(world), address)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 901
    assert sign_in(Visitor(world), "other@firm.mk", "wrong").status_code == 422
    world.clock.forward(minutes=16)
    assert sign_in(Visitor(world), address).status_code == 303


def test_other_browsers_are_listed_and_ended(world: World, address: str) -> None:
    here, elsewhere = Visitor(world), Visitor(world)
    sign_in(here, address)
    sign_in(elsewhere, address)
    page = here.get("/account").text
    assert page.count("Since ") >= 2
    here.post("/account/sign-ins/end")
    assert elsewhere.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_a_changed_password_ends_all_other_sign_ins(world: World, address: str) -> None:
    here, elsewhere = Visitor(world), Visitor(world)
    sign_in(here, address)
    sign_in(elsewhere, address)
    here.get("/account/password")
    new = {"current": PASSWORD, "password": "three other words"}
    assert here.post("/account/password", new | {"current": "wrong"}).status_code == 422
    assert here.post("/account/password", new).status_code == 303
    assert elsewhere.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_a_sign_in_is_over_after_its_days(world: World, address: str) -> None:
    visitor = Visitor(world)
    sign_in(visitor, address)
    world.clock.forward(days=15)
    assert visitor.get("/account").status_code == 302


def test_one_click_sign_in_is_the_demonstrations_alone(world: World) -> None:
    visitor = Visitor(world)
    visitor.get("/sign-in")
    answer = visitor.post("/sign-in/demo", {"email": DEMO_ACCOUNTS[0].email})
    assert answer.status_code == 404


def test_the_demonstration_signs_in_its_people_with_one_click(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = world.runtime.settings.data_dir
    settings = Settings(data_dir=data, secret_key="x" * 40, demo="1")
    monkeypatch.setitem(world.app.extensions, "settings", settings)
    firm = world.organization("lender")
    world.person(firm, email="lender@demo.example")
    visitor = Visitor(world)
    assert visitor.get("/sign-in").text.count('name="email" value=') == 6
    assert visitor.post("/sign-in/demo", {"email": "lender@demo.example"}).status_code == 303
    assert visitor.get("/organization").status_code == 200
    assert visitor.get("/sign-in").status_code == 303
    other = Visitor(world)
    other.get("/sign-in")
    assert other.post("/sign-in/demo", {"email": "person9@example.com"}).status_code == 404
