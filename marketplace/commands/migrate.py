"""marketplace migrate: bring the database to this version, or to a named one."""

from __future__ import annotations

import argparse

from marketplace.config import Settings
from marketplace.schema import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="head", help="revision to end at (default: the newest)")


def run(options: argparse.Namespace) -> int:
    settings = Settings.from_env()
    settings.data.mkdir(parents=True, exist_ok=True)
    migrate(settings.sqlalchemy_url, options.to)
    return 0
