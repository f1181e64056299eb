"""What is told about organisations, and to whom."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from events.envelope import Event
from marketplace.notifications.needs import tell_members
from marketplace.notifications.services import notify
from marketplace.organizations import queries


def decided(session: Session, event: Event) -> None:
    """Members hear what was decided on their organisation."""
    firm = event.data["id"]
    tell_members(session, firm, event.type, _key(event), _facts(event), "editor")


def submitted(session: Session, event: Event) -> None:
    """Those who verify organisations hear that one waits."""
    people = queries.reviewers(session)
    facts = _facts(event) | {"reason": None}
    notify(session, people, event.type, _key(event), facts, organization=event.data["id"])


def asked_to_join(session: Session, event: Event) -> None:
    """Administrators hear that somebody asks to join."""
    firm = event.data["organization"]
    tell_members(session, firm, event.type, _once(event), _named(session, firm), "administrator")


def membership(session: Session, event: Event) -> None:
    """A person hears that a membership of theirs began, changed or ended."""
    firm, person = event.data["organization"], event.data["user"]
    facts = _named(session, firm)
    notify(session, [person], event.type, _once(event), facts, organization=firm)


def delegation(session: Session, event: Event) -> None:
    """The adviser's people and the firm's administrators hear who may act for whom."""
    firm, adviser = event.data["organization"], event.data["adviser"]
    facts = _named(session, firm) | {
        "adviser": queries.get(session, adviser).name,
        "until": event.data["until"],
    }
    tell_members(session, firm, event.type, _once(event), facts, "administrator")
    tell_members(session, adviser, event.type, _once(event), facts)


def _facts(event: Event) -> dict[str, Any]:
    return {
        "id": event.data["id"],
        "organization": event.data["name"],
        "reason": event.data.get("reason"),
    }


def _named(session: Session, organization_id: str) -> dict[str, Any]:
    return {"id": organization_id, "organization": queries.get(session, organization_id).name}


def _key(event: Event) -> str:
    """Named by the revision: a snapshot that is recorded again tells nobody again."""
    return f"{event.type}/{event.data['id']}/{event.revision}"


def _once(event: Event) -> str:
    """Named by the event: what happens a second time is told a second time."""
    return f"{event.type}/{event.id}"
