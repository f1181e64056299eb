"""Award histories: rows, and faults with their line and reason."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from matching.awards import AwardRow, Fault, UnreadableFile, read_awards

GOOD = {
    "award_id": "A1", "date": "2024-01-03", "date_published": "2024-01-05", "buyer_id": "B1",
    "buyer": "Town", "title": "Road repair", "cpv": "45233142", "region": "Porto",
    "municipality": "Maia", "value": "1000.50", "currency": "EUR", "supplier_id": "S1",
    "supplier": "Roads Lda", "supplier_kind": "company", "category": "works",
}  # fmt: skip


def write(path: Path, *rows: dict[str, str]) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(GOOD))
    writer.writeheader()
    writer.writerows(rows)
    raw = text.getvalue().encode()
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


@pytest.mark.parametrize("name", ["awards.csv", "awards.csv.gz"])
def test_a_row_is_read_from_plain_and_packed_files(tmp_path: Path, name: str) -> None:
    (row,) = read_awards(write(tmp_path / name, GOOD))
    assert isinstance(row, AwardRow)
    assert (row.line, row.award_id, row.title) == (2, "A1", "Road repair")
    assert row.day.isoformat() == "2024-01-05"
    assert row.award().value == 1000.5


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"award_id": ""}, "award_id"),
        ({"title": "abc"}, "shorter than 4"),
        ({"buyer_id": "", "buyer": ""}, "no buyer"),
        ({"supplier_id": "", "supplier": ""}, "no supplier"),
        ({"date": "", "date_published": ""}, "no date"),
        ({"date": "03/01/2024"}, "not a date"),
        ({"value": "much"}, "not an amount"),
        ({"value": "inf"}, "not an amount"),
        ({"supplier_kind": "person"}, "never imported"),
    ],
)
def test_a_row_at_fault_is_reported_and_the_others_load(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    path = write(tmp_path / "awards.csv", GOOD, GOOD | change, GOOD | {"award_id": "A3"})
    first, fault, last = read_awards(path)
    assert isinstance(fault, Fault)
    assert fault.line == 3
    assert reason in fault.reason
    assert isinstance(first, AwardRow)
    assert isinstance(last, AwardRow)


def test_a_line_counts_from_where_the_row_begins(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", GOOD | {"title": "two\nlines of title"}, GOOD | {"title": ""})
    row, fault = read_awards(path)
    assert (row.line, fault.line) == (2, 4)


def test_columns_may_be_missing_or_empty(tmp_path: Path) -> None:
    few = ["award_id", "title", "buyer_id", "buyer", "supplier_id", "supplier", "date"]
    path = tmp_path / "few.csv"
    path.write_text(",".join(few) + "\nA1,Купување на столчиња,,Скопје,,Дрво ДОО,2024-01-03\n")
    (row,) = read_awards(path)
    assert isinstance(row, AwardRow)
    assert row.buyer_id == "name:скопје"
    assert row.cpv == ""


def test_a_file_that_is_no_history_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UnreadableFile, match="award_id"):
        list(read_awards(path))


def release(**changes: Any) -> dict[str, Any]:
    return {
        "ocid": "ocds-1",
        "date": "2024-02-01T10:00:00Z",
        "buyer": {"id": "B1", "name": "Town"},
        "parties": [
            {"id": "B1", "address": {"region": "Porto", "locality": "Maia"}},
            {"id": "P1", "details": {"legalEntityTypeDetail": {"description": "individual"}}},
        ],
        "tender": {
            "title": "Road repair",
            "mainProcurementCategory": "works",
            "items": [{"classification": {"scheme": "CPV", "id": "45233142"}}],
        },
        "awards": [
            {
                "id": "1",
                "date": "2024-01-20T00:00:00Z",
                "status": "active",
                "value": {"amount": 1000, "currency": "EUR"},
                "suppliers": [{"id": "S1", "name": "Roads Lda"}, {"id": "S2", "name": "Tar SA"}],
            }
        ],
    } | changes


@pytest.mark.parametrize(
    "shape",
    [
        lambda r: {"releases": [r]},
        lambda r: {"records": [{"ocid": "ocds-1", "compiledRelease": r}]},
        lambda r: [r],
        lambda r: r,
    ],
)
def test_ocds_in_every_package(tmp_path: Path, shape: Any) -> None:
    path = tmp_path / "awards.json"
    path.write_text(json.dumps(shape(release())))
    first, second = read_awards(path)
    assert isinstance(first, AwardRow)
    assert isinstance(second, AwardRow)
    assert (first.title, first.cpv, first.region) == ("Road repair", "45233142", "Porto")
    assert (first.supplier_id, second.supplier_id) == ("S1", "S2")
    assert first.value == "1000"


def test_ocds_lines_report_the_line_at_fault(tmp_path: Path) -> None:
    path = tmp_path / "awards.jsonl"
    void = release(awards=[{"id": "2", "status": "cancelled", "suppliers": [{"id": "S1"}]}])
    path.write_text("\n".join([json.dumps(release()), "{broken", json.dumps(void)]))
    found = list(read_awards(path))
    assert [type(f).__name__ for f in found] == ["AwardRow", "AwardRow", "Fault"]
    assert found[2].line == 2


def test_an_ocds_file_without_releases_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "awards.json"
    path.write_text('{"something": "else"}')
    with pytest.raises(UnreadableFile):
        list(read_awards(path))
