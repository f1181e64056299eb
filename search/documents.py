"""What an index holds: specifications of indexes and the documents in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """One index. `version` is part of the physical name: raise it when fields change.

    `words` are folded text with the boost of each field in a word query; `tokens` are exact
    values (facets, codes, prefixes of codes, ids); `numbers` are float64 values for ranges and
    sorting, times as seconds since the epoch.
    """

    name: str
    version: int
    words: Mapping[str, float]
    tokens: frozenset[str]
    numbers: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        names = [*self.words, *self.tokens, *self.numbers]
        if len(names) != len(set(names)):
            raise ValueError(f"index {self.name}: a field is of one kind only")

    @property
    def versioned(self) -> str:
        """Name and version, the stem of every physical name."""
        return f"{self.name}-v{self.version}"

    def check(self, document: Document) -> None:
        """Raises ValueError for fields that the index does not have; engines would drop them."""
        pairs = (
            (document.words, self.words),
            (document.tokens, self.tokens),
            (document.numbers, self.numbers),
        )
        unknown = sorted({name for given, known in pairs for name in given if name not in known})
        if unknown:
            raise ValueError(f"index {self.name} has no fields {', '.join(unknown)}")


@dataclass(frozen=True, slots=True)
class Document:
    """One document; `revision` is its external version: an older one never replaces a newer."""

    id: str
    revision: int
    words: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)
    """JSON returned with a hit, never searched."""
