"""marketplace evaluate suppliers: how well the product's own ranking finds known winners."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    suppliers = what.add_parser("suppliers", help="suppliers of later tenders, by past awards")
    suppliers.add_argument("file", type=Path, help="an award history, as `import awards` takes it")
    suppliers.add_argument(
        "--split", type=day, required=True, metavar="DATE", help="awards before it are history"
    )
    suppliers.add_argument(
        "--tune-from", type=day, metavar="DATE", help="rank tenders from here to the split instead"
    )
    suppliers.add_argument(
        "--cold", type=share, metavar="SHARE", help="hide the history of this share of suppliers"
    )
    suppliers.add_argument("--seed", type=int, metavar="N", help="which suppliers are hidden")
    suppliers.add_argument("--json", action="store_true", help="one JSON object on standard output")


def day(text: str) -> date:
    return date.fromisoformat(text)


def share(text: str) -> float:
    number = float(text)
    if not 0 < number < 1:
        raise ValueError("must lie between 0 and 1")
    return number


def run(options: argparse.Namespace) -> int | dict[str, Any]:
    from marketplace.wiring import evaluate_suppliers

    report = evaluate_suppliers(
        options.file,
        options.split,
        tune_from=options.tune_from,
        cold=options.cold,
        seed=options.seed,
    )
    if options.json:
        return report
    for name, value in report.items():
        numbers = value.items() if isinstance(value, dict) else [("", value)]
        print(name, *(f"{key} {number:.4g}".strip() for key, number in numbers))
    return 0
