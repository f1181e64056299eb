"""Migrations are linear, and lead to the models' tables and back, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from marketplace.db import engine_for
from marketplace.schema import alembic_config, current, migrate, newest
from migrations.metadata import METADATA


def differences(url: str) -> list[Any]:
    """What the models have and the database lacks, or the other way round."""
    engine = engine_for(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [one for metadata in METADATA for one in _of(context, metadata)]
    engine.dispose()
    return found


def _of(context: MigrationContext, metadata: Any) -> list[Any]:
    own = set(metadata.tables)
    context.opts["include_object"] = lambda obj, name, kind, *_: (
        name in own if kind == "table" else True
    )
    return compare_metadata(context, metadata)


def tables(url: str) -> set[str]:
    engine = engine_for(url)
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return found


def up_and_down(url: str) -> None:
    migrate(url)
    assert current(url) == newest(url)
    assert differences(url) == []
    assert tables(url) == {name for metadata in METADATA for name in metadata.tables}
    steps = list(ScriptDirectory.from_config(alembic_config(url)).walk_revisions())
    for step in steps:
        migrate(url, step.down_revision or "base")
    assert tables(url) == set()
    migrate(url)
    assert current(url) == newest(url)


def test_they_are_numbered_and_linear(tmp_path: Path) -> None:
    script = ScriptDirectory.from_config(alembic_config(f"sqlite:///{tmp_path / 'x'}"))
    assert len(script.get_heads()) == 1
    numbers = [step.revision for step in reversed(list(script.walk_revisions()))]
    assert numbers == [f"{place:04d}" for place in range(1, len(numbers) + 1)]


def test_up_and_down_on_sqlite(tmp_path: Path) -> None:
    up_and_down(f"sqlite:///{tmp_path / 'store.sqlite3'}")


@pytest.mark.servers
def test_up_and_down_on_postgres(new_postgres_database: Callable[[str], str]) -> None:
    up_and_down(new_postgres_database("migrations"))
