"""marketplace verify: check that the store is as promised."""

from __future__ import annotations

import argparse
import json

from marketplace.commands.printing import add_json
from marketplace.config import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument(
        "--wait",
        type=float,
        default=60,
        metavar="S",
        help="let pending events have their effects for at most so many seconds (default: 60)",
    )


def run(options: argparse.Namespace) -> int:
    from marketplace.recovery import as_json, drain, verify
    from marketplace.wiring import build

    runtime = build(Settings.from_env())
    try:
        drain(runtime, options.wait)
        found = verify(runtime)
    finally:
        runtime.close()
    if options.json:
        print(json.dumps({"ok": not found, "violations": as_json(found)}, ensure_ascii=False))
    else:
        for violation in found:
            print(f"{violation.code}: {violation.what}")
        print(f"{len(found)} violations")
    return 1 if found else 0
