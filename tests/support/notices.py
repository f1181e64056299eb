"""Notifications in tests: mails that have left, and organisations' events."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from events.outbox import record
from marketplace.mailing import send_due
from tests.support.world import World


def mails(world: World) -> list[EmailMessage]:
    """Send what is due; all mails in the folder, in the order of their names."""
    send_due(world.sessions, world.runtime.ports.mail)
    files = sorted((world.runtime.settings.data / "mail").glob("*.eml"))
    return [
        cast(EmailMessage, message_from_bytes(file.read_bytes(), policy=default)) for file in files
    ]


def organization_event(
    world: World, type_: str, organization: str, revision: int = 2, **more: Any
) -> None:
    """Record that an organisation is now this, and let it have its effects."""
    data = {
        "id": organization,
        "name": "Limkov DOO",
        "names": {},
        "kinds": ["msme"],
        "identifiers": [],
        "state": "verified",
        "place": None,
    } | more
    happened(world, type_, f"organization/{organization}", revision, data)


def happened(world: World, type_: str, key: str, revision: int, data: dict[str, Any]) -> None:
    """Record an event and let it have its effects."""
    with world.sessions.write() as session:
        record(session, type_, key=key, revision=revision, data=data)
    world.deliver()
