"""Where the revision of each indexed document is kept for an engine that has no versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol


class VersionStore(Protocol):
    """Revisions by index and id. Those of deleted documents stay, as tombstones."""

    def known(self, index: str, ids: Sequence[str]) -> dict[str, int]:
        """Stored revisions of these ids; ids never seen are left out."""

    def record(self, index: str, revisions: Mapping[str, int]) -> None:
        """Stores revisions as given, of documents that are now in the index or deleted from it."""


class MemoryVersions:
    """Revisions in memory, for tests and evaluation: forgotten with the process."""

    def __init__(self) -> None:
        self._kept: defaultdict[str, dict[str, int]] = defaultdict(dict)

    def known(self, index: str, ids: Sequence[str]) -> dict[str, int]:
        kept = self._kept[index]
        return {id: kept[id] for id in ids if id in kept}

    def record(self, index: str, revisions: Mapping[str, int]) -> None:
        self._kept[index].update(revisions)
