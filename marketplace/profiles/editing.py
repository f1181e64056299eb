"""The form of a profile, in pages: which parts each holds, and from what is typed to content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marketplace import apikit, fields, typed
from marketplace.files.receiving import received
from marketplace.flatten import cleaned, said
from marketplace.forms import Form, language
from marketplace.i18n import N_
from marketplace.profiles.models import ProfileDraft
from marketplace.profiles.parts import EMPTY, visibility_of
from marketplace.profiles.schemas import ProfileContent

UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form: its label, what it is about, the parts of the profile that it holds."""

    label: str
    says: str
    parts: tuple[str, ...]


PAGES: Mapping[str, Page] = {
    "about": Page(
        N_("The firm"),
        N_("Two or three sentences that a buyer reads first."),
        ("summary", "founded", "languages"),
    ),
    "capabilities": Page(
        N_("What you make or do"),
        N_("The words and codes by which needs find you, and how much you can take on."),
        ("capabilities", "nace"),
    ),
    "certificates": Page(
        N_("Certificates"),
        N_("Each with its last day and a file, so that a buyer can believe it."),
        ("certificates",),
    ),
    "sites": Page(
        N_("Places and markets"),
        N_("Where you work, and the countries that you sell to."),
        ("sites", "export_markets"),
    ),
    "figures": Page(
        N_("Staff and turnover"),
        N_("Your size class is computed from these figures."),
        ("staff", "turnover"),
    ),
    "ownership": Page(
        N_("Ownership"),
        N_("Some needs are reserved for women-owned or youth-owned firms."),
        ("ownership",),
    ),
    "references": Page(
        N_("Work done before"),
        N_("A handful that speak for you."),
        ("references",),
    ),
    "visibility": Page(
        N_("Who may see what"),
        N_("For each part: everybody, members of verified organisations, or buyers you apply to."),
        ("visibility",),
    ),
}


def shown(content: Mapping[str, Any], page: str) -> dict[str, Any]:
    """The parts of a page as its form shows them: shares in per cent, every choice filled in."""
    if page == "visibility":
        return {"visibility": visibility_of(content)}
    held = {name: content.get(name, EMPTY[name]) for name in PAGES[page].parts}
    if "capabilities" in held:
        held["capabilities"] = [_in_percent(one) for one in held["capabilities"]]
    return held


def _in_percent(capability: Mapping[str, Any]) -> dict[str, Any]:
    share = capability.get("free_share")
    return {**capability, "free_share": None if share is None else round(share * 100, 2)}


def opened(
    content: Mapping[str, Any], revision: int, page: str, draft: ProfileDraft | None
) -> Form:
    """The form of a page: as it was last typed and not saved, else as it is stored."""
    if draft is not None:
        return Form(typed=dict(draft.typed), revision=draft.revision, posted=True)
    return Form.filled(shown(content, page), revision)


def with_uploads(form: Form) -> None:
    """Put the ids of files that came with the form where their rows name them."""
    for name, file in received().items():
        row = form.at(name.removesuffix(f".{UPLOAD}"))
        if name.endswith(f".{UPLOAD}") and isinstance(row, dict):
            row["file"] = file.id
    for row in form.typed.get("certificates") or ():
        if isinstance(row, dict):
            row.pop(UPLOAD, None)


def load(form: Form, page: str) -> dict[str, Any]:
    """The parts that the form says, through the API's schema; raises Invalid with every fault."""
    schema = ProfileContent(only=PAGES[page].parts)
    form.typed = said(form.typed)
    data = typed.readable(schema, cleaned(form.typed), language(), fields.zone())
    for one in data.get("capabilities") or ():
        if isinstance(one, dict) and one.get("free_share") is not None:
            one["free_share"] = _as_share(one["free_share"])
    found: dict[str, Any] = apikit.load(schema, data)
    return found


def _as_share(percent: str) -> str | float:
    """Per cent as a share of 1; what is no number stays for the schema."""
    try:
        return float(percent) / 100
    except ValueError:
        return percent


def merged(content: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """The whole profile with these parts in place of the stored ones."""
    return dict(EMPTY) | {"visibility": {}} | dict(content) | dict(parts)


def after(page: str) -> str:
    """Where to go once a page is saved: to the next one, from the last back to the profile."""
    names = list(PAGES)
    following = names[names.index(page) + 1 :]
    return f"/profile/edit/{following[0]}" if following else "/profile"
