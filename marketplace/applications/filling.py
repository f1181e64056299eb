"""The form of an application in pages: a row for each lot and criterion of the need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.applications import offers
from marketplace.files.receiving import received, upload_faults
from marketplace.forms import Form
from marketplace.needs.models import Need

UPLOAD = "upload"
ATTACH = "attach"


@dataclass(frozen=True, slots=True)
class Row:
    """A lot or criterion: the dotted name of its inputs, its key in the content, and itself."""

    name: str
    key: Any
    thing: Mapping[str, Any]


def received_form() -> Form:
    """What was posted; a file that came with it stands among the attachments."""
    form = Form.received()
    if UPLOAD in received():
        held = form.typed.get("attachments")
        form.typed["attachments"] = [
            *(held if isinstance(held, list) else []),
            received()[UPLOAD].id,
        ]
    form.fault(upload_faults())
    return form


def only_shown(form: Form) -> bool:
    """Whether the form is to be shown again: a row was added, a file attached or refused."""
    return bool(form.faults) or form.rearranged() or form.act == ATTACH


def lot_rows(form: Form, need: Need) -> list[Row]:
    """The lots that can be offered."""
    return _rows(form, "lots", "lot", list(enumerate(offers.lots_of(need.content))))


def answer_rows(form: Form, need: Need) -> list[Row]:
    """The criteria that can be answered."""
    criteria = offers.answerable(need.content)
    return _rows(form, "answers", "criterion", [(one["name"], one) for one in criteria])


def _rows(
    form: Form, group: str, field: str, things: Sequence[tuple[Any, Mapping[str, Any]]]
) -> list[Row]:
    """Each thing's row where the form has one already, else behind those that it has."""
    held = {form.value(f"{row}.{field}"): row for row in form.rows(group)}
    following = len(form.rows(group))
    found = []
    for key, thing in things:
        name = held.get(str(key))
        if name is None:
            name, following = f"{group}.{following}", following + 1
        found.append(Row(name, key, thing))
    return found
