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
    from marketplace.cli import CommandError
    from marketplace.recovery import reindex
    from marketplace.wiring import build
    from search.ports import SearchUnavailable

    runtime = build(Settings.from_env())
    try:
        found: dict[str, Any] = dict(reindex(runtime, options.index))
    except SearchUnavailable as error:
        raise CommandError(str(error)) from error
    finally:
        runtime.close()
    return answer(options, found, (f"{index}: {n} documents" for index, n in found.items()))
