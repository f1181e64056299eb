"""PostgreSQL ends the connection under a request: 503, nothing kept, and the same key serves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from marketplace.app import create_app
from marketplace.audit import AuditEntry
from marketplace.db import SessionFactory, engine_for
from marketplace.needs.models import Need
from migrations.metadata import METADATA
from tests.support.clock import FixedClock
from tests.support.needs import supplier_need
from tests.support.world import World

pytestmark = pytest.mark.servers


class Lost(World):
    """The embedded world's parts, with its tables on PostgreSQL; nothing is delivered."""

    def __init__(self, world: World, url: str, clock: FixedClock) -> None:
        runtime = world.runtime
        self.runtime, self.clock = runtime, clock
        self.sessions = SessionFactory(engine_for(url), clock, settings=runtime.settings)
        self.app = create_app(runtime.settings, self.sessions, runtime.ports, runtime.consumers)
        self.app.testing = True
        self._count = 0


@pytest.fixture
def lost(world: World, postgres_url: str, clock: FixedClock) -> Iterator[Lost]:
    made = Lost(world, postgres_url, clock)
    for metadata in METADATA:
        metadata.create_all(made.sessions.engine)
    yield made
    for metadata in METADATA:
        metadata.drop_all(made.sessions.engine)
    made.sessions.engine.dispose()


@contextmanager
def connections_end(world: World, moment: str) -> Iterator[None]:
    """Each writing session's own server process ends at this moment of it."""

    def end(session: Session, *_: Any) -> None:
        if not (session.new or session.dirty):
            return
        if moment == "before_commit":
            session.flush()
        pid = session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
        with world.sessions.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    event.listen(Session, moment, end)
    yield
    event.remove(Session, moment, end)


def count(world: World, model: Any) -> int:
    found: int = world.look(lambda s: s.scalar(select(func.count()).select_from(model)))
    return found


@pytest.mark.parametrize("moment", ["before_flush", "before_commit"])
def test_a_lost_connection_leaves_nothing_and_the_key_serves_again(lost: Lost, moment: str) -> None:
    buyer = lost.api("lead_firm")
    needs, noted = count(lost, Need), count(lost, AuditEntry)
    with connections_end(lost, moment):
        told = buyer.post("/needs", supplier_need(), Idempotency_Key=moment)
    assert (told.status_code, told.mimetype) == (503, "application/problem+json")
    assert int(told.headers["Retry-After"]) > 0
    assert (count(lost, Need), count(lost, AuditEntry)) == (needs, noted)
    made = buyer.post("/needs", supplier_need(), Idempotency_Key=moment)
    assert made.status_code == 201
    assert buyer.post("/needs", supplier_need(), Idempotency_Key=moment).json == made.json
    assert count(lost, Need) == needs + 1
