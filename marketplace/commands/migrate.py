"""marketplace migrate: bring the database to this version, or to a named one."""

from __future__ import annotations

import argparse
import sys

from marketplace.config import Settings
from marketplace.schema import migrate


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", default="head", help="revision to end at (default: the newest)")


def run(options: argparse.Namespace) -> int:
    settings = Settings.from_env()
    settings.data.mkdir(parents=True, exist_ok=True)
    migrate(settings.sqlalchemy_url, options.to)
    if not settings.embedded and options.to == "head":
        _make_topics(settings)
    return 0


def _make_topics(settings: Settings) -> None:
    """Those that are missing. A broker away is no reason to stop: consumers make them too."""
    from events.errors import Transient
    from events.kafka.topics import ensure_topics
    from marketplace.wiring import kafka_config

    try:
        ensure_topics(kafka_config(settings))
    except Transient as error:
        print(f"topics not made yet: {error}", file=sys.stderr)
