"""Persons with passwords, and the mails that were queued for them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from marketplace.accounts.models import User
from marketplace.accounts.passwords import hash_password
from marketplace.mailing import Delivery
from tests.support.world import World

PASSWORD = "brown lamp by the river"
HASHED = hash_password(PASSWORD)
"""One for all tests: hashing is slow on purpose."""


@pytest.fixture
def mails(world: World) -> Callable[[str], list[str]]:
    """Texts of the mails to an address, oldest first."""

    def to(address: str) -> list[str]:
        found = select(Delivery.text).where(Delivery.to == address).order_by(Delivery.id)
        return list(world.look(lambda session: session.scalars(found).all()))

    return to


@pytest.fixture
def link(mails: Callable[[str], list[str]]) -> Callable[[str], str]:
    """The path of the link in the newest mail to an address."""

    def path(address: str) -> str:
        found = re.search(r"https?://[^/\s]+(/\S+)", mails(address)[-1])
        assert found
        return found.group(1)

    return path


@pytest.fixture
def registered(world: World) -> Callable[..., str]:
    """Make a person with PASSWORD; returns the address."""

    def make(organization: str | None = None, **more: object) -> str:
        person = world.person(organization, password_hash=HASHED, **more)
        address = world.look(lambda session: session.get(User, person).email)
        return str(address)

    return make
