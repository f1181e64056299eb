"""A list as a file: CSV for programs and spreadsheets, XLSX for people."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Response

from marketplace.errors import Fault, Invalid
from marketplace.fields import zone

FORMATS = ("csv", "xlsx")
MOST = 5_000
"""Rows in one file; a list that is longer is narrowed by filters, or read through the API."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("text/csv", _XLSX)}
"""How the API's document describes such files."""

Column = tuple[str, Callable[[Any], Any]]
"""A heading and what stands under it, made of a row."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def table_response(
    rows: Iterable[Any], columns: Sequence[Column], filename: str, format: str
) -> Response:
    """The rows as a download named `filename` with the ending of the format.

    Numbers stay numbers, times are in the deployment's zone; raises Invalid for a format that
    there is not.
    """
    if format not in FORMATS:
        raise Invalid([Fault("/format", "Choose csv or xlsx.")])
    heads = [head for head, _ in columns]
    cells = ([_plain(value(row)) for _, value in columns] for row in rows)
    content = _csv(heads, cells) if format == "csv" else _xlsx(heads, cells)
    response = Response(content, mimetype="text/csv" if format == "csv" else _XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.{format}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _plain(value: Any) -> Any:
    """What a cell of either format holds: a number, a day, text or nothing."""
    if isinstance(value, datetime):
        return value.astimezone(zone()).strftime("%Y-%m-%d %H:%M")
    if value is None or isinstance(value, (int, float, Decimal, date)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        value = "; ".join(map(str, value))
    return _UNPRINTABLE.sub("", str(value))


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(_harmless, heads))
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Any) -> Any:
    """Text that a spreadsheet would take for a formula, marked as text."""
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"
        return made

    for row in (heads, *rows):
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
