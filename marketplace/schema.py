"""The database's schema: migrating it, and asking whether it is this version's."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from marketplace.config import Settings
from marketplace.db import engine_for
from marketplace.errors import Unavailable


def alembic_config(url: str) -> Config:
    """Alembic on the package's own migrations, wherever it is installed."""
    import migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["url"] = url
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Go up, or down, to the revision ("head": the newest; "base": nothing)."""
    config = alembic_config(url)
    script = ScriptDirectory.from_config(config)
    wanted = script.get_current_head() if revision == "head" else revision
    if wanted == "base" or _is_older(script, wanted, current(url)):
        command.downgrade(config, wanted or "base")
    else:
        command.upgrade(config, wanted or "head")


def current(url: str) -> str | None:
    """The revision that the database is at, None before the first."""
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def newest(url: str) -> str | None:
    """The revision that this version of the product needs."""
    return ScriptDirectory.from_config(alembic_config(url)).get_current_head()


def prepare(settings: Settings) -> None:
    """Make the tables of an empty store; raises Unavailable for one of another version."""
    settings.data.mkdir(parents=True, exist_ok=True)
    url = settings.sqlalchemy_url
    found = current(url)
    if found is None:
        migrate(url)
    elif found != newest(url):
        raise Unavailable(f"The database is at {found}; run `marketplace migrate` first.")


def _is_older(script: ScriptDirectory, wanted: str | None, present: str | None) -> bool:
    if present is None or wanted is None:
        return False
    return wanted != present and wanted in {
        step.revision for step in script.iterate_revisions(present, "base")
    }
