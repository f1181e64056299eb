"""Two versions of one thing, field by field, for the page that a stale edit leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.flatten import flatten

Difference = tuple[str, str, Any, Any]


def differences(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], labels: Mapping[str, str]
) -> list[Difference]:
    """(field, label, mine, theirs) where the two say something else, in the order of the labels;
    values are compared as a form would say them."""
    names = [*labels, *(name for name in mine if name not in labels)]
    return [
        (name, labels.get(name, name), mine.get(name), theirs.get(name))
        for name in names
        if _said({name: mine.get(name)}) != _said({name: theirs.get(name)})
    ]


def _said(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted(flatten(data))
