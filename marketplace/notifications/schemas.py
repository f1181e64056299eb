"""Notifications and how one wants to be told, for the API and the page."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from marketplace.apikit import PageQuery, StrictSchema, page_of
from marketplace.exports import FORMATS
from marketplace.notifications import render
from marketplace.notifications.kinds import CHOICES, GROUPS, KINDS
from marketplace.notifications.models import Notification


class NotificationQuery(PageQuery):
    """Filters of one's own messages."""

    unread = fields.Boolean(load_default=False)


class NotificationListQuery(NotificationQuery):
    """The same on the page, which also comes as a file."""

    format = fields.String(load_default=None, validate=validate.OneOf(FORMATS))


class NotificationSchema(StrictSchema):
    """A message as its receiver reads it, in their language."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    group = fields.String(required=True)
    subject = fields.String(required=True)
    text = fields.String(required=True)
    path = fields.String(required=True)
    organization = fields.String(required=True, allow_none=True)
    created_at = fields.String(required=True)
    read_at = fields.String(required=True, allow_none=True)


NotificationPage = page_of(NotificationSchema, "NotificationPage")

PreferencesSchema = StrictSchema.from_dict(
    {
        name: fields.String(
            load_default=group.mail,
            validate=validate.OneOf(CHOICES),
            metadata={"description": f"{group.label}: mail each, in the digest, or none"},
        )
        for name, group in GROUPS.items()
    },
    name="Preferences",
)


def shown(notification: Notification, language: str) -> dict[str, Any]:
    """The message as the API answers it."""
    kind, facts, read = notification.kind, notification.facts, notification.read_at
    return {
        "id": notification.id,
        "kind": kind,
        "group": KINDS[kind].group,
        "subject": render.subject(kind, facts, language),
        "text": render.body(kind, facts, language),
        "path": notification.path,
        "organization": notification.organization_id,
        "created_at": notification.created_at.isoformat(),
        "read_at": read.isoformat() if read else None,
    }


def tag_of(choices: Mapping[str, str]) -> int:
    """A number that changes with the choices, in place of a revision."""
    return zlib.crc32(repr(sorted(choices.items())).encode())
