"""marketplace rebuild: make the ledger's totals again from its entries."""

from __future__ import annotations

import argparse
from typing import Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument("what", choices=["totals"], help="totals: figures of jobs and revenue")


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    from marketplace.outcomes.projection import rebuild
    from marketplace.wiring import build

    runtime = build(Settings.from_env())
    try:
        with runtime.sessions.write() as session:
            firms = rebuild(session)
    finally:
        runtime.close()
    return answer(options, {"firms": firms}, [f"totals of {firms} firms"])
