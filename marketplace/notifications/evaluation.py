"""What is told about evaluations and awards, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.deployment import settings_of
from marketplace.evaluation import queries
from marketplace.needs.models import Need
from marketplace.notifications.needs import facts_of, tell_members
from marketplace.notifications.services import notify
from marketplace.organizations import queries as organizations
from marketplace.presenters.dates import ends


def named(session: Session, event: Event) -> None:
    """Each evaluator hears once that it was named, but not whoever named itself."""
    need = session.get_one(Need, event.data["need"])
    for one in queries.evaluators(session, need.id):
        if one.named_by != one.user_id:
            _tell(session, need, [one.user_id], "evaluation.named", need.id)


def opened(session: Session, event: Event) -> None:
    """The evaluators hear that all scores are in."""
    need = session.get_one(Need, event.data["need"])
    people = [one.user_id for one in queries.evaluators(session, need.id)]
    _tell(session, need, people, "evaluation.opened", need.id)


def reminded(session: Session, event: Event) -> None:
    """Whoever is waited for is reminded: evaluators, then the chair; without any, all editors."""
    need = session.get_one(Need, event.data["need"])
    waiting = queries.awaited(session, need.id) or [
        one for one in queries.evaluators(session, need.id) if one.chair
    ]
    people = [one.user_id for one in waiting]
    if not people:
        people = organizations.members(session, need.organization_id, "editor")
    kind = "evaluation.due" if event.data.get("days") else "evaluation.late"
    key = f"{need.id}/{event.revision}"
    _tell(session, need, people, kind, key, until=_day(session, event.data["due_at"]))


def declined(session: Session, event: Event) -> None:
    """The buyer hears who declined, and why."""
    need = session.get_one(Need, event.data["need"])
    people = organizations.members(session, need.organization_id, "editor")
    supplier = organizations.get(session, event.data["supplier"]).name
    facts = {"supplier": supplier, "reason": event.data.get("reason")}
    _tell(session, need, people, "award.declined", event.data["id"], **facts)


def ending(session: Session, event: Event) -> None:
    """Both sides hear that the standstill is about to end."""
    need = session.get_one(Need, event.data["need"])
    facts = facts_of(session, need) | {
        "id": event.data["id"],
        "supplier": organizations.get(session, event.data["supplier"]).name,
        "until": _day(session, event.data["standstill_until"]),
    }
    for side in ("buyer", "supplier"):
        key = f"award.ends/{event.data['id']}/{side}"
        tell_members(session, event.data[side], "award.ends", key, facts, "editor")


def _tell(
    session: Session, need: Need, people: Iterable[str], kind: str, key: str, **more: Any
) -> None:
    facts = facts_of(session, need) | more
    notify(session, people, kind, f"{kind}/{key}", facts, organization=need.organization_id)


def _day(session: Session, moment: str) -> str:
    zone = ZoneInfo(settings_of(session).zone)
    return ends(datetime.fromisoformat(moment), zone)[0].isoformat()


TELL: Mapping[str, Callable[[Session, Event], None]] = {
    "evaluation.named": named,
    "evaluation.opened": opened,
    "evaluation.reminded": reminded,
    "award.declined": declined,
    "award.reminded": ending,
}
