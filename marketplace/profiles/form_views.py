"""What the form of a profile shows beside its fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from marketplace.conflict import differences
from marketplace.files.queries import names as file_names
from marketplace.forms import Form, language
from marketplace.presenters import numbers
from marketplace.profiles import editing, queries, snapshots, words
from marketplace.profiles.costs import Missing
from marketplace.profiles.parts import EMPTY, VISIBILITY, completeness, is_filled
from marketplace.profiles.queries import Seen
from marketplace.vocabularies.certificates import SCHEMES

Part = tuple[str, str, str, str, bool]


def frame(session: Session, seen: Seen, page: str = "") -> dict[str, Any]:
    """What every page of one's own profile shows: the parts with their state, what is missing."""
    drafts = queries.drafts(session, seen.organization.id)
    missing = queries.missing(session, seen.content)
    return {
        "seen": seen,
        "page": page,
        "parts": [_part(seen.content, name, page, drafts) for name in editing.PAGES],
        "missing": [_missing(one) for one in missing],
        "costliest": next((_missing(one) for one in missing if one.needs), None),
        "completeness": completeness(seen.content),
        "draft": drafts.get(page),
    }


def _part(content: Mapping[str, Any], name: str, here: str, drafts: Collection[str]) -> Part:
    page = editing.PAGES[name]
    text, colour = _state(content, page, name in drafts)
    return _(page.label), f"/profile/edit/{name}", text, colour, name == here


def _state(content: Mapping[str, Any], page: editing.Page, draft: bool) -> tuple[str, str]:
    parts = [name for name in page.parts if name in EMPTY]
    filled = sum(is_filled(name, content) for name in parts)
    if draft:
        return _("Not saved yet"), "warn"
    if not parts:
        return _("Chosen") if content.get("visibility") else _("As usual"), ""
    if filled == len(parts):
        return _("Done"), "ok"
    return (_("Begun"), "warn") if filled else (_("Missing"), "warn")


def _missing(one: Missing) -> dict[str, Any]:
    text = words.MISSING.get((one.part, one.fact), words.PARTS[one.part])
    page = next(name for name, held in editing.PAGES.items() if one.part in held.parts)
    return {
        "text": _(text),
        "needs": one.needs,
        "href": f"/profile/edit/{page}",
        "page": _(editing.PAGES[page].label),
    }


def choices(session: Session, form: Form, page: str) -> dict[str, Any]:
    """What a page of the form offers to choose from."""
    if page == "about":
        return {"languages": _offered(form, "languages", words.LANGUAGES)}
    if page == "sites":
        return {"countries": _offered(form, "export_markets", words.COUNTRIES)}
    if page == "certificates":
        named = [form.value(f"{row}.file") for row in form.rows("certificates")]
        held = [file for file in named if file]
        return {"schemes": ", ".join(SCHEMES), "attached": file_names(session, held)}
    if page == "visibility":
        return {
            "audiences": [(name, _(text)) for name, text in words.AUDIENCES.items()],
            "chosen_parts": [(name, _(words.PARTS[name])) for name in VISIBILITY],
        }
    return {}


def _offered(form: Form, name: str, usual: Collection[str]) -> list[tuple[str, str]]:
    """Those that are chosen, in their order, and then the usual ones by name."""
    named = words.languages(language()) if name == "languages" else words.countries(language())
    held = form.values(name)
    rest = sorted(set(usual) - set(held), key=lambda code: named.get(code, code))
    return [(code, named.get(code, code)) for code in (*held, *rest)]


def size_rows(content: Mapping[str, Any]) -> list[list[Any]]:
    """The size class of each year beside the figures it was computed from, for a table."""
    unknown = _("Not known")
    return [
        [
            str(one["year"] or _("Now")),
            one["staff"],
            _euro(one["turnover_eur"]),
            _euro(one["assets_eur"]),
            *(_(words.SIZES[one[law]]) if one[law] else unknown for law in ("mk", "eu")),
        ]
        for one in snapshots.size_classes(content)
    ]


def _euro(amount: str | None) -> str | None:
    return None if amount is None else numbers.number(Decimal(amount), language(), 0)


def conflict(seen: Seen, form: Form, page: str) -> dict[str, Any]:
    """Both versions of a page that somebody saved meanwhile."""
    mine, theirs = form.data, editing.shown(seen.content, page)
    labels = {name: _(words.PARTS.get(name, editing.PAGES[page].label)) for name in theirs}
    return {
        "fields": differences(mine, theirs, labels),
        "mine": Form(typed=mine).pairs(),
        "theirs": Form.filled(theirs).pairs(),
        "revision": seen.revision,
    }
