"""When certificates end, and when their holder is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from events.context import now
from marketplace.fields import end_of_day

NOTICES = (60, 30, 0)
"""Days before the end at which the firm is told; 0: it has ended."""
SOON = timedelta(days=60)


def standing(valid_to: str | None, today: date) -> str:
    """undated, valid, expires (within 60 days) or expired; the last day still counts."""
    if not valid_to:
        return "undated"
    last = date.fromisoformat(valid_to)
    if last < today:
        return "expired"
    return "expires" if last - today <= SOON else "valid"


def moments(
    certificates: Iterable[Mapping[str, Any]], where: ZoneInfo
) -> Iterator[tuple[datetime, int, Mapping[str, Any]]]:
    """Each notice to give: its moment, the days before the end, the certificate."""
    for certificate in certificates:
        if certificate.get("valid_to"):
            end = end_of_day(date.fromisoformat(certificate["valid_to"]), where)
            for days in NOTICES:
                yield end - timedelta(days=days), days, certificate


def next_moment(
    certificates: Iterable[Mapping[str, Any]], after: datetime, where: ZoneInfo
) -> datetime | None:
    """The first notice later than this, None if there is none."""
    later = (at for at, _, _ in moments(certificates, where) if at > after)
    return min(later, default=None)


def zone_of(session: Session) -> ZoneInfo:
    """The deployment's time zone."""
    return ZoneInfo(session.info["settings"].zone)


def today(session: Session) -> date:
    """The day that it is in the deployment's zone."""
    return now(session).astimezone(zone_of(session)).date()
