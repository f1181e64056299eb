"""The end of a standstill: the award is final, a deal opens, the need is awarded. And the timers
that lead there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from events import due
from events.context import now
from marketplace.awards.services import record_award
from marketplace.deployment import settings_of
from marketplace.evaluation.models import Award, Decision
from marketplace.evaluation.settling import settle
from marketplace.evaluation.snapshots import tell_award
from marketplace.evaluation.standing import standing_of
from marketplace.fields import end_of_day
from marketplace.needs import rules as need_rules
from marketplace.needs.models import Need
from marketplace.needs.services import award_need
from marketplace.organizations.queries import get as get_organization
from marketplace.workdays import add_working_days, holidays_of

ENDS, NEAR, LEARN = "award.ends", "award.near", "award.learn"
"""Timers of an award: the standstill's end, a reminder before it, and the end of the time in which
it can be undone, after which the history learns of it."""
BEFORE = timedelta(hours=24)
PAUSE = timedelta(days=1)
"""How long an end waits while the need or the firm is suspended."""


def end_of_standstill(session: Session, need: Need) -> datetime | None:
    """24:00 of the last working day of the standstill that begins today; None without one."""
    days = need_rules.complete(need.content)["standstill_days"]
    if not days:
        return None
    zone = ZoneInfo(settings_of(session).zone)
    last = add_working_days(today(session), days, holidays_of(session))
    return end_of_day(last, zone)


def today(session: Session) -> date:
    """The deployment's day."""
    return now(session).astimezone(ZoneInfo(settings_of(session).zone)).date()


def begin(session: Session, award: Award) -> None:
    """Arrange the end of the standstill; without one it is now."""
    if award.standstill_until is None:
        finish(session, award.id)
        return
    due.schedule(session, ENDS, award.id, award.standstill_until)
    reminder = award.standstill_until - BEFORE
    if reminder > now(session):
        due.schedule(session, NEAR, award.id, reminder)


def forget(session: Session, award: Award) -> None:
    """Cancel what was arranged."""
    for kind in (ENDS, NEAR, LEARN):
        due.cancel(session, kind, award.id)


def finish(session: Session, award_id: str) -> None:
    """The timer's part: an award that stands becomes final, and its firm's application awarded."""
    award = session.get(Award, award_id, with_for_update=True)
    if award is None or award.state != "standing":
        return
    need = session.get_one(Need, award.need_id, with_for_update=True)
    supplier = get_organization(session, award.supplier_id)
    if need.state == "suspended" or supplier.state != "verified":
        due.schedule(session, ENDS, award.id, now(session) + PAUSE)
        return
    award.state, award.ended_at = "final", now(session)
    award.revision += 1
    session.flush()
    tell_award(session, award, "award.final")
    settle(session, None, need)
    conclude(session, need)
    undo_until = session.get_one(Decision, award.decision_id).undo_until
    if undo_until <= now(session):
        learn(session, award.id)
    else:
        due.schedule(session, LEARN, award.id, undo_until)


def conclude(session: Session, need: Need) -> None:
    """Once everything is decided for good the need is awarded."""
    if is_decided(session, need):
        award_need(session, need)


def is_decided(session: Session, need: Need) -> bool:
    """Whether every lot is decided, nothing stands, and at least one award is final."""
    standing = standing_of(session, need)
    states = {one.state for one in standing.live()}
    every = {lot["lot"] for one in standing.decisions for lot in one.result}
    return states == {"final"} and every <= standing.decided()


def remind(session: Session, award_id: str) -> None:
    """The timer's part: both sides hear that the standstill is about to end."""
    award = session.get(Award, award_id)
    if award is not None and award.state == "standing":
        award.revision += 1
        tell_award(session, award, "award.reminded")


def learn(session: Session, award_id: str) -> None:
    """The timer's part: a final award enters the history, by which later needs are ranked."""
    award = session.get(Award, award_id)
    if award is None or award.state != "final":
        return
    need = session.get_one(Need, award.need_id)
    supplier = get_organization(session, award.supplier_id)
    cpv = need.content.get("cpv") or ()
    record_award(
        session,
        {
            "source_id": award.id,
            "buyer_id": award.buyer_id,
            "supplier_id": award.supplier_id,
            "date": award.decided_at.date(),
            "title": need.title,
            "cpv": cpv[0] if cpv else None,
            "region": supplier.region,
            "municipality": supplier.municipality,
            "country": supplier.country,
        },
    )
