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
