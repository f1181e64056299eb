"""Between a form's flat names and nested data: `lots.0.title` is the title of the first lot.

A name that ends in `[]` holds several values (a group of checkboxes). A name that ends in `~`
counts only beside another value of its group: a currency says nothing without an amount.
Names that begin with `_` steer the form and are no data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

SEVERAL, COMPANION = "[]", "~"
CONTROL = ("_", "csrf_token")
DEEPEST, LONGEST = 8, 200
"""Levels of a name, and the highest index of a list that is read."""

Pairs = Iterable[tuple[str, str]]


def nest(pairs: Pairs) -> dict[str, Any]:
    """Nested data with everything as it was typed, empty text and empty rows included."""
    root: dict[str, Any] = {}
    for name, value in pairs:
        path = name.split(".")
        if name and not name.startswith(CONTROL) and all(path) and len(path) <= DEEPEST:
            _put(root, path, value)
    return {key: _lists(inner) for key, inner in root.items()}


def _put(node: dict[str, Any], path: list[str], value: str) -> None:
    *groups, last = path
    for key in groups:
        inner = node.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        node = inner
    if last.endswith(SEVERAL):
        held = node.setdefault(last.removesuffix(SEVERAL), [])
        if isinstance(held, list):
            held.append(value)
    else:
        node.setdefault(last, value)


def _lists(node: Any) -> Any:
    """Groups whose keys are all indexes, as lists in the order of the indexes."""
    if not isinstance(node, dict):
        return node
    if node and all(key.isascii() and key.isdigit() and int(key) <= LONGEST for key in node):
        return [_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _lists(inner) for key, inner in node.items()}


def cleaned(node: Any) -> Any:
    """Without empty text and without groups and rows in which nothing was typed."""
    if isinstance(node, list):
        return [inner for inner in map(cleaned, node) if inner not in (None, {}, [])]
    if not isinstance(node, dict):
        return node.strip() or None if isinstance(node, str) else node
    said = {key: cleaned(inner) for key, inner in node.items()}
    said = {key: inner for key, inner in said.items() if inner not in (None, {})}
    own = {key: inner for key, inner in said.items() if not key.endswith(COMPANION)}
    beside = {key.removesuffix(COMPANION): inner for key, inner in said.items() if key not in own}
    return beside | own if own else {}


def said(node: Any) -> Any:
    """What was typed, without the rows of lists in which nothing was: faults count these rows."""
    if isinstance(node, list):
        return [said(inner) for inner in node if cleaned(inner) not in (None, {}, [])]
    if isinstance(node, dict):
        return {key: said(inner) for key, inner in node.items()}
    return node


def unflatten(pairs: Pairs) -> dict[str, Any]:
    """What a form says, for a schema: nothing typed is absent, empty rows are left out."""
    found: dict[str, Any] = cleaned(nest(pairs))
    return found


def flatten(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The names and values of a form that says this; None and empty groups say nothing."""
    for key, value in data.items():
        yield from _flat(f"{prefix}{key}", value)


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from flatten(value, f"{name}.")
    elif isinstance(value, (list, tuple)):
        for place, inner in enumerate(value):
            if isinstance(inner, Mapping):
                yield from flatten(inner, f"{name}.{place}.")
            else:
                yield name + SEVERAL, str(inner)
    elif isinstance(value, bool):
        yield name, "true" if value else "false"
    elif value is not None:
        yield name, str(value)
