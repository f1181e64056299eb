"""Releases into the present state: the merge of OCDS 1.1, and updates that it understands.

https://standard.open-contracting.org/1.1/en/schema/merging/ : objects are merged field by field,
lists of objects with an id by that id, other lists replaced; null removes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from integrations.ocds.parts import Json

WHOLE = frozenset({"additionalClassifications", "additionalIdentifiers", "changes"})
"""Lists that the schema has replaced as a whole (wholeListMerge)."""
OMITTED = frozenset({"id", "date", "tag"})
"""Fields of a release that the schema leaves out of a merge (omitWhenMerged)."""


def compiled(releases: Sequence[Mapping[str, Any]]) -> Json:
    """The compiled release of all releases of one process, which come in order of their dates."""
    merged: Json = {}
    for one in releases:
        merged = _object(merged, {k: v for k, v in one.items() if k not in OMITTED})
    last = releases[-1]
    head = {"ocid": last["ocid"], "id": f"{last['ocid']}-{last['date']}", "date": last["date"]}
    return head | {"tag": ["compiled"]} | merged


def _object(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    merged = dict(before)
    for name, value in after.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _value(name, merged.get(name), value)
            if merged[name] in ({}, []):
                del merged[name]
    return merged


def _value(name: str, before: Any, after: Any) -> Any:
    if isinstance(after, dict):
        return _object(before if isinstance(before, dict) else {}, after)
    if _by_id(after) and name not in WHOLE:
        return _list(before if _by_id(before) else [], after)
    return after


def _by_id(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and "id" in one for one in value)
    )


def _list(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Json]:
    merged = {one["id"]: dict(one) for one in before}
    for one in after:
        merged[one["id"]] = _object(merged.get(one["id"], {}), one)
    return list(merged.values())


def update(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    """The object as it is after a change, and emptied whatever it had before and has no more, so
    that a merge forgets it: null for a value, an empty list for a list, and the same within
    objects, as far as the release schema has it. What left a list of objects with ids stays in
    the merge: say in the object itself that it is over.
    """
    found: Json = {name: _emptied(value) for name, value in before.items() if name not in after}
    for name, value in after.items():
        inner = before.get(name)
        if isinstance(value, dict) and isinstance(inner, dict):
            found[name] = update(inner, value)
        else:
            found[name] = value
    return found


def _emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _emptied(inner) for name, inner in value.items()}
    return [] if isinstance(value, list) else None
