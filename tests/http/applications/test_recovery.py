"""The store's checks find what is broken, and applications are told again unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from marketplace.applications.checks import CHECKS
from marketplace.applications.models import Application, ApplicationVersion
from marketplace.needs.models import Need
from marketplace.recovery import republish
from tests.support.applications import Tender, offer
from tests.support.world import World


def found(world: World) -> list[str]:
    """Names of the checks that find something."""

    def broken(session: Any) -> Iterator[str]:
        for name, check in CHECKS.items():
            if list(check(session, world.runtime.ports)):
                yield name

    return world.look(lambda session: list(broken(session)))


@pytest.fixture
def tender(world: World) -> Tender:
    """One with applications in every state before the deadline."""
    made = Tender(world)
    made.draft(world.api("msme"))
    for act in ("withdraw", "confirm"):
        firm = world.api("msme")
        application = made.sent(firm)
        made.revise(deliver_by="2028-01-15" if act == "confirm" else "2028-01-14")
        firm.post(f"/applications/{application}/{act}")
    world.deliver()
    return made


def test_nothing_is_broken_before_or_after_the_deadline(world: World, tender: Tender) -> None:
    assert found(world) == []
    tender.sent(world.api("msme"), note="Without an answer to the next change.")
    tender.revise(deliver_by="2028-01-20")
    tender.close()
    assert found(world) == []


def test_snapshots_tell_nobody_anything_new(world: World, tender: Tender) -> None:
    assert republish(world.runtime, "applications") == {"applications": 2}
    world.deliver()
    assert found(world) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("application-events", update(Application).values(revision=99)),
        (
            "application-receipts",
            update(ApplicationVersion).values(content=offer(note="Another offer.")),
        ),
        ("application-seal", update(Application).values(decided_at=Application.created_at)),
    ],
)
def test_what_is_broken_is_found(world: World, tender: Tender, name: str, change: Any) -> None:
    with world.sessions.write() as session:
        session.execute(change)
    assert found(world) == [name]


def test_what_entered_late_is_found(world: World, tender: Tender) -> None:
    with world.sessions.write() as session:
        late = world.clock.now() - timedelta(days=1)
        session.execute(update(Need).where(Need.id == tender.id).values(apply_by=late))
    assert "application-seal" in found(world)
