"""Certificates that end: standing by day, notices by moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.profiles.expiry import moments, next_moment, standing

SKOPJE = ZoneInfo("Europe/Skopje")
TODAY = date(2026, 11, 24)
HELD = [{"scheme": "ISO 9001", "valid_to": "2027-03-01"}, {"scheme": "CE", "valid_to": None}]


@pytest.mark.parametrize(
    ("valid_to", "expected"),
    [
        (None, "undated"),
        ("2026-11-23", "expired"),
        ("2026-11-24", "expires"),
        ("2027-01-23", "expires"),
        ("2027-01-24", "valid"),
    ],
)
def test_the_last_day_still_counts(valid_to: str | None, expected: str) -> None:
    assert standing(valid_to, TODAY) == expected


def test_three_notices_before_the_end_of_the_last_day() -> None:
    end = datetime(2027, 3, 1, 23, tzinfo=UTC)
    assert [(at, days) for at, days, _ in moments(HELD, SKOPJE)] == [
        (end - timedelta(days=60), 60),
        (end - timedelta(days=30), 30),
        (end, 0),
    ]


def test_the_next_notice_is_the_first_later_one() -> None:
    end = datetime(2027, 3, 1, 23, tzinfo=UTC)
    assert next_moment(HELD, end - timedelta(days=60), SKOPJE) == end - timedelta(days=30)
    assert next_moment(HELD, end, SKOPJE) is None
    assert next_moment([], end, SKOPJE) is None
