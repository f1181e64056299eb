"""JSON routes of notifications."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify

from marketplace.apikit import blueprint, listing, refuses, tagged
from marketplace.edge import actor, expected_revision, rule, session
from marketplace.idempotency import replayable
from marketplace.notifications import queries, services
from marketplace.notifications.models import Notification
from marketplace.notifications.schemas import (
    NotificationPage,
    NotificationQuery,
    NotificationSchema,
    PreferencesSchema,
    shown,
    tag_of,
)
from marketplace.paging import next_of, offset_of
from marketplace.revisions import check_revision

api = blueprint("notifications", "What a person is told, on the page and by mail.")


def _language() -> str:
    return queries.language_of(session(), str(actor().user))


@api.route("/notifications", methods=["GET"])
@api.doc(operationId="listNotifications")
@api.arguments(NotificationQuery, location="query")
@api.response(200, NotificationPage)
@refuses(api)
@rule("notification.read")
def list_notifications(query: dict[str, Any]) -> dict[str, Any]:
    start, limit = offset_of(query["cursor"]), query["limit"]
    found, total = queries.own(
        session(), actor(), unread=query["unread"], limit=limit, offset=start
    )
    language = _language()
    return listing([shown(one, language) for one in found], next_of(start, limit, total), total)


def _again(notification_id: str, status: int) -> Response:
    response = jsonify(shown(session().get_one(Notification, notification_id), _language()))
    response.status_code = status
    return response


@api.route("/notifications/<notification_id>/read", methods=["POST"])
@api.doc(operationId="markNotificationRead")
@api.response(200, NotificationSchema)
@refuses(api, 409)
@rule("notification.read")
@replayable(_again)
def mark_notification_read(notification_id: str) -> tuple[str, Response]:
    found = services.mark_read(session(), actor(), notification_id)
    return found.id, _again(found.id, 200)


@api.route("/notifications/preferences", methods=["GET"])
@api.doc(operationId="getPreferences")
@api.response(200, PreferencesSchema)
@refuses(api)
@rule("notification.read")
def get_preferences() -> Response:
    choices = queries.preferences(session(), str(actor().user))
    return tagged(choices, tag_of(choices))


@api.route("/notifications/preferences", methods=["PUT"])
@api.doc(operationId="putPreferences")
@api.arguments(PreferencesSchema)
@api.response(200, PreferencesSchema)
@refuses(api, 412, 428)
@rule("notification.read")
def put_preferences(choices: dict[str, str]) -> Response:
    stored = queries.preferences(session(), str(actor().user))
    check_revision(tag_of(stored), expected_revision())
    services.put_preferences(session(), actor(), choices)
    return tagged(choices, tag_of(choices))
