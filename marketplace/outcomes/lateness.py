"""What is due when, what is late, and what came on time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.deployment import settings_of
from marketplace.outcomes import growing, setting
from marketplace.outcomes.models import Ask, Claim
from marketplace.outcomes.periods import ALL as WHOLE

DAYS = 45
"""Days after a period's end within which its figures are due."""
SENT = ("claimed", "evidenced", "verified", "returned", "rejected", "expired")


@dataclass(frozen=True, slots=True)
class Late:
    """Something that an organisation owes: `what` is revenue, jobs, month-6 or month-12."""

    organization: str
    what: str
    due: date
    days: int


def due_of(session: Session, code: str) -> date:
    """The day by which the figures of a period are due. A year's are those of its accounting
    year, which the calendar ends."""
    calendar = setting.calendar(session)
    span = calendar.span(code)
    ends = span.ends if "-Q" in code else date(calendar.number(code), 12, 31)
    return ends + timedelta(days=DAYS)


def late(session: Session, code: str) -> list[Late]:
    """What is late of a period today, the longest first: revenue of a year; in a quarter what
    firms were asked for and did not answer by then."""
    today = setting.today(session)
    found = _asked(session, code, today) if "-Q" in code else _revenue(session, code, today)
    return sorted(found, key=lambda one: (-one.days, one.organization))


def _asked(session: Session, code: str, today: date) -> Iterator[Late]:
    span = setting.calendar(session).span(code)
    rows = session.scalars(
        select(Ask).where(
            Ask.done_at.is_(None), Ask.due < today, Ask.due.between(span.starts, span.ends)
        )
    )
    for one in rows:
        yield Late(one.organization_id, one.kind, one.due, (today - one.due).days)


def _revenue(session: Session, code: str, today: date) -> Iterator[Late]:
    due = due_of(session, code)
    if due >= today:
        return
    reported = _reported(session, code)
    ends = setting.calendar(session).span(code).ends
    for firm, since in growing.supported(session).items():
        if since <= ends and firm not in reported:
            yield Late(firm, "revenue", due, (today - due).days)


def _reported(session: Session, code: str) -> set[str]:
    found = select(Claim.organization_id).where(Claim.kind == "revenue", Claim.period == code)
    return set(session.scalars(found))


def on_time(session: Session, code: str) -> tuple[int, int]:
    """(reports that came by their day, reports that were due): what came, and what is late."""
    wanted = select(Claim.period, Claim.submitted_at).where(
        Claim.kind.in_(("jobs", "revenue")), Claim.state.in_(SENT)
    )
    zone = ZoneInfo(settings_of(session).zone)
    if code != WHOLE:
        wanted = wanted.where(Claim.period.startswith(code))
    rows = session.execute(wanted).all()
    good = sum(at.astimezone(zone).date() <= due_of(session, period) for period, at in rows)
    missing = len(late(session, code)) if code != WHOLE else 0
    return good, len(rows) + missing
