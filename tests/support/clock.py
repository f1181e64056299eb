"""A clock that stands still until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


class FixedClock:
    """Implements events.ports.Clock."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def forward(self, **parts: float) -> None:
        """Move on by so many days, hours, minutes …"""
        self.moment += timedelta(**parts)
