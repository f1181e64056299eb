"""Payroll lists: three languages, no personal numbers, no names in what comes out."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from marketplace.outcomes import payroll
from marketplace.outcomes.fte import Count
from marketplace.outcomes.payroll import BadList
from marketplace.outcomes.tables import CSV, XLSX, rows_of

FULL = Decimal(40)
ENGLISH = """Name,Start date,Hours per week,Sex,Age,Contract
Ana Petrovska,2019-03-01,40,f,41,permanent
Blagoja Ristov,2026-10-12,40,m,27,permanent
Cveta Ilieva,2026-10-12,20,female,33,fixed term
Drita Hoxha,2026-11-02,40,,,seasonal
Emil Kostov,2026-11-02,40,m,22,intern
"""


def read(text: str) -> payroll.Payroll | None:
    return payroll.read(rows_of(text.encode(), CSV), "secret")


def test_people_become_lines() -> None:
    found = read(ENGLISH)
    assert found
    assert found.staff(FULL) == Count(4, Decimal("3.5"))
    assert found.left_out == {"intern": 1}
    new = found.new(date(2026, 10, 1))
    lines = payroll.lines_of(new, FULL)
    assert {(one["contract"], one["sex"], one["age_band"], one["fte"]) for one in lines} == {
        ("permanent", "m", "15-29", "1"),
        ("temporary", "f", "30-54", "0.5"),
        ("seasonal", "unknown", "unknown", "1"),
    }


def test_nothing_that_comes_out_holds_a_name() -> None:
    found = read(ENGLISH)
    assert found
    told = repr(found) + repr(payroll.lines_of(found.people, FULL))
    told += repr(payroll.counts(found, found.people, FULL))
    assert not [name for name in ("Ana", "Ristov", "Hoxha", "Cveta") if name in told]


@pytest.mark.parametrize(
    "text",
    [
        "Име;Вработен од;Часови неделно;Пол\nАна Петровска;01.03.2019;40;ж\n",
        "Emri;Data e fillimit;Orë në javë;Gjinia\nAna Petrovska;01.03.2019;40;femër\n",
        "name\tsince\thours\tsex\nPETROVSKA Ana\t1.3.2019\t40,0\tF\n",
    ],
)
def test_the_same_person_in_another_script_and_language(text: str) -> None:
    wanted = payroll.key_of("Ana Petrovska", date(2019, 3, 1), "secret")
    found = read(text)
    assert found
    assert [(one.key, one.sex) for one in found.people] == [(wanted, "f")]


def test_the_key_needs_the_deployments_secret() -> None:
    known = payroll.key_of("Ana Petrovska", date(2019, 3, 1), "secret")
    assert payroll.key_of("Ana Petrovska", date(2019, 3, 1), "another") != known


def test_personal_numbers_are_refused() -> None:
    with pytest.raises(BadList, match="personal numbers"):
        read("Name,Start,Hours,EMBG\nAna,2019-03-01,40,0101990450007\n")


def test_rows_at_fault_are_named() -> None:
    with pytest.raises(BadList, match="Row 3"):
        read("Name,Start,Hours\nAna,2019-03-01,40\nBoro,soon,40\n")


def test_another_table_is_no_payroll_list() -> None:
    assert read("Item,Price\nScrew,4\n") is None
    assert payroll.read([], "secret") is None


def test_spreadsheets() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Since", "Hours"])
    sheet.append(["Ana Petrovska", date(2019, 3, 1), 20])
    out = io.BytesIO()
    book.save(out)
    found = payroll.read(rows_of(out.getvalue(), XLSX), "secret")
    assert found
    assert found.staff(FULL) == Count(1, Decimal("0.5"))
    assert rows_of(b"PK no book", XLSX) == []


def test_ages() -> None:
    assert [payroll.age_band(one) for one in ("29", 30, "30–54", "55+", "old", 7)] == [
        "15-29",
        "30-54",
        "30-54",
        "55+",
        "unknown",
        "unknown",
    ]
