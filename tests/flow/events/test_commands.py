"""Commands of whoever runs the platform: one JSON object, exit statuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openapi_spec_validator import validate
from sqlalchemy import delete

from events.deadletters import bury
from events.outbox import from_row
from events.tables import inbox, outbox
from marketplace.cli import main
from marketplace.config import Settings
from marketplace.wiring import build
from marketplace.worker import Worker
from tests.support.kernel import wait_for
from tests.support.needs import supplier_need
from tests.support.world import World


class Command:
    """Runs commands on the store of a test, as the shell would."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        status = main(words)
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: str) -> Any:
        status, out, err = self(*words, "--json")
        assert status == 0, err
        assert out.count("\n") == 1
        return json.loads(out)


@pytest.fixture
def run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("DATA_DIR", settings.data_dir)
    monkeypatch.setattr("marketplace.cli._configure_logging", lambda: None)
    return Command(capsys)


@pytest.fixture
def published(world: World) -> str:
    """A published need whose events nobody handled yet; the command's own store."""
    buyer = world.api("lead_firm")
    need: dict[str, Any] = buyer.post("/needs", supplier_need()).json
    assert buyer.post(f"/needs/{need['id']}/publish").status_code == 200
    world.runtime.ports.search.close()
    return str(need["id"])


def test_status_tells_versions_lag_outbox_and_index(run: Command, published: str) -> None:
    found = run.json("status")
    assert found["stack"] == "embedded"
    assert found["database"]["revision"] == found["database"]["needed"]
    assert found["outbox"]["depth"] == 1
    assert found["lag"]["matching"] == 1
    assert found["dead_letters"] == {}
    assert "needs" in found["index"]
    status, out, _ = run("status")
    assert status == 0
    assert "outbox       1 events" in out


def test_verify_drains_first_and_then_finds_nothing(run: Command, published: str) -> None:
    run("republish", "organizations")
    status, out, _ = run("verify", "--json", "--wait", "60")
    assert (status, json.loads(out)) == (0, {"ok": True, "violations": []})
    assert run.json("status")["lag"]["matching"] == 0


def test_verify_without_waiting_names_what_is_pending(run: Command, published: str) -> None:
    status, out, _ = run("verify", "--wait", "0")
    assert status == 1
    assert "lag: matching: 1 events to handle" in out
    assert "violations" in out.splitlines()[-1]


def test_reindex_and_republish_tell_counts(run: Command, published: str) -> None:
    assert run.json("reindex", "needs") == {"needs": 1}
    assert run.json("republish", "needs") == {"needs": 1}
    status, _, err = run("republish", "gossip")
    assert status == 1
    assert "no such topic" in err


def test_dead_letters_are_listed_shown_retried_and_discarded(
    run: Command, world: World, published: str
) -> None:
    world.deliver()
    world.runtime.ports.search.close()
    with world.sessions.write() as session:
        row = session.execute(outbox.select().where(outbox.c.type == "need.published")).one()
        for name in ("profile-demands", "notifications"):
            session.execute(delete(inbox).where(inbox.c.consumer == name))
            bury(session, name, from_row(row), ValueError("no room"), attempts=3)
    items = run.json("dead-letters", "list")["items"]
    assert [item["consumer"] for item in items] == ["profile-demands", "notifications"]
    assert run.json("dead-letters", "show", "1")["content"]["key"] == f"need/{published}"
    assert run.json("dead-letters", "retry", "--consumer", "profile-demands") == {
        "done": 1,
        "failed": {},
    }
    assert run.json("dead-letters", "discard", "2", "--reason", "told by hand")["discarded"] == 2
    assert run.json("dead-letters", "list") == {"items": []}
    status, _, err = run("dead-letters", "show", "99")
    assert status == 1
    assert "no such dead letter" in err


def test_a_worker_that_runs_does_what_is_asked_of_it(
    run: Command, world: World, settings: Settings, published: str
) -> None:
    """It holds the index's lock, as in another process."""
    runtime = build(settings)
    worker = Worker(runtime).start()
    wait_for(lambda: not run.json("status")["lag"]["matching"])
    with world.sessions.write() as session:
        row = session.execute(outbox.select().where(outbox.c.type == "need.published")).one()
        session.execute(delete(inbox).where(inbox.c.consumer == "search-needs"))
        bury(session, "search-needs", from_row(row), ValueError("no room"), attempts=3)
    assert run.json("reindex", "needs") == {"needs": 1}
    assert run.json("dead-letters", "retry", "1") == {"done": 1, "failed": {}}
    worker.stop()
    runtime.close()


def test_the_documents_are_valid(run: Command) -> None:
    _, out, _ = run("openapi")
    document = json.loads(out)
    validate(document)
    assert document["openapi"].startswith("3.1")
    _, out, _ = run("asyncapi")
    assert json.loads(out)["asyncapi"] == "3.0.0"


def test_a_wrong_mix_of_addresses_is_refused(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://somewhere/x")
    status, _, err = run("status")
    assert status == 1
    assert "BUS_URL" in err
    with pytest.raises(SystemExit) as wrong:
        main(["status", "--no-such-option"])
    assert wrong.value.code == 2
