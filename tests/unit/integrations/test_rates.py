"""Exchange rates out of a file and from the central bank, and what is converted by them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import requests
import responses

from events.errors import Transient
from integrations.rates import SERVICE, BadRates, BankRates, FileRates
from marketplace.converting import convert
from marketplace.errors import Conflict

FRIDAY, SUNDAY = date(2024, 2, 2), date(2024, 2, 4)
ROWS = [
    {"rbr": 1, "datum": "2024-02-01T00:00:00", "oznaka": "EUR", "nomin": 1, "sreden": 61.6},
    {"rbr": 1, "datum": "2024-02-02T00:00:00", "oznaka": "EUR", "nomin": 1, "sreden": 61.5},
    {"rbr": 2, "datum": "2024-02-02T00:00:00", "oznaka": "JPY ", "nomin": 100, "sreden": 38.5},
]


def file(tmp_path: Path, text: str) -> FileRates:
    path = tmp_path / "rates.csv"
    path.write_text(text)
    return FileRates(path)


def test_a_file_gives_the_newest_rate_up_to_the_day(tmp_path: Path) -> None:
    rates = file(
        tmp_path, "day,currency,rate,unit\n2024-02-02,EUR,61.5,\n2024-02-02,JPY,38.5,100\n"
    )
    found = rates.rate("EUR", SUNDAY)
    assert found is not None
    assert (found.value, found.day) == (Decimal("61.5"), FRIDAY)
    assert rates.rate("EUR", date(2024, 2, 1)) is None
    assert rates.rate("EUR", date(2024, 3, 1)) is None, "a month old says nothing of that day"
    yen = rates.rate("JPY", FRIDAY)
    assert yen is not None
    assert yen.value == Decimal("0.385")


def test_a_file_is_read_again_when_it_changes_and_may_be_absent(tmp_path: Path) -> None:
    rates = FileRates(tmp_path / "rates.csv")
    assert rates.rate("EUR", FRIDAY) is None
    file(tmp_path, "day,currency,rate\n2024-02-02,EUR,61.5\n")
    assert rates.rate("EUR", FRIDAY) is not None


@pytest.mark.parametrize("row", ["2024-02-02,EUR,much", "2nd of May,EUR,61", "2024-02-02,EUR,-1"])
def test_a_bad_line_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(BadRates, match=r"rates\.csv, line 2"):
        file(tmp_path, f"day,currency,rate\n{row}\n").rate("EUR", FRIDAY)


@responses.activate
def test_the_bank_is_asked_for_the_days_before_and_a_listed_day_once() -> None:
    asked = {"StartDate": "23.01.2024", "EndDate": "02.02.2024", "format": "json"}
    match = responses.matchers.query_param_matcher(asked)
    responses.get(SERVICE, body=json.dumps(ROWS), match=[match])
    rates = BankRates()
    found = rates.rate("EUR", FRIDAY)
    assert found is not None
    assert (found.value, found.day) == (Decimal("61.5"), FRIDAY)
    assert rates.rate("EUR", FRIDAY) == found
    assert len(responses.calls) == 1
    yen = rates.rate("JPY", FRIDAY)
    assert yen is not None
    assert yen.value == Decimal("0.385")


@responses.activate
def test_a_day_without_a_list_takes_the_one_before() -> None:
    responses.get(SERVICE, json=ROWS)
    found = BankRates().rate("EUR", SUNDAY)
    assert found is not None
    assert found.day == FRIDAY
    assert BankRates().rate("ZWL", SUNDAY) is None


@responses.activate
def test_what_may_pass_is_tried_again_and_nonsense_is_not() -> None:
    responses.get(SERVICE, status=503)
    with pytest.raises(Transient):
        BankRates().rate("EUR", FRIDAY)
    responses.replace(responses.GET, SERVICE, body=requests.ConnectionError("away"))
    with pytest.raises(Transient):
        BankRates().rate("EUR", FRIDAY)
    for body in ("<html>", '{"a": 1}', '[{"oznaka": "EUR"}]'):
        responses.replace(responses.GET, SERVICE, body=body)
        with pytest.raises(BadRates):
            BankRates().rate("EUR", FRIDAY)
    responses.replace(responses.GET, SERVICE, status=404)
    with pytest.raises(BadRates, match="404"):
        BankRates().rate("EUR", FRIDAY)


def test_a_conversion_carries_its_rate_and_day(tmp_path: Path) -> None:
    text = "day,currency,rate\n2024-02-02,EUR,61.5\n2024-02-01,USD,57\n"
    rates = file(tmp_path, text)
    found = convert(rates, Decimal("100.00"), "EUR", "MKD", SUNDAY, "MKD")
    assert (found.amount, found.rate, found.rate_day) == (Decimal("6150.00"), 61.5, FRIDAY)
    cross = convert(rates, Decimal("57.00"), "EUR", "USD", SUNDAY, "MKD")
    assert (cross.amount, cross.rate_day) == (Decimal("61.50"), date(2024, 2, 1))
    same = convert(rates, Decimal("5.00"), "GBP", "GBP", SUNDAY, "MKD")
    assert (same.amount, same.rate) == (Decimal("5.00"), 1)
    with pytest.raises(Conflict, match=r"GBP on 2024-02-04") as refusal:
        convert(rates, Decimal(1), "GBP", "MKD", SUNDAY, "MKD")
    assert refusal.value.code == "no-rate"
