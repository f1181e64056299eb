"""What slices contribute to recovery: checks, snapshots to record again, documents to index.

A slice that has any keeps them in checks.py (CHECKS), republish.py (SNAPSHOTS) and documents.py
or republish.py (DOCUMENTS); wiring adds those of the matching service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sqlalchemy.orm import Session

from marketplace.ports import Ports
from search.documents import Document

Check = Callable[[Session, Ports], Iterable[str]]
"""Yields one sentence for each thing that is not as its source says."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an event would tell of a thing as it is now; `revision` is the thing's, unchanged."""

    type: str
    key: str
    revision: int
    data: Mapping[str, Any]


Snapshots = Callable[[Session], Iterator[Snapshot]]
Documents = Callable[[Session], Iterable[Document]]


def contributed(slices: Iterable[str], module: str, name: str) -> dict[str, Any]:
    """The mappings of this name in the slices' modules, put together.

    Raises RuntimeError where two slices say the same.
    """
    found: dict[str, Any] = {}
    for slice_ in slices:
        path = f"marketplace.{slice_}.{module}"
        if find_spec(path) is None:
            continue
        mapping: Mapping[str, Any] = getattr(import_module(path), name, {})
        if twice := found.keys() & mapping.keys():
            raise RuntimeError(f"{path}: {', '.join(twice)} is contributed twice")
        found |= mapping
    return found
