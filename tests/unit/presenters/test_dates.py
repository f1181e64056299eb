"""Dates and deadlines in each language, by pattern."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from marketplace.presenters import dates

ZONE = ZoneInfo("Europe/Skopje")
NOW = datetime(2021, 9, 14, 7, 14, tzinfo=UTC)
NOON = "2021-09-30T10:00:00+00:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "30 September 2021"), ("mk", "30 септември 2021"), ("sq", "30 shtator 2021")],
)
def test_days(language: str, text: str) -> None:
    assert dates.day("2021-09-30", language, ZONE) == text
    assert dates.day(date(2021, 9, 30), language, ZONE) == text
    assert dates.day(NOON, language, ZONE) == text


def test_short_forms() -> None:
    assert dates.day("2021-09-30", "en", ZONE, dates.SHORT) == "30 Sep 2021"
    assert dates.weekday("2021-09-14", "en", ZONE) == "Tuesday 14 September 2021"
    assert dates.day(None, "en", ZONE) == "–"


def test_a_deadline_has_its_hour_and_its_distance() -> None:
    assert dates.deadline(NOON, NOW, "en", ZONE) == "30 September 2021, 12:00, in 16 days"
    assert dates.deadline(NOON, NOW, "mk", ZONE) == "30 септември 2021, 12:00, за 16 дена"
    assert dates.deadline(NOON, NOW, "sq", ZONE) == "30 shtator 2021, 12:00, pas 16 ditësh"


def test_midnight_is_the_end_of_the_day_before() -> None:
    midnight = "2021-09-30T22:00:00+00:00"
    assert dates.moment(midnight, "en", ZONE) == "30 September 2021, 24:00"
    assert dates.distance(midnight, NOW, "en", ZONE) == "in 16 days"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2021-09-15", "in 1 day"),
        ("2021-09-13", "1 day ago"),
        ("2021-09-14", "today"),
        ("2021-09-14T14:00:00+00:00", "in 7 hours"),
        ("2021-09-14T07:44:00+00:00", "in 30 minutes"),
        ("2023-09-14", "in 730 days"),
    ],
)
def test_distances_count_days_of_the_calendar(value: str, text: str) -> None:
    assert dates.distance(value, NOW, "en", ZONE) == text


def test_periods() -> None:
    write = dates.period
    assert write("2021-07-01", "2021-09-30", "en", ZONE) == "1 July – 30 September 2021"
    assert write("2020-10-01", "2021-09-30", "en", ZONE) == "1 October 2020 – 30 September 2021"
    assert write("2021-09-30", "2021-09-30", "en", ZONE) == "30 September 2021"
