"""Two-factor sign-in: who needs it, replay, spare codes, what the store keeps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyotp
import pytest

from marketplace.accounts.models import User
from marketplace.accounts.queries import by_email
from tests.http.accounts.conftest import PASSWORD
from tests.support.pages import Visitor
from tests.support.world import World


@pytest.fixture
def lender(world: World, registered: Callable[..., str]) -> str:
    """The address of an administrator of a lender."""
    return registered(world.organization("lender"), role="administrator")


def enter(world: World, address: str) -> Visitor:
    """A browser in which the password was given."""
    visitor = Visitor(world)
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", {"email": address, "password": PASSWORD}).status_code == 303
    return visitor


def set_up(world: World, visitor: Visitor) -> tuple[pyotp.TOTP, list[str]]:
    """Switch it on in this browser: what the telephone knows, and the spare codes."""
    visitor.get("/account/two-factor")
    visitor.post("/account/two-factor/start")
    page = visitor.get("/account/two-factor").text
    shown = re.search(r'class="hash">((?:[A-Z2-7]{4} ?)+)<', page)
    assert shown
    telephone = pyotp.TOTP(shown[1].replace(" ", ""))
    on = visitor.post("/account/two-factor/confirm", {"code": telephone.at(world.clock.now())})
    assert on.status_code == 200, on.text
    return telephone, re.findall(r"(?:[a-z2-7]{4}-){3}[a-z2-7]{4}", on.text)


def test_a_lender_acts_only_with_a_second_factor(world: World, lender: str) -> None:
    visitor = enter(world, lender)
    refused = visitor.get("/organization")
    assert refused.status_code == 403
    assert "two-factor" in refused.text
    set_up(world, visitor)
    assert visitor.get("/organization").status_code == 200


def test_an_administrator_makes_no_token_around_the_second_factor(
    world: World, registered: Callable[..., str]
) -> None:
    visitor = enter(world, registered(staff=True))
    visitor.get("/account/tokens")
    token = {"name": "n", "scopes[]": "review"}
    assert visitor.post("/account/tokens", token).status_code == 403
    set_up(world, visitor)
    visitor.get("/account/tokens")
    assert visitor.post("/account/tokens", token).status_code == 200


def test_an_msme_needs_none(world: World, registered: Callable[..., str]) -> None:
    visitor = enter(world, registered(world.organization("msme")))
    assert visitor.get("/organization").status_code == 200


def test_signing_in_asks_for_a_code_and_takes_each_once(world: World, lender: str) -> None:
    telephone, _codes = set_up(world, enter(world, lender))
    world.clock.forward(minutes=2)
    code = telephone.at(world.clock.now())
    visitor = enter(world, lender)
    assert visitor.get("/account").status_code == 302
    visitor.get("/sign-in/code")
    assert visitor.post("/sign-in/code", {"code": code}).status_code == 303
    assert visitor.get("/organization").status_code == 200
    replayed = enter(world, lender)
    replayed.get("/sign-in/code")
    assert replayed.post("/sign-in/code", {"code": code}).status_code == 422


def test_a_spare_code_works_once(world: World, lender: str) -> None:
    _telephone, codes = set_up(world, enter(world, lender))
    assert len(codes) == 10
    for status in (303, 422):
        visitor = enter(world, lender)
        visitor.get("/sign-in/code")
        assert visitor.post("/sign-in/code", {"code": codes[0].upper()}).status_code == status


def test_guessing_codes_is_limited_for_the_person(world: World, lender: str) -> None:
    set_up(world, enter(world, lender))
    statuses = []
    for _browser in range(3):
        visitor = enter(world, lender)
        visitor.get("/sign-in/code")
        statuses += [
            visitor.post("/sign-in/code", {"code": "000000"}).status_code for _try in range(4)
        ]
    assert statuses[-1] == 429


def test_the_secret_is_sealed_and_its_picture_is_gone_once_it_is_on(
    world: World, lender: str
) -> None:
    visitor = enter(world, lender)
    visitor.get("/account/two-factor")
    visitor.post("/account/two-factor/start")
    picture = visitor.get("/account/two-factor/code.svg")
    assert picture.mimetype == "image/svg+xml"
    telephone, _codes = set_up(world, visitor)
    stored = world.look(lambda session: by_email(session, lender)).totp_secret
    assert telephone.secret not in stored
    assert visitor.get("/account/two-factor/code.svg").status_code == 404


def test_switching_it_off_takes_a_code_and_the_role_asks_again(world: World, lender: str) -> None:
    visitor = enter(world, lender)
    telephone, _codes = set_up(world, visitor)
    world.clock.forward(minutes=2)
    visitor.get("/account/two-factor")
    off = "/account/two-factor/remove"
    assert visitor.post(off, {"code": "123456"}).status_code == 422
    assert visitor.post(off, {"code": telephone.at(world.clock.now())}).status_code == 303
    person = world.look(lambda session: by_email(session, lender))
    assert isinstance(person, User)
    assert person.totp_secret is None
    assert "two-factor" in enter(world, lender).get("/account").text
