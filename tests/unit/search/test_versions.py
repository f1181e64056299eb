"""Version stores keep what they are told, in memory and in a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from search.sql_versions import SqlVersions
from search.tables import metadata
from search.versions import MemoryVersions, VersionStore


@pytest.fixture(params=["memory", "sqlite"])
def versions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VersionStore]:
    if request.param == "memory":
        yield MemoryVersions()
        return
    engine = create_engine(f"sqlite:///{tmp_path / 'versions.sqlite3'}")
    metadata.create_all(engine)
    yield SqlVersions(engine.begin)
    engine.dispose()


def test_unknown_ids_are_left_out(versions: VersionStore) -> None:
    versions.record("needs", {"a": 3})
    assert versions.known("needs", ["a", "b"]) == {"a": 3}
    assert versions.known("needs", []) == {}


def test_the_last_record_stands(versions: VersionStore) -> None:
    versions.record("needs", {"a": 3, "b": 1})
    versions.record("needs", {"a": 2})
    assert versions.known("needs", ["a", "b"]) == {"a": 2, "b": 1}


def test_indexes_are_apart(versions: VersionStore) -> None:
    versions.record("needs", {"a": 3})
    assert versions.known("services", ["a"]) == {}


def test_more_ids_than_a_statement_takes(versions: VersionStore) -> None:
    many = {f"id{number}": number for number in range(1700)}
    versions.record("needs", many)
    assert versions.known("needs", list(many)) == many
