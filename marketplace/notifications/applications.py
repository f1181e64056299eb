"""What is told about applications, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.applications import queries
from marketplace.applications.models import Application
from marketplace.deployment import settings_of
from marketplace.insight.tries import lost_first
from marketplace.needs.models import Need
from marketplace.notifications import needs
from marketplace.notifications.needs import tell_members
from marketplace.organizations import delegations
from marketplace.organizations import queries as organizations
from marketplace.presenters.dates import ends

UNDONE = "application.reopened"
LACKS = {"sending": "application.unsent", "confirmation": "application.unconfirmed"}


def sent(session: Session, event: Event) -> None:
    """The firm hears that it was sent, with its receipt; also where an adviser sent it."""
    application = session.get_one(Application, event.data["id"])
    found = queries.versions(session, application)
    version = next(one for one in found if one.revision <= event.revision)
    facts = {"receipt": version.receipt}
    kind = event.type
    if version.adviser_id and kind == "application.submitted":
        kind = "application.sent_by_adviser"
        facts["adviser"] = organizations.get(session, version.adviser_id).name
    _tell(session, application, kind, _key(event), facts)


def ended(session: Session, event: Event) -> None:
    """The firm hears that it was taken back, or that it fell away."""
    application = session.get_one(Application, event.data["id"])
    _tell(session, application, event.type, _key(event))


def decided(session: Session, event: Event) -> None:
    """The firm hears what the buyer decided, and when that is taken back."""
    application = session.get_one(Application, event.data["id"])
    state = event.data["state"]
    kind = UNDONE if state == "submitted" else f"application.{state}"
    _tell(session, application, kind, _key(event))
    if state == "not_selected":
        _tell_advisers(session, application.organization_id)


def _tell_advisers(session: Session, firm: str) -> None:
    """Whoever may apply for a firm that lost its first three tries hears of it, once."""
    if not lost_first(session, [firm]):
        return
    facts = {"firm": firm, "organization": organizations.get(session, firm).name}
    for adviser in delegations.advisers_of(session, firm, "apply"):
        key = f"firm.three_tries/{firm}/{adviser}"
        tell_members(session, adviser, "firm.three_tries", key, facts, "editor")


def reminded(session: Session, event: Event) -> None:
    """The firm hears that something must be sent or confirmed in time."""
    application = session.get_one(Application, event.data["id"])
    until = _last_day(session, datetime.fromisoformat(event.data["apply_by"]))
    key = f"{event.type}/{event.id}"
    _tell(session, application, LACKS[event.data["lacks"]], key, {"until": until})


def need_changed(session: Session, event: Event) -> None:
    """Whoever must confirm a change of the need is asked to, others that it concerns hear of it.
    The buyer hears how many there are once the seal is open."""
    need = session.get(Need, event.data["id"])
    if need is None:
        return
    asked = _asked_to_confirm(session, need) if event.type == "need.revised" else []
    for application in asked:
        facts = {"until": need.apply_by and _last_day(session, need.apply_by)}
        key = f"application.to_confirm/{application.id}/{event.revision}"
        _tell(session, application, "application.to_confirm", key, facts)
    needs.changed(session, event, {one.organization_id for one in asked})
    if event.type == "need.closed":
        _opened(session, event, need)


def _asked_to_confirm(session: Session, need: Need) -> list[Application]:
    found = select(Application).where(
        Application.need_id == need.id, Application.state == "submitted"
    )
    sent = list(session.scalars(found))
    waiting = queries.unconfirmed(session, sent)
    return [one for one in sent if one.id in waiting]


def _opened(session: Session, event: Event, need: Need) -> None:
    facts = needs.facts_of(session, need) | {"number": len(queries.of_need(session, need.id))}
    key = f"applications.opened/{need.id}/{event.revision}"
    tell_members(session, need.organization_id, "applications.opened", key, facts, "editor")


def _tell(
    session: Session,
    application: Application,
    kind: str,
    key: str,
    more: Mapping[str, Any] | None = None,
) -> None:
    need = session.get_one(Need, application.need_id)
    firm = organizations.get(session, application.organization_id)
    own = {"application": application.id, "organization": firm.name}
    facts = needs.facts_of(session, need) | own | dict(more or {})
    tell_members(session, firm.id, kind, key, facts)


def _key(event: Event) -> str:
    return f"{event.type}/{event.data['id']}/{event.revision}"


def _last_day(session: Session, moment: datetime) -> str:
    zone = ZoneInfo(settings_of(session).zone)
    return ends(moment, zone)[0].isoformat()


TELL: Mapping[str, Callable[[Session, Event], None]] = {
    "application.submitted": sent,
    "application.revised": sent,
    "application.confirmed": sent,
    "application.withdrawn": ended,
    "application.lapsed": ended,
    "application.decided": decided,
    "application.reminded": reminded,
    "need.revised": need_changed,
    "need.closed": need_changed,
    "need.cancelled": need_changed,
}
