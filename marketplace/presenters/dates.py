"""Dates, times and deadlines as a language writes them, by pattern; times in the given zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from marketplace.presenters.numbers import DASH, NOTHING

LONG, SHORT, NUMERIC = "d MMMM y", "d MMM y", "d MMM"
Day = date | datetime | str


def moment_of(value: datetime | str, zone: ZoneInfo) -> datetime:
    """The moment in the zone; text is RFC 3339."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found.astimezone(zone)


def day_of(value: Day, zone: ZoneInfo) -> date:
    """The day of a date, or of a moment in the zone."""
    if isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    if isinstance(value, (str, datetime)):
        return moment_of(value, zone).date()
    return value


def day(value: Day | None, language: str, zone: ZoneInfo, pattern: str = LONG) -> str:
    """`30 September 2021`."""
    if value is None:
        return NOTHING
    from babel.dates import format_date

    return format_date(day_of(value, zone), pattern, locale=language)


def weekday(value: Day, language: str, zone: ZoneInfo) -> str:
    """`Tuesday 14 September 2021`."""
    return day(value, language, zone, f"EEEE {LONG}")


def moment(value: datetime | str | None, language: str, zone: ZoneInfo) -> str:
    """`30 September 2021, 12:00`; midnight is 24:00 of the day before, as deadlines are meant."""
    if value is None:
        return NOTHING
    on, at = ends(value, zone)
    return f"{day(on, language, zone)}, {at}"


def ends(value: datetime | str, zone: ZoneInfo) -> tuple[date, str]:
    """Day and hour of a deadline; midnight is 24:00 of the day before."""
    local = moment_of(value, zone)
    if local.time() == time.min:
        return local.date() - timedelta(days=1), "24:00"
    return local.date(), f"{local:%H:%M}"


def distance(value: Day, now: datetime, language: str, zone: ZoneInfo) -> str:
    """How far a day or a deadline is from now, in days of the calendar: `in 16 days`."""
    from babel.dates import format_timedelta

    on = day_of(value, zone) if _is_day(value) else ends(_as_moment(value), zone)[0]
    days = (on - now.astimezone(zone).date()).days
    if days == 0:
        return _same_day(value, now, language, zone)
    return str(
        format_timedelta(
            timedelta(days=days), "day", threshold=10_000, add_direction=True, locale=language
        )
    )


def _same_day(value: Day, now: datetime, language: str, zone: ZoneInfo) -> str:
    from babel.dates import format_timedelta

    if _is_day(value):
        return _today(language)
    left = moment_of(_as_moment(value), zone) - now
    return str(format_timedelta(left, "minute", threshold=1, add_direction=True, locale=language))


def _today(language: str) -> str:
    return {"mk": "денес", "sq": "sot"}.get(language, "today")


def _is_day(value: Day) -> bool:
    return not isinstance(value, datetime) and (not isinstance(value, str) or len(value) == 10)


def _as_moment(value: Day) -> datetime | str:
    assert isinstance(value, (datetime, str))
    return value


def deadline(value: datetime | str | None, now: datetime, language: str, zone: ZoneInfo) -> str:
    """`30 September 2021, 12:00, in 16 days`."""
    if value is None:
        return NOTHING
    return f"{moment(value, language, zone)}, {distance(value, now, language, zone)}"


def period(first: Day, last: Day, language: str, zone: ZoneInfo) -> str:
    """`1 July – 30 September 2021`; the year once where it is the same."""
    start, end = day_of(first, zone), day_of(last, zone)
    if start == end:
        return day(end, language, zone)
    pattern = "d MMMM" if start.year == end.year else LONG
    return f"{day(start, language, zone, pattern)} {DASH} {day(end, language, zone)}"
