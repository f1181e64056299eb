"""marketplace reindex: build search indexes beside the live ones, then swap."""

from __future__ import annotations

import argparse
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("index", nargs="?", help="one index (default: all)")


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.wiring import build

    runtime = build(Settings.from_env())
    try:
        found = _reindex(runtime, options.index)
    finally:
        runtime.close()
    return answer(options, found, (f"{index}: {n} documents" for index, n in found.items()))


def _reindex(runtime: Any, index: str | None) -> dict[str, Any]:
    """Here, or by the worker that holds the embedded index."""
    from events.pulse import alive
    from marketplace.operations.reindexing import ask
    from marketplace.recovery import reindex
    from search.ports import SearchUnavailable

    try:
        return dict(reindex(runtime, index))
    except SearchUnavailable:
        with runtime.sessions.read() as session:
            working = bool(alive(session))
        if not (working and runtime.settings.embedded):
            raise
        return dict(ask(runtime.sessions, index))
