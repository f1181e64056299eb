"""A form of a page: what was typed, what is wrong with it, and the data that it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from flask import request
from flask_babel import get_locale
from marshmallow import Schema

from marketplace import apikit, fields, typed
from marketplace.errors import Fault, Invalid
from marketplace.flatten import COMPANION, cleaned, flatten, nest, said
from marketplace.presenters.numbers import number
from marketplace.presenters.numbers import typed as plain
from marketplace.rearrange import chosen, rearrange

ACT = "_act"
REVISION = "_revision"


def field_id(name: str) -> str:
    """The id of the input of this name, which the summary of faults links to."""
    return "f-" + name.replace(".", "-").removesuffix("[]")


@dataclass
class Form:
    """`typed` is nested and holds text; `faults` maps dotted names to messages.

    Templates ask by dotted name: `form.value("lots.0.title")`, `form.errors("lots.0.title")`.
    """

    typed: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    act: str = ""
    revision: int | None = None
    find: Mapping[str, str] = field(default_factory=dict)
    posted: bool = False
    labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def received(cls) -> Form:
        """The form that this request posts; a choice between two versions is already made."""
        pairs = list(request.form.items(multi=True))
        revision = request.form.get(REVISION, "")
        return cls(
            typed=nest(chosen(pairs)),
            act=request.form.get(ACT, ""),
            revision=int(revision) if revision.isascii() and revision.isdigit() else None,
            find={k.removeprefix("_find."): v for k, v in pairs if k.startswith("_find.")},
            posted=True,
        )

    @classmethod
    def filled(cls, data: Mapping[str, Any], revision: int | None = None) -> Form:
        """A form that shows stored data."""
        return cls(typed=dict(data), revision=revision)

    @property
    def data(self) -> dict[str, Any]:
        """What was typed as plain nested data, nothing typed being absent."""
        found: dict[str, Any] = cleaned(self.typed)
        return found

    def load(self, schema: Schema) -> Any:
        """The form through the schema; raises Invalid with every fault, as the API does.

        Rows in which nothing was typed are gone from then on, so that faults count as shown.
        """
        self.typed = said(self.typed)
        data = typed.readable(schema, self.data, language(), fields.zone())
        return apikit.load(schema, data)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Keep the faults of a refused input for the page; other refusals pass."""
        try:
            yield
        except Invalid as refusal:
            self.fault(refusal.faults)

    def fault(self, faults: Sequence[Fault]) -> None:
        """Put faults beside their fields."""
        for one in faults:
            name = one.pointer.strip("/").replace("/", ".")
            self.faults.setdefault(name, []).append(one.detail)

    def rearranged(self) -> bool:
        """Whether the button pressed only adds, removes or looks up something: show the form."""
        return rearrange(self.typed, self.act)

    def at(self, name: str) -> Any:
        """What stands under the dotted name, None where nothing does."""
        node: Any = self.typed
        for key in name.removesuffix("[]").split("."):
            if isinstance(node, Mapping):
                node = node.get(key, node.get(key + COMPANION))
            elif isinstance(node, list) and key.isdigit() and int(key) < len(node):
                node = node[int(key)]
            else:
                return None
        return node

    def value(self, name: str, default: Any = "") -> str:
        """Text to show in an input."""
        found = self.at(name)
        if found is None or isinstance(found, (Mapping, list)):
            found = default
        return str(found).lower() if isinstance(found, bool) else str(found)

    def number(self, name: str, default: Any = "") -> str:
        """A number to show in an input: as typed, or a stored one as the language writes it."""
        text = self.value(name, default)
        return text if self.posted else typed.written(text, language())

    def deadline(self, name: str) -> dict[str, str]:
        """Day and hour to show in the two inputs of a deadline."""
        return typed.day_and_hour(self.at(name), fields.zone())

    def values(self, name: str) -> list[str]:
        """What is chosen in a group of checkboxes."""
        found = self.at(name)
        if isinstance(found, list):
            return [str(one) for one in found]
        return [str(found)] if found else []

    def rows(self, name: str, least: int = 0) -> list[str]:
        """Dotted names of the rows of a repeated group, `least` at the fewest."""
        found = self.at(name)
        count = max(len(found) if isinstance(found, list) else 0, least)
        return [f"{name}.{place}" for place in range(count)]

    def total(self, name: str, key: str) -> str:
        """The sum of a number over the rows of a group, as the language writes it."""
        typed_in = [plain(self.value(f"{row}.{key}"), language()) for row in self.rows(name)]
        known = [Decimal(one) for one in typed_in if one.replace(".", "", 1).isdigit()]
        return number(sum(known, Decimal()), language())

    def errors(self, name: str) -> list[str]:
        """What is wrong with the field."""
        return self.faults.get(name.removesuffix("[]"), [])

    def wrong(self, *names: str) -> bool:
        """Whether one of the fields, or something in it, is at fault."""
        return any(
            fault == name or fault.startswith(f"{name}.") for name in names for fault in self.faults
        )

    def named(self, name: str, label: str) -> str:
        """Remember what the field is called, for the summary; the id of its input."""
        self.labels.setdefault(name.removesuffix("[]"), label)
        return field_id(name)

    def summary(self) -> list[tuple[str, str, str]]:
        """(id to link to, the field's name, what is wrong), in the order of the page."""
        order = {name: place for place, name in enumerate(self.labels)}
        names = sorted(self.faults, key=lambda name: order.get(self._known(name), len(order)))
        return [
            (field_id(self._known(name)), self.labels.get(self._known(name), ""), text)
            for name in names
            for text in self.faults[name]
        ]

    def _known(self, name: str) -> str:
        """The field or the nearest group around it that the page has named."""
        while name not in self.labels and "." in name:
            name = name.rpartition(".")[0]
        return name if name in self.labels else ""

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values that say the same as this form."""
        return list(flatten(self.data))


def language() -> str:
    """The language of the page that is answered."""
    locale = get_locale()
    return locale.language if locale else "en"
