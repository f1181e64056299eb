"""A request that meets a busy store, or loses it, is told so, and leaves nothing behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from events.tables import outbox
from marketplace import sqlite
from marketplace.audit import AuditEntry
from marketplace.idempotency import Answer
from marketplace.needs.models import Need
from tests.support.needs import supplier_need
from tests.support.pages import Visitor
from tests.support.world import World

Trouble = Callable[[World], AbstractContextManager[None]]


@contextmanager
def another_thread_writes(world: World) -> Iterator[None]:
    with world.sessions.write() as session:
        session.execute(text("UPDATE users SET name = name"))
        yield
        session.rollback()


@contextmanager
def another_process_writes(world: World) -> Iterator[None]:
    other = sqlite3.connect(str(world.sessions.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def the_commit_fails(world: World) -> Iterator[None]:
    def fail(session: Session) -> None:
        if session.new or session.dirty:
            session.flush()
            raise OperationalError("COMMIT", None, ConnectionResetError("server closed"))

    event.listen(Session, "before_commit", fail)
    yield
    event.remove(Session, "before_commit", fail)


TROUBLES = (another_thread_writes, another_process_writes, the_commit_fails)


@pytest.fixture
def impatient(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world whose writers wait for a moment only."""
    monkeypatch.setattr(sqlite, "LOCK_WAIT_MS", 20)
    world.sessions.engine.dispose()
    return world


def left(world: World) -> list[int]:
    """How many needs, audit rows, kept answers and events there are."""
    tables: list[Any] = [Need, AuditEntry, Answer, outbox]
    counted = [select(func.count()).select_from(table) for table in tables]
    return list(world.look(lambda session: [session.scalar(query) for query in counted]))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_api_says_so_and_the_same_key_serves_again(impatient: World, trouble: Trouble) -> None:
    buyer = impatient.api("lead_firm")
    before = left(impatient)
    key = {"Idempotency_Key": "need-1"}
    with trouble(impatient):
        for _time in range(2):
            told = buyer.post("/needs", supplier_need(), **key)
            assert (told.status_code, told.json["code"]) == (503, "busy"), told.json
    assert told.mimetype == "application/problem+json"
    assert int(told.headers["Retry-After"]) > 0
    assert told.headers["X-Request-Id"]
    assert told.headers["Content-Security-Policy"]
    assert left(impatient) == before
    made = buyer.post("/needs", supplier_need(), **key)
    assert made.status_code == 201
    again = buyer.post("/needs", supplier_need(), **key)
    assert (again.status_code, again.json) == (201, made.json)
    assert left(impatient)[0] == before[0] + 1


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_page_says_so(impatient: World, trouble: Trouble) -> None:
    visitor = Visitor(impatient, impatient.person())
    visitor.get("/account")
    form = {"name": "Ana Limkova", "language": "en", "_revision": "1"}
    with trouble(impatient):
        told = visitor.post("/account", form)
        assert told.status_code == 503
        assert "The store is busy or away" in told.text
        assert int(told.headers["Retry-After"]) > 0
        assert told.headers["Content-Security-Policy"]
    assert "Ana Limkova" not in visitor.get("/account").text
    assert visitor.post("/account", form).status_code == 303


def test_reading_goes_on_beside_a_writer(impatient: World) -> None:
    with another_process_writes(impatient):
        assert impatient.anonymous().get("/needs").status_code == 200


def test_a_fault_of_ours_is_no_busy_store(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("x", None, _no_such_table())

    monkeypatch.setattr("marketplace.needs.services.create_need", wrong)
    assert world.api("lead_firm").post("/needs", supplier_need()).status_code == 500


def _no_such_table() -> sqlite3.OperationalError:
    wrong = pytest.raises(sqlite3.OperationalError)
    with closing(sqlite3.connect(":memory:")) as connection, wrong as caught:
        connection.execute("SELECT * FROM nowhere")
    return caught.value
