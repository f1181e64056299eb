"""What a browser would send of a form, read out of its page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class FormReader(HTMLParser):
    """`fields` holds names and values of inputs, selects and text areas, a list where several."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._select = ""
        self._chosen: str | None = None
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input":
            self._input(given, "checked" in given)
        elif tag == "select":
            self._select, self._chosen = given.get("name", ""), None
        elif tag == "option" and self._select and (self._chosen is None or "selected" in given):
            self._chosen = given.get("value", "")
        elif tag == "textarea":
            self._area = given.get("name", "")
            self.fields[self._area] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self.fields[self._select] = self._chosen or ""
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\n")

    def _input(self, given: dict[str, str], checked: bool) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if not name or kind == "file" or (kind in ("checkbox", "radio") and not checked):
            return
        value = given.get("value", "")
        if name.endswith("[]"):
            self.fields.setdefault(name, []).append(value)
        else:
            self.fields[name] = value


def inputs(page: str) -> dict[str, Any]:
    """What a browser would send of the page's main form without a change."""
    reader = FormReader()
    reader.feed(page[page.index("<main") : page.index("</main>")])
    return reader.fields
