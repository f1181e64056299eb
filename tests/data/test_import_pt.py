"""The given Portuguese awards, imported whole through the command: `make test-data SHARED=…`."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from marketplace.cli import main
from marketplace.config import Settings
from marketplace.recovery import drain, verify
from marketplace.wiring import build

SECONDS = 120
CAUGHT_UP = 240
"""Seconds, on a busy machine."""


@pytest.fixture
def file() -> str:
    """The file's path; the folder of the given data is named by SHARED."""
    return str(Path(os.environ["SHARED"]) / "data" / "awards" / "awards_pt.csv.gz")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty DATA_DIR that the command takes."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name in ("DATABASE_URL", "BUS_URL", "SEARCH_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def command(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What the command prints with --json."""
    assert main(["import", "awards", *words, "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def counted(store: Path) -> dict[str, int]:
    """Rows of the store that an import makes."""
    questions = {
        "rows": "SELECT count(*) FROM award_history",
        "awards": "SELECT count(DISTINCT source_id) FROM award_history",
        "suppliers": "SELECT count(DISTINCT supplier_id) FROM award_history",
        "buyers": "SELECT count(DISTINCT buyer_id) FROM award_history",
        "organizations": "SELECT count(*) FROM organizations",
        "unclaimed": "SELECT count(*) FROM organizations WHERE state = 'unclaimed'",
        "events": "SELECT count(*) FROM outbox",
    }
    engine = create_engine(f"sqlite:///{store / 'marketplace.sqlite3'}")
    try:
        with engine.connect() as connection:
            return {name: connection.scalar(text(q)) or 0 for name, q in questions.items()}
    finally:
        engine.dispose()


def test_the_file_imports_whole_and_a_second_time_changes_nothing(
    file: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    report = command(capsys, file)
    assert time.monotonic() - began < SECONDS
    assert report == {
        "rows": 19_689,
        "loaded": 19_689,
        "unchanged": 0,
        "faults": [],
        "organizations_created": 8_675,
        "left_out": 0,
    }
    found = counted(store)
    events = found.pop("events")
    assert found == {
        "rows": 19_689,
        "awards": 19_147,
        "suppliers": 7_059,
        "buyers": 1_680,
        "organizations": 8_675,
        "unclaimed": 8_675,
    }
    assert events >= 19_689 + 8_675
    again = command(capsys, file)
    assert (again["loaded"], again["unchanged"]) == (0, 19_689)
    assert again["organizations_created"] == 0
    assert counted(store) == found | {"events": events}


def test_a_worker_catches_up_and_the_store_is_as_promised(
    file: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command(capsys, file)
    runtime = build(Settings.from_env())
    began = time.monotonic()
    drain(runtime, CAUGHT_UP)
    assert time.monotonic() - began < CAUGHT_UP
    assert verify(runtime) == []
    runtime.close()


def test_a_dry_run_says_the_same_and_leaves_the_store_empty(
    file: str, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = command(capsys, file, "--dry-run")
    assert (report["loaded"], report["organizations_created"]) == (19_689, 8_675)
    assert set(counted(store).values()) == {0}
