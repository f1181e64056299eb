"""A store in which a consumer gave an event up."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from events.deadletters import bury
from events.outbox import from_row
from events.tables import outbox
from tests.support.needs import supplier_need
from tests.support.world import Api, World


@pytest.fixture
def letter(world: World) -> int:
    """The letter's id: the shortlists' consumer could not take a published need's list."""
    buyer = world.api("lead_firm")
    need = buyer.post("/needs", supplier_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    world.deliver()

    def lose(session: Session) -> None:
        row = session.execute(select(outbox).where(outbox.c.type == "match.ranked")).first()
        assert row is not None
        session.connection().exec_driver_sql(
            "DELETE FROM inbox WHERE event_id = ? AND consumer = 'shortlists'", (row.event_id,)
        )
        bury(session, "shortlists", from_row(row), ValueError("no room"), attempts=3)

    with world.sessions.write() as session:
        lose(session)
    return 1


@pytest.fixture
def operator(world: World) -> Api:
    person = world.person(staff=True)
    return world.api_of(person, None)
