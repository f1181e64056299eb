"""While a password is hashed or compared, nobody waits for the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from marketplace.accounts import signins, web_account, web_sign_up
from tests.http.accounts.conftest import HASHED, PASSWORD
from tests.support.pages import Visitor
from tests.support.world import World


@pytest.fixture
def slow(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hashing during which somebody else writes; fails after the store's wait if it cannot."""
    done: list[str] = []

    def write() -> None:
        with world.sessions.write() as session:
            session.execute(text("UPDATE users SET name = name"))
        done.append("written")

    def matches(stored: str | None, given: str) -> bool:
        write()
        return stored == HASHED and given == PASSWORD

    def hash_password(given: str) -> str:
        write()
        return HASHED

    monkeypatch.setattr(signins, "matches", matches)
    monkeypatch.setattr(web_account, "matches", matches)
    monkeypatch.setattr(web_account, "hash_password", hash_password)
    monkeypatch.setattr(web_sign_up, "hash_password", hash_password)
    return done


def test_signing_up_in_and_changing_the_password_hold_no_lock(
    world: World, registered: Callable[..., str], slow: list[str]
) -> None:
    address, visitor = registered(), Visitor(world)
    visitor.get("/sign-up")
    new = {"name": "Ana P.", "email": "ana@firm.mk", "password": "brown lamp tower"}
    assert visitor.post("/sign-up", new).status_code == 200
    visitor.get("/sign-in")
    assert visitor.post("/sign-in", {"email": address, "password": PASSWORD}).status_code == 303
    visitor.get("/account/password")
    changed = {"current": PASSWORD, "password": "three other words"}
    assert visitor.post("/account/password", changed).status_code == 303
    assert len(slow) == 4
