"""Where applications listen: to the needs that they answer, and to the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from events.consumers import Consumer, by_type
from events.due import Fire
from events.envelope import Event
from marketplace.applications import files, reminders
from marketplace.applications.decisions import lapse_unconfirmed
from marketplace.needs.models import Need
from marketplace.ports import Ports

FIRES: Mapping[str, Fire] = {reminders.REMIND: reminders.remind}

__all__ = ["FIRES", "consumers", "files"]


def consumers(ports: Ports) -> Iterable[Consumer]:
    """The slice's listeners."""
    types = {"need.revised": revised, "need.closed": closed}
    yield Consumer("applications", frozenset(types), by_type(types))


def revised(session: Session, event: Event) -> None:
    """Reminders follow the deadline."""
    reminders.arrange_all(session, session.get_one(Need, event.data["id"]))


def closed(session: Session, event: Event) -> None:
    """What was not confirmed falls away."""
    lapse_unconfirmed(session, session.get_one(Need, event.data["id"]))
