"""marketplace topics: make the Kafka topics that are missing, with partitions and retention."""

from __future__ import annotations

import argparse
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from events.errors import Transient
    from events.kafka.topics import ensure_topics
    from marketplace.cli import CommandError
    from marketplace.wiring import kafka_config

    settings = Settings.from_env()
    if settings.embedded:
        return answer(options, {"made": []}, ["the embedded stack has no topics"])
    try:
        made = ensure_topics(kafka_config(settings))
    except Transient as error:
        raise CommandError(str(error)) from error
    return answer(options, {"made": made}, [*(f"made {name}" for name in made)])
