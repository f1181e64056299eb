"""Backup and restore of the embedded stack, each one command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from marketplace.backup import NotEmpty, backup, restore
from marketplace.cli import main
from marketplace.config import Settings
from marketplace.erasures import erased, reapply
from marketplace.errors import DomainError
from marketplace.recovery import reindex, republish, verify
from marketplace.wiring import build
from matching.tables import metadata as matching
from tests.support.needs import supplier_need
from tests.support.world import World

PROJECTIONS = [table.name for table in matching.sorted_tables if table.name != "matching_clock"]
PROJECTIONS += ["shortlists", "shortlist_entries", "profile_demands"]
MOVES = {"changed", "computed_at", "revision", "seen", "id", "hash"}
"""Columns that tell when and how often something was made, not what."""


@pytest.fixture
def lived_in(world: World) -> World:
    buyer, firm = world.api("lead_firm"), world.api("msme")
    republish(world.runtime, "organizations")
    need = buyer.post("/needs", supplier_need()).json
    buyer.post(f"/needs/{need['id']}/publish")
    path = f"/organizations/{firm.organization}/profile"
    content = {"summary": "Brackets", "capabilities": [{"text": "Steel brackets"}]}
    firm.put(path, content, If_Match=firm.get(path).headers["ETag"])
    world.runtime.ports.files.put("aa-evidence", b"kept")
    world.deliver()
    return world


def projections(world: World) -> dict[str, list[Any]]:
    """Each table's rows, without when and how often they were made, in one order."""

    def rows(session: Any, table: str) -> list[Any]:
        found = session.execute(text(f"SELECT * FROM {table}")).mappings()
        kept = [{k: v for k, v in row.items() if k not in MOVES} for row in found]
        return sorted(json.dumps(row, sort_keys=True, default=str) for row in kept)

    return world.look(lambda s: {table: rows(s, table) for table in PROJECTIONS})


def elsewhere(settings: Settings, folder: Path) -> Settings:
    return Settings(data_dir=str(folder), secret_key=settings.secret_key)


def test_a_restored_store_replayed_from_nothing_has_identical_projections(
    lived_in: World, settings: Settings, tmp_path: Path
) -> None:
    archive = tmp_path / "store.tar.gz"
    assert backup(settings, archive) > 1000
    other = elsewhere(settings, tmp_path / "other")
    restore(other, archive)
    copy = World(build(other, clock=lived_in.clock), lived_in.clock)
    before = projections(lived_in)
    assert projections(copy) == before
    with copy.sessions.write() as session:
        for table in reversed(PROJECTIONS):
            session.execute(text(f"DELETE FROM {table}"))
    republish(copy.runtime)
    copy.deliver()
    reindex(copy.runtime)
    after = projections(copy)
    runs = "matching_runs"
    assert set(after.pop(runs)) <= set(before.pop(runs)) | set(projections(copy)[runs])
    assert after == before
    assert verify(copy.runtime) == []
    with copy.runtime.ports.files.open("aa-evidence") as kept:
        assert kept.read() == b"kept"
    copy.runtime.close()


def test_a_store_in_use_is_replaced_only_when_forced(
    lived_in: World, settings: Settings, tmp_path: Path
) -> None:
    archive = tmp_path / "store.tar.gz"
    backup(settings, archive)
    with pytest.raises(NotEmpty):
        restore(settings, archive)


def test_what_is_no_backup_changes_nothing(
    lived_in: World, settings: Settings, tmp_path: Path
) -> None:
    nonsense = tmp_path / "nonsense.tar.gz"
    nonsense.write_bytes(b"not an archive")
    with pytest.raises(DomainError, match="no backup"):
        restore(settings, nonsense, force=True)
    assert (settings.data / "marketplace.sqlite3").exists()


def test_the_command_erases_again_what_was_erased_since(
    lived_in: World,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    person = lived_in.person()
    monkeypatch.setenv("DATA_DIR", settings.data_dir)
    monkeypatch.setattr("marketplace.cli._configure_logging", lambda: None)
    archive = tmp_path.parent / f"{tmp_path.name}.tar.gz"
    assert main(["backup", str(archive)]) == 0
    assert reapply(lived_in.sessions, [f"user/{person}"]) == 1
    lived_in.runtime.close()
    assert main(["restore", str(archive)]) == 1
    assert "--force" in capsys.readouterr().err
    assert main(["restore", str(archive), "--force", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["erased"] == 1
    assert told["indexed"]["needs"] == 1
    assert lived_in.look(erased) == [f"user/{person}"]
    archive.unlink()
