"""marketplace restore: bring the embedded store back from a backup, and build its index."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("file", type=Path, help="an archive that `backup` wrote")
    parser.add_argument("--force", action="store_true", help="replace what DATA_DIR holds")
    parser.add_argument(
        "--erasures",
        type=Path,
        metavar="LIST",
        help="subjects erased since the backup, one a line (user/ID), beside those that the "
        "replaced store knows",
    )


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.backup import restore
    from marketplace.erasures import reapply
    from marketplace.recovery import reindex
    from marketplace.wiring import build

    settings = Settings.from_env()
    subjects = _erased_here(settings)
    if options.erasures:
        subjects += options.erasures.read_text().splitlines()
    restore(settings, options.file, force=options.force)
    runtime = build(settings)
    try:
        erased = reapply(runtime.sessions, subjects)
        indexed = reindex(runtime)
    finally:
        runtime.close()
    found = {"restored": str(options.file), "erased": erased, "indexed": indexed}
    return answer(options, found, [f"restored to {settings.data}", f"indexed {indexed}"])


def _erased_here(settings: Settings) -> list[str]:
    """What the store that will be replaced has erased."""
    from sqlalchemy.exc import SQLAlchemyError

    from marketplace.backup import DATABASE
    from marketplace.db import SessionFactory, engine_for
    from marketplace.erasures import erased

    if not settings.embedded or not (settings.data / DATABASE).exists():
        return []
    engine = engine_for(settings.sqlalchemy_url)
    try:
        with SessionFactory(engine).read() as session:
            return erased(session)
    except SQLAlchemyError as error:
        print(f"the replaced store cannot be read: {error}", file=sys.stderr)
        return []
    finally:
        engine.dispose()
