"""What firms are asked for: jobs once a deal is done, and jobs confirmed at 6 and 12 months."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from events import due
from events.context import new_id, now
from events.outbox import record
from marketplace.deployment import settings_of
from marketplace.outcomes import setting
from marketplace.outcomes.models import Ask, Claim

CONFIRM, EXPIRE = "outcomes.confirm", "outcomes.expire"
DAYS = 30
"""Days that a firm has to answer."""
MONTHS = (6, 12)


def ask(session: Session, kind: str, subject: str, organization_id: str, due_on: date) -> Ask:
    """Ask once for each kind and subject; a second time finds the first."""
    found = session.scalar(select(Ask).where(Ask.kind == kind, Ask.subject == subject))
    if found is not None:
        return found
    found = Ask(
        id=new_id(session),
        kind=kind,
        subject=subject,
        organization_id=organization_id,
        asked_at=now(session),
        due=due_on,
    )
    session.add(found)
    session.flush()
    data = {
        "id": found.id,
        "kind": kind,
        "subject": subject,
        "organization": organization_id,
        "due": due_on.isoformat(),
    }
    record(session, "report.asked", key=f"ask/{found.id}", revision=1, data=data)
    return found


def answered(session: Session, claim: Claim) -> None:
    """A claim of a deal's jobs answers what the firm was asked for."""
    if claim.deal_id:
        end(session, "jobs", claim.deal_id, "claimed")


def end(session: Session, kind: str, subject: str, outcome: str) -> bool:
    """Close what was asked; whether it was open."""
    found = session.scalar(
        select(Ask).where(Ask.kind == kind, Ask.subject == subject, Ask.done_at.is_(None))
    )
    if found is not None:
        found.done_at, found.outcome = now(session), outcome
        session.flush()
    return found is not None


def open_asks(session: Session, organization_id: str) -> list[Ask]:
    """What the organisation is asked for, the earliest day first."""
    found = select(Ask).where(Ask.organization_id == organization_id, Ask.done_at.is_(None))
    return list(session.scalars(found.order_by(Ask.due, Ask.id)))


def schedule_confirmations(session: Session, claim: Claim) -> None:
    """Have verified jobs asked for again at 6 and 12 months after the day they were measured."""
    for months in MONTHS:
        at = _morning(session, months_after(claim.measured_on, months))
        due.schedule(session, CONFIRM, f"{claim.id}/{months}", max(at, now(session)))


def cancel_confirmations(session: Session, claim: Claim) -> None:
    """Ask for nothing more of a claim that does not stand."""
    for months in MONTHS:
        for kind in (CONFIRM, EXPIRE):
            due.cancel(session, kind, f"{claim.id}/{months}")
        end(session, f"month-{months}", claim.id, "dropped")


def ask_to_confirm(session: Session, key: str) -> None:
    """The timer's part: ask, and arrange what follows if nobody answers."""
    claim_id, _, months = key.partition("/")
    claim = session.get(Claim, claim_id)
    if claim is None or claim.state != "verified":
        return
    due_on = setting.today(session) + timedelta(days=DAYS)
    ask(session, f"month-{months}", claim.id, claim.organization_id, due_on)
    due.schedule(session, EXPIRE, key, _morning(session, due_on + timedelta(days=1)))


def _morning(session: Session, day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings_of(session).zone))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
