"""Lists as files: safe in a spreadsheet, readable by programs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from marketplace.errors import Invalid
from marketplace.exports import table_response

ROWS = [
    {"name": "=1+1", "sum": Decimal("18.5"), "day": date(2027, 1, 30)},
    {"name": "Челик", "sum": -4, "day": datetime(2027, 1, 30, 11, tzinfo=UTC)},
    {"name": ["a", "b"], "sum": None, "day": None},
]
COLUMNS = [(key, lambda row, key=key: row[key]) for key in ("name", "sum", "day")]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_mark_numbers_and_no_formulas() -> None:
    response = table_response(ROWS, COLUMNS, "firms", "csv")
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert read_csv(response.data) == [
        ["name", "sum", "day"],
        ["'=1+1", "18.5", "2027-01-30"],
        ["Челик", "-4", "2027-01-30 12:00"],
        ["a; b", "", ""],
    ]
    assert response.headers["Content-Disposition"] == 'attachment; filename="firms.csv"'


def test_xlsx_keeps_types_and_takes_no_text_for_a_formula() -> None:
    sheet = load_workbook(io.BytesIO(table_response(ROWS, COLUMNS, "firms", "xlsx").data)).active
    assert sheet is not None
    cells = list(sheet.iter_rows())
    name, amount, day = (cell.value for cell in cells[1])
    assert (name, amount, str(day)[:10]) == ("=1+1", 18.5, "2027-01-30")
    assert cells[1][0].data_type == "s"
    assert cells[3][1].value is None


@given(st.lists(st.text(max_size=12), max_size=4))
def test_no_text_breaks_a_file_or_begins_a_formula(texts: list[str]) -> None:
    columns: list[Any] = [("text", lambda row: row)]
    rows = read_csv(table_response(texts, columns, "x", "csv").data)[1:]
    assert len(rows) == len(texts)
    assert not any(row and row[0][:1] in ("=", "+", "-", "@", "\t") for row in rows)


@pytest.mark.parametrize("format", ["pdf", "", "CSV"])
def test_other_formats_are_refused(format: str) -> None:
    with Flask(__name__).app_context(), pytest.raises(Invalid):
        table_response([], [], "x", format)
