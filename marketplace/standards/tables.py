"""Values of indicators with their definitions, as a table and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from marketplace.outcomes import closing, public, setting, sheets
from marketplace.outcomes.amounts import plain
from marketplace.outcomes.catalogue import ALL as ALL_INDICATORS
from marketplace.outcomes.periods import ALL, Span
from marketplace.policy import Actor, require
from marketplace.standards.figures import Cell, Figures
from marketplace.standards.files import Report, as_json, exported

FILES = ("results.csv", "results.json")
COLUMNS = (
    *("indicator", "name", "unit", "period", "starts", "ends", "dimension", "bucket"),
    *("value", "target", "waiting", "firms", "of", "numerator", "denominator", "mean"),
    *("entries", "as_locked"),
)
"""Of the table; docs/standards.md says what each holds."""
TEXTS = ("name", "bucket")
FORMULA = ("=", "+", "-", "@")


def export_results(
    session: Session, actor: Actor, folder: Path, *, span: Span | None = None
) -> Report:
    """Every figure that is not empty, by year and for the whole, or of one period; all cuts, since
    it is the programme's own file."""
    require(actor, "standards.export")
    rows = list(values(session, span))
    with exported(folder, FILES) as report:
        report.write("results.csv", _csv(rows))
        report.write("results.json", _document(session, rows))
        report.count("indicators", len(ALL_INDICATORS))
        report.count("values", len(rows))
    return report


def as_table(session: Session, span: Span | None = None) -> bytes:
    """The file results.csv."""
    return _csv(list(values(session, span)))


def as_document(session: Session, span: Span | None = None) -> bytes:
    """The file results.json: rows, and the sheets that say what they mean."""
    return _document(session, list(values(session, span)))


def _document(session: Session, rows: Sequence[dict[str, Any]]) -> bytes:
    told = [public.sheet(session, one) for one in sheets.every(session)]
    return as_json({"indicators": told, "values": rows})


def values(session: Session, span: Span | None = None) -> Iterator[dict[str, Any]]:
    """A row for each cell with a figure or a target, as COLUMNS has it; numbers as decimal text."""
    figures = Figures(session, span)
    for sheet in figures.sheets:
        for one in figures.spans:
            for cell in figures.cells(sheet, one, list(sheet.indicator.dimensions)):
                if cell.told or cell.total.waiting_entries:
                    yield _row(session, cell)


def _row(session: Session, cell: Cell) -> dict[str, Any]:
    found, span = cell.total, cell.span
    return {
        "indicator": cell.sheet.code,
        "name": cell.sheet.name,
        "unit": setting.unit_of(session, cell.sheet.indicator.unit),
        "period": span.code,
        "starts": span.starts.isoformat(),
        "ends": span.ends.isoformat(),
        "dimension": found.dimension,
        "bucket": found.bucket,
        "value": _plain(cell.reached),
        "target": _plain(cell.target),
        "waiting": _plain(found.waiting),
        "firms": found.firms,
        "of": found.of,
        "numerator": _plain(found.numerator),
        "denominator": _plain(found.denominator),
        "mean": _plain(found.mean),
        "entries": found.entries,
        "as_locked": _as_locked(session, cell),
    }


def _as_locked(session: Session, cell: Cell) -> str | None:
    """What stood when the period was locked, where later corrections moved it."""
    if cell.span.code == ALL or cell.total.dimension:
        return None
    restated = closing.restated(session, cell.span.code, cell.sheet.code)
    return _plain(restated[0]) if restated else None


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """UTF-8, commas, lines as RFC 4180 has them; what is not known is empty. What a spreadsheet
    would take for a formula is marked as text."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for row in rows:
        marked = {name: f"'{row[name]}" for name in TEXTS if row[name].startswith(FORMULA)}
        writer.writerow(row | marked)
    return out.getvalue().encode()
