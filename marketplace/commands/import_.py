"""marketplace import awards: an organisation's award history, CSV or OCDS, into the store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from marketplace.config import Settings
from marketplace.db import SessionFactory, engine_for


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    awards = what.add_parser("awards", help="past awards: CSV, or OCDS as JSON or JSON lines")
    awards.add_argument("file", type=Path, help="the file, plain or gzipped")
    awards.add_argument("--dry-run", action="store_true", help="say what would be loaded")
    awards.add_argument("--private", action="store_true", help="rank by it only for its buyer")
    awards.add_argument(
        "--organization", metavar="ID", help="whose own history it is; other buyers are faults"
    )
    awards.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(options: argparse.Namespace) -> int | dict[str, Any]:
    report = load(Settings.from_env(), options)
    if options.json:
        return report
    for fault in report["faults"]:
        print(f"line {fault['line']}: {fault['reason']}")
    print(
        f"{report['rows']} rows: {report['loaded']} loaded, {report['unchanged']} unchanged,"
        f" {len(report['faults'])} at fault, {report['left_out']} natural persons left out;"
        f" {report['organizations_created']} organisations created"
    )
    return 0


def load(settings: Settings, options: argparse.Namespace) -> dict[str, Any]:
    """Import the file into the store of these settings; what became of its rows."""
    from marketplace.awards.loading import Terms
    from marketplace.awards.services import import_file
    from marketplace.policy import OPERATOR
    from marketplace.schema import prepare
    from marketplace.wiring import read_awards

    prepare(settings)
    sessions = SessionFactory(engine_for(settings.sqlalchemy_url), settings=settings)
    try:
        counts = import_file(
            sessions,
            OPERATOR,
            Terms(options.organization, options.private),
            read_awards(options.file),
            dry_run=options.dry_run,
        )
    finally:
        sessions.engine.dispose()
    return {
        "rows": counts.read,
        "loaded": counts.loaded,
        "unchanged": counts.unchanged,
        "faults": [{"line": line, "reason": reason} for line, reason in counts.faults],
        "organizations_created": counts.organizations_created,
        "left_out": counts.left_out,
    }
