"""Registering, confirming, and a forgotten password, as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.http.accounts.conftest import PASSWORD
from tests.support.pages import Visitor
from tests.support.world import World

NEW = {"name": "Ana Petrovska", "email": "ana@firm.mk", "password": PASSWORD}


def register(visitor: Visitor, **changes: str) -> Any:
    visitor.get("/sign-up")
    return visitor.post("/sign-up", NEW | changes)


def main(page: str) -> str:
    """The part of the page below its frame."""
    return page.partition("<main")[2].partition("</main>")[0]


def test_from_registering_to_being_signed_in(world: World, link: Callable[[str], str]) -> None:
    visitor = Visitor(world)
    assert "Look into your mail" in register(visitor).text
    visitor.get("/sign-in")
    early = visitor.post("/sign-in", {"email": NEW["email"], "password": PASSWORD})
    assert early.status_code == 422
    visitor.get(link(NEW["email"]))
    confirmed = visitor.post(link(NEW["email"]))
    assert confirmed.status_code == 303
    assert visitor.get(link(NEW["email"])).status_code == 404
    visitor.get(confirmed.headers["Location"])
    entered = visitor.post("/sign-in", {"email": "ANA@firm.mk", "password": PASSWORD})
    assert entered.status_code == 303
    assert "ana@firm.mk" in visitor.get("/account").text


def test_a_known_address_is_told_by_mail_alone(
    world: World, registered: Callable[..., str], mails: Callable[[str], list[str]]
) -> None:
    address = registered()
    known = register(Visitor(world), email=address)
    unknown = register(Visitor(world))
    assert main(known.text).replace(address, NEW["email"]) == main(unknown.text)
    assert "You have an account already" in mails(address)[-1]


def test_weak_passwords_are_refused_beside_the_field(world: World) -> None:
    for weak in ("short", "aaaaaaaaaaaa", "petrovska123", "password1234"):
        answer = register(Visitor(world), password=weak)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
        assert weak not in answer.text


def test_a_forgotten_password_is_replaced_and_ends_all_sign_ins(
    world: World, registered: Callable[..., str], link: Callable[[str], str]
) -> None:
    address = registered()
    elsewhere, visitor = Visitor(world), Visitor(world)
    elsewhere.get("/sign-in")
    elsewhere.post("/sign-in", {"email": address, "password": PASSWORD})
    visitor.get("/reset")
    visitor.post("/reset", {"email": address})
    visitor.get(link(address))
    changed = visitor.post(link(address), {"password": "another lamp in the yard"})
    assert changed.status_code == 303, changed.text
    assert elsewhere.get("/account").status_code == 302
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", {"email": address, "password": PASSWORD}).status_code == 422


def test_a_reset_link_is_over_after_two_hours(
    world: World, registered: Callable[..., str], link: Callable[[str], str]
) -> None:
    address, visitor = registered(), Visitor(world)
    visitor.get("/reset")
    visitor.post("/reset", {"email": address})
    world.clock.forward(hours=3)
    assert visitor.get(link(address)).status_code == 404


def test_asking_for_an_unknown_address_looks_the_same(
    world: World, mails: Callable[[str], list[str]]
) -> None:
    visitor = Visitor(world)
    visitor.get("/reset")
    answer = visitor.post("/reset", {"email": "nobody@firm.mk"})
    assert "If nobody@firm.mk has an account here" in answer.text
    assert mails("nobody@firm.mk") == []
