"""When an evaluation is to be finished, and who is reminded of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from events import due
from events.context import now
from events.envelope import Event
from marketplace.deployment import settings_of
from marketplace.evaluation import queries
from marketplace.evaluation.ending import cancel_with_need
from marketplace.evaluation.models import Evaluation
from marketplace.evaluation.snapshots import tell_evaluation
from marketplace.evaluation.standing import standing_of
from marketplace.fields import end_of_day
from marketplace.needs.models import Need
from marketplace.workdays import add_working_days, holidays_of

DAYS = 10
"""Working days from the end of applications in which an evaluation is to be finished."""
BEFORE = timedelta(days=2)
TIMER = "evaluation.due"


def closed(session: Session, event: Event) -> None:
    """The consumer's part: the evaluation begins, and is due some working days later."""
    need = session.get(Need, event.data["id"])
    if need is None or need.state != "closed":
        return
    evaluation = queries.evaluation_of(session, need.id)
    if evaluation.due_at is not None:
        return
    evaluation.due_at = _end(session, need.closed_at or now(session))
    for name, at in (("before", evaluation.due_at - BEFORE), ("late", evaluation.due_at)):
        due.schedule(session, TIMER, f"{need.id}/{name}", at)


def _end(session: Session, start: datetime) -> datetime:
    zone = ZoneInfo(settings_of(session).zone)
    last = add_working_days(start.astimezone(zone).date(), DAYS, holidays_of(session))
    return end_of_day(last, zone)


def called_off(session: Session, event: Event) -> None:
    """The consumer's part: what stands falls with its need."""
    need = session.get(Need, event.data["id"])
    if need is not None and need.state == "cancelled":
        cancel_with_need(session, need)


def remind(session: Session, key: str) -> None:
    """The timer's part: those who are waited for hear that the evaluation is due, or late."""
    need = session.get_one(Need, key.partition("/")[0])
    evaluation = queries.evaluation_of(session, need.id)
    if evaluation.due_at is None or is_finished(session, need):
        return
    left = evaluation.due_at - now(session)
    days = max(ceil(left / timedelta(days=1)), 0)
    tell_evaluation(session, need, evaluation, "evaluation.reminded", days=days)


def is_finished(session: Session, need: Need) -> bool:
    """Whether every lot is decided, or nothing is left to evaluate."""
    if need.state != "closed":
        return True
    standing = standing_of(session, need)
    every = {lot["lot"] for one in standing.decisions for lot in one.result}
    return bool(every) and every <= standing.decided()


def is_late(evaluation: Evaluation, moment: datetime) -> bool:
    """Whether the day is past on which it was to be finished."""
    return evaluation.due_at is not None and evaluation.due_at <= moment
