"""Complaints in words, each with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _


def complaint(one: Mapping[str, Any]) -> dict[str, str]:
    """`title` says what is unwell, `text` what to do about it, `href` where."""
    facts = one["facts"]
    return {
        "no-worker": lambda: _said(
            _("No worker has been seen for half a minute."),
            _("Events wait and mails do not leave. Start `marketplace work`."),
        ),
        "outbox-late": lambda: _said(
            _("The oldest event has waited %(age)s seconds to be published.", age=facts["age"]),
            _("Is the broker up, and a relay running?"),
            "/operations/outbox",
        ),
        "lag": lambda: _said(
            _("%(consumer)s is %(events)s events behind.", **facts),
            _("It catches up by itself, unless the number keeps growing."),
        ),
        "dead-letters": lambda: _said(
            _("%(consumer)s gave up %(count)s events.", **facts),
            _("Look at the error, mend its cause, then try again."),
            "/operations/dead-letters",
        ),
        "timers": lambda: _said(
            _("%(count)s timers failed.", count=facts["count"]),
            _("They are tried again, ever more slowly; the log has the errors."),
        ),
    }[one["code"]]()


def _said(title: str, text: str, href: str = "") -> dict[str, str]:
    return {"title": title, "text": text, "href": href}
