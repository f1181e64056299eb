"""Pages of notifications: what one was told, and how one wants to be told."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.apikit import load
from marketplace.edge import actor, rule, session
from marketplace.exports import MOST, Column, table_response
from marketplace.forms import Form, language
from marketplace.notifications import queries, services
from marketplace.notifications.kind import Group
from marketplace.notifications.kinds import CHOICES, GROUPS
from marketplace.notifications.schemas import NotificationListQuery, PreferencesSchema, shown
from marketplace.pages import done, local_path, refused
from marketplace.paging import next_of, offset_of
from marketplace.policy import may

pages = Blueprint("notifications", __name__)
LIST = "/notifications"


@pages.get(LIST)
@rule("notification.read")
def notifications() -> Response | str:
    """What the person was told, newest first."""
    query = load(NotificationListQuery(), request.args)
    start, limit = offset_of(query["cursor"]), query["limit"]
    if query["format"]:
        start, limit = 0, MOST
    found, total = queries.own(
        session(), actor(), unread=query["unread"], limit=limit, offset=start
    )
    rows = [shown(one, language()) for one in found]
    if query["format"]:
        return table_response(rows, _columns(), "notifications", query["format"])
    facts = {"start": start, "total": total, "next": next_of(start, limit, total)}
    return render_template("notifications/list.html", rows=rows, unread=query["unread"], **facts)


def _columns() -> Sequence[Column]:
    names = (
        (_("Received"), "created_at"),
        (_("Subject"), "subject"),
        (_("Text"), "text"),
        (_("Read"), "read_at"),
    )
    return [(label, itemgetter(name)) for label, name in names]


@pages.post(f"{LIST}/<notification_id>/read")
@rule("notification.read")
def read(notification_id: str) -> Response:
    """Note that one message was read."""
    services.mark_read(session(), actor(), notification_id)
    return done(local_path(request.form.get("next"), LIST), _("Marked as read."))


@pages.post(f"{LIST}/read")
@rule("notification.read")
def read_all() -> Response:
    """Note that everything was read."""
    services.mark_all_read(session(), actor())
    return done(LIST, _("All marked as read."))


@pages.get(f"{LIST}/preferences")
@rule("notification.read")
def preferences() -> str:
    """How mail follows, by group."""
    form = Form.filled(queries.preferences(session(), str(actor().user)))
    return render_template("notifications/preferences.html", form=form, **_choices())


@pages.post(f"{LIST}/preferences")
@rule("notification.read")
def put_preferences() -> Response:
    """Keep what was chosen; groups that the page does not show stay as they are."""
    form = Form.received()
    with form.catching():
        chosen = {name: form.value(name) for name in _groups() if form.value(name)}
        stored = queries.preferences(session(), str(actor().user))
        services.put_preferences(session(), actor(), load(PreferencesSchema(), stored | chosen))
        return done(f"{LIST}/preferences", _("Your choice holds from now on."))
    return refused("notifications/preferences.html", form, **_choices())


def _groups() -> dict[str, Group]:
    """The groups of which the actor could ever be told something."""
    may_be_told = {
        "imports": may(actor(), "award.import"),
        "review": may(actor(), "organization.review"),
    }
    return {name: group for name, group in GROUPS.items() if may_be_told.get(name, True)}


def _choices() -> dict[str, Any]:
    words = (_("Each by mail"), _("In the daily digest"), _("No mail"))
    return {"groups": _groups(), "options": list(zip(CHOICES, words, strict=True))}
