"""marketplace republish: record snapshots of everything again, for consumers to catch up with."""

from __future__ import annotations

import argparse
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("topic", nargs="?", help="one topic (default: all)")


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.recovery import republish
    from marketplace.wiring import build

    runtime = build(Settings.from_env())
    try:
        found: dict[str, Any] = dict(republish(runtime, options.topic))
    finally:
        runtime.close()
    return answer(options, found, (f"{topic}: {count} events" for topic, count in found.items()))
