"""How commands answer: one JSON object with --json, lines for people without."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give the command the option."""
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def answer(
    options: argparse.Namespace, found: dict[str, Any], lines: Iterable[str]
) -> dict[str, Any] | int:
    """What the command's `run` returns: the object for --json, 0 after printing the lines."""
    if options.json:
        return found
    for line in lines:
        print(line)
    return 0
