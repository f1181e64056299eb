"""Buttons that change a form's shape without sending it, and the choice between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

CHOOSE, MINE, THEIRS = "_choose.", "_mine.", "_theirs."

Pairs = list[tuple[str, str]]


def rearrange(typed: dict[str, Any], act: str) -> bool:
    """Carry out `add:lots`, `remove:lots.1` or `find:cpv`; False for any other button."""
    verb, _, name = act.partition(":")
    if verb == "find":
        return True
    if verb not in ("add", "remove") or not name:
        return False
    *path, last = name.split(".")
    if verb == "add":
        _held(typed, [*path, last]).append({})
    elif last.isdigit():
        rows = _held(typed, path)
        del rows[int(last) : int(last) + 1]
    return True


def _held(node: Any, path: Iterable[str]) -> list[Any]:
    """The list under the path, made where there is none; a list of its own where it cannot be."""
    *groups, last = path
    for key in groups:
        if isinstance(node, list) and key.isdigit() and int(key) < len(node):
            node = node[int(key)]
        elif isinstance(node, dict):
            node = node.setdefault(key, {})
        else:
            return []
    if not isinstance(node, dict):
        return []
    if not isinstance(node.get(last), list):
        node[last] = []
    held: list[Any] = node[last]
    return held


def chosen(pairs: Pairs) -> Pairs:
    """The pairs of a form; on a page of two versions, those of the version chosen by field.

    Such a page sends `_choose.FIELD` = mine or theirs, and both versions whole.
    """
    choice = {name.removeprefix(CHOOSE): value for name, value in pairs if name.startswith(CHOOSE)}
    if not choice:
        return pairs
    kept = [pair for pair in pairs if not pair[0].startswith("_")]
    return kept + _of(pairs, MINE, choice, "mine") + _of(pairs, THEIRS, choice, "theirs")


def _of(pairs: Pairs, prefix: str, choice: Mapping[str, str], which: str) -> Pairs:
    named = [(name.removeprefix(prefix), value) for name, value in pairs if name.startswith(prefix)]
    return [(name, value) for name, value in named if choice.get(top(name), "mine") == which]


def top(name: str) -> str:
    """The field of the form that a dotted name belongs to."""
    return name.split(".")[0].removesuffix("[]")
