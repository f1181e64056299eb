"""The cells of an uploaded list, CSV or XLSX, as text, numbers and days."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import islice
from typing import Any

from marketplace.outcomes.payroll import MOST_ROWS

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CELLS = 60


def rows_of(content: bytes, media_type: str) -> list[Sequence[Any]]:
    """The first sheet's rows, no more than a list may have; none for a file that cannot be read."""
    if media_type == CSV:
        return _of_csv(content)
    return _of_xlsx(content) if media_type == XLSX else []


def _of_csv(content: bytes) -> list[Sequence[Any]]:
    text = content.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    return [row[:MOST_CELLS] for row in islice(reader, MOST_ROWS + 1)]


def _of_xlsx(content: bytes) -> list[Sequence[Any]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        return []
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_CELLS, values_only=True)
        return [list(row) for row in rows]
    finally:
        book.close()
