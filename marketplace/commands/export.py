"""marketplace export: contracting processes (OCDS), results (IATI, tables) as files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marketplace.commands.printing import add_json, answer
from marketplace.config import Settings

if TYPE_CHECKING:
    from marketplace.standards.files import Report

WHAT = {
    "ocds": "contracting processes in OCDS 1.1",
    "iati": "the programme and its results in IATI 2.03",
    "results": "values of indicators with their definitions, CSV and JSON",
}


def configure(parser: argparse.ArgumentParser) -> None:
    told = "; ".join(f"{name}: {says}" for name, says in WHAT.items())
    parser.add_argument("what", choices=WHAT, help=told)
    parser.add_argument("--period", metavar="P", help="a year or quarter, such as FY2027-Q1")
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path(), help="default: here")
    parser.add_argument(
        "--public", action="store_true", help="ocds: only what everybody may read on the pages"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> dict[str, Any] | int:
    report = export(Settings.from_env(), options)
    found = {"folder": str(report.folder), "files": report.files, **report.counts}
    return answer(options, found | {"notes": report.said}, _lines(report))


def export(settings: Settings, options: argparse.Namespace) -> Report:
    """Write the files of the store of these settings."""
    from marketplace.db import SessionFactory, engine_for
    from marketplace.policy import OPERATOR
    from marketplace.schema import prepare
    from marketplace.standards import naming

    prepare(settings)
    sessions = SessionFactory(engine_for(settings.sqlalchemy_url), settings=settings)
    try:
        with sessions.read() as session:
            span = _span(session, options.period)
            report = _write(session, OPERATOR, options, span)
    finally:
        sessions.engine.dispose()
    if options.what != "results":
        report.said += naming.unregistered(settings)
    return report


def _write(session: Any, actor: Any, options: argparse.Namespace, span: Any) -> Report:
    from marketplace.standards.aid import export_iati
    from marketplace.standards.contracting import export_ocds
    from marketplace.standards.tables import export_results

    if options.what == "ocds":
        return export_ocds(session, actor, options.out, span=span, public=options.public)
    export = {"iati": export_iati, "results": export_results}[options.what]
    return export(session, actor, options.out, span=span)


def _span(session: Any, text: str | None) -> Any:
    """The period as the outcomes' calendar has it."""
    from marketplace.errors import DomainError
    from marketplace.outcomes.setting import calendar

    if text is None:
        return None
    years = calendar(session)
    try:
        return years.span(years.read(text))
    except ValueError:
        form = years.quarter(years.span(years.year(2027)).starts)
        raise DomainError(f"--period {text}: no period; write one such as {form}.") from None


def _lines(report: Report) -> list[str]:
    counted = ", ".join(f"{number} {kind}" for kind, number in report.counts.items())
    files = [f"{report.folder / name}" for name in report.files]
    return [counted or "nothing to tell: no file was written", *files, *report.said]
