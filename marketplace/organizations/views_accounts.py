"""What the pages of accounts show, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from marketplace.accounts.models import AccountLock
from marketplace.forms import language
from marketplace.organizations.accounts_list import STATES
from marketplace.organizations.invitations import ROLE_NAMES
from marketplace.presenters import dates
from marketplace.templating import state_of, zone


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the list can be narrowed to."""
    either = [("", _("Any")), ("true", _("Yes")), ("false", _("No"))]
    states = [(state, state_of(f"account.{state}")[0]) for state in STATES]
    sorts = [
        ("name", _("Name")),
        ("-signed_in_at", _("Last sign-in, newest first")),
        ("signed_in_at", _("Last sign-in, longest ago first")),
        ("-created_at", _("Newest accounts first")),
    ]
    return {"state": [("", _("All but closed")), *states], "two_factor": either, "sort": sorts}


def lines(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Rows of the list as the table's cells."""
    return [
        [
            {"text": row["name"], "href": f"/accounts/{row['id']}", "small": row["email"]},
            {"tag": f"account.{row['state']}"},
            _("On") if row["two_factor"] else _("Off"),
            _when(row["signed_in_at"]) if row["signed_in_at"] else _("Never"),
            _belongs(row),
        ]
        for row in rows
    ]


def facts(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Names and values of what is known of an account."""
    places = [_place(one) for one in row["memberships"]]
    browsers, tokens = row["sign_ins"], row["tokens"]
    return [
        (_("E-mail"), row["email"]),
        (_("Language"), _language(row["language"])),
        (_("Registered"), _when(row["created_at"])),
        (_("Address confirmed"), _when(row["confirmed_at"]) if row["confirmed_at"] else _("No")),
        (_("Two-factor sign-in"), _("On") if row["two_factor"] else _("Off")),
        (_("Last sign-in"), _when(row["signed_in_at"]) if row["signed_in_at"] else _("Never")),
        (_("Signed in now"), ngettext("%(num)s browser", "%(num)s browsers", browsers)),
        (_("API tokens"), ngettext("%(num)s in use", "%(num)s in use", tokens)),
        (_("Administrator of the platform"), _("Yes") if row["administrator"] else _("No")),
        (_("Organisations"), places or _("None")),
    ]


def history(locks: Sequence[AccountLock], names: Mapping[str | None, str]) -> list[dict[str, Any]]:
    """Locks and what lifted them as lines of a time line, the newest first."""
    found: list[dict[str, Any]] = []
    for lock in locks:
        if lock.lifted_at:
            title = _("Unlocked by %(name)s", name=names.get(lock.lifted_by, "–"))
            found.append(_line(lock.lifted_at, title, lock.lifted_reason))
        title = _("Locked by %(name)s", name=names.get(lock.by, "–"))
        found.append(_line(lock.at, title, lock.reason))
    return found


def _line(when: Any, title: str, text: str | None) -> dict[str, Any]:
    return {"when": when, "title": title, "text": text or "", "state": "done"}


def _belongs(row: Mapping[str, Any]) -> Any:
    if not row["memberships"]:
        return _("Administrator") if row["administrator"] else None
    first, *more = [_place(one) for one in row["memberships"]]
    count = len(more)
    small = ngettext("and %(num)s more", "and %(num)s more", count) if more else ""
    return {"text": first, "small": small}


def _language(code: str) -> str:
    found = get_locale()
    return str(found.languages.get(code, code)) if found else code


def _place(one: Mapping[str, Any]) -> str:
    return f"{one['name']}, {_(ROLE_NAMES[one['role']])}"


def _when(text: str) -> str:
    return dates.moment(text, language(), zone())
